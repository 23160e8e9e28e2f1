// SPDX-License-Identifier: Apache-2.0
// engine.cc - the life of the receipts of a run.
// Tested by tests/unit/engine/engine_test.cc, the scenarios and the properties.
#include "engine/engine.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "engine/base/check.h"
#include "engine/book/open_state.h"
#include "engine/commit/commit.h"
#include "engine/commit/proof.h"
#include "engine/intake/intake.h"
#include "engine/learning.h"
#include "engine/plain_run.h"
#include "engine/proposer.h"
#include "engine/resolve/joint.h"
#include "engine/resolve/resolve.h"
#include "engine/settle_reversals.h"
#include "engine/settle_together.h"
#include "engine/wait/waiting_list.h"

namespace cashmatch {
namespace {

constexpr int kRoundsMax = 16;  // looks at what is left after better claims

/// One run over a book: the state that lives from booking date to booking date.
class Run {
 public:
  /// `plain` may make further receipts in `receipts`.
  Run(const Book& book, const ReceiptBlock& receipts, const Policy& policy,
      bool brief, const EarlierPayments* earlier, PlainRun* plain)
      : book_(book),
        receipts_(receipts),
        policy_(policy),
        plain_(*plain),
        companies_(book.tables(), policy),
        state_(book.tables()),
        resolver_(book.item_count()),
        committer_(book, receipts, &state_, &report_),
        reversals_(book, receipts, policy, companies_, earlier, &committer_),
        learning_(book, receipts, state_, report_),
        view_{book,       state_, receipts, policy, learning_.habits(),
              companies_, brief,  &pulse_},
        proposers_(view_),
        any_wait_(AnyWaits(policy)) {
    report_.outcomes.resize(receipts.receipts.size());
    report_.applications.reserve(receipts.receipts.size());
  }

  Report Finish(const RunOptions& options) {
    const std::vector<Admitted> admitted =
        Admit(receipts_, policy_, options.as_of, options.known);
    report_.order = CanonicalOrder(receipts_);
    decided_ = options.decided;
    pulse_.Begin(options.interrupted, options.progress, report_.order.size());
    any_reversal_ = std::ranges::count(admitted, Standing::kReversal,
                                       &Admitted::standing) != 0;
    if (any_reversal_) reversals_.AddEarlier();
    size_t first = 0;
    while (const std::optional<Day> day = NextDay(first)) {
      if (pulse_.Interrupted()) break;
      first = SettleDay(*day, first, admitted);
    }
    MergeInOrder(receipts_, made_, &report_.order);
    plain_.Finish(&report_);
    committer_.FinishMade();
    state_.BringBack();
    report_.residuals = state_.residuals();
    report_.habits = learning_.habits();
    pulse_.Reach(report_.order.size());
    FillCashProof(receipts_, &report_);
    Prove(book_, receipts_, &report_);
    return std::move(report_);
  }

 private:
  /// Returns the first booking date of receipts from `first` on and plain ones.
  std::optional<Day> NextDay(size_t first) const {
    const std::optional<Day> plain = plain_.NextDay();
    if (first == report_.order.size()) return plain;
    const Day day = BookingDate(report_.order[first]);
    return plain ? std::min(*plain, day) : day;
  }

  /// Settles the receipts of one booking date; returns where the next begins.
  size_t SettleDay(Day day, size_t first,
                   const std::vector<Admitted>& admitted) {
    std::vector<ReceiptRow> money, provisional, reversals;
    size_t last = first;
    pulse_.Reach(first);
    for (; last < report_.order.size(); ++last) {
      const ReceiptRow row = report_.order[last];
      if (BookingDate(row) != day) break;
      switch (admitted[Index(row)].standing) {
        case Standing::kMoney:
          money.push_back(row);
          break;
        case Standing::kProvisional:
          provisional.push_back(row);
          break;
        case Standing::kReversal:
          reversals.push_back(row);
          break;
        default:
          PlaceUnmatched(row, admitted[Index(row)]);
      }
    }
    std::vector<ReceiptRow> made = plain_.Begin(day, state_);
    AddMade(&made, &money);
    SettleMoney(&money);
    if (!provisional.empty() || MayAskLater(last))
      learning_.EndDay(money, day, &plain_);
    SettleTogether(day);
    for (const auto& block : proposers_.ProposeAll(provisional)) {
      for (const Candidate& candidate : block.candidates) {
        committer_.ShowProvisional(candidate);
      }
    }
    for (const ReceiptRow row : reversals) {
      const ReceiptRow undone = reversals_.Settle(row);
      if (undone != kNoReceipt) StopWaiting(undone);
    }
    if (!decided_.empty()) FollowPeople(money);
    return last;
  }

  /// True if somebody may ask what a day taught; `next`: who comes after it.
  bool MayAskLater(size_t next) const {
    return !view_.brief || any_wait_ ||
           (!receipts_.receipts.empty() && NextDay(next));
  }

  void PlaceUnmatched(ReceiptRow row, const Admitted& admitted) {
    switch (admitted.standing) {
      case Standing::kHeld:
        committer_.Hold(row, ExceptionCode::kHeld);
        break;
      case Standing::kProvisionalReversal:
        committer_.ShowProvisional(row);
        break;
      case Standing::kAfterAsOf:
        committer_.Hold(row, ExceptionCode::kAfterAsOf);
        break;
      case Standing::kDuplicate:
        committer_.LeaveToCopy(row, admitted.counted);
        break;
      default:
        committer_.PlaceWhole(row, ReceiptStatus::kNotReceivable,
                              ExceptionCode::kNotReceivable,
                              RemainderKind::kNotReceivable, admitted.cls);
    }
  }

  /// The receipts of a day while it is settled. Candidates point into pieces.
  struct Settling {
    std::deque<std::vector<Piece>> rounds;
    std::vector<Granted> granted;
    std::vector<Candidate> unsure;  // left for when the others are settled
  };

  /// Adds receipts made of plain ones to those of their day; sorts them.
  void AddMade(std::vector<ReceiptRow>* made, std::vector<ReceiptRow>* money) {
    report_.outcomes.resize(receipts_.receipts.size());
    std::sort(made->begin(), made->end(), CanonicalLess(receipts_));
    MergeInOrder(receipts_, *made, money);
    MergeInOrder(receipts_, *made, &made_);
  }

  /// Proposes, resolves and commits until nobody is left who lost an item to a
  /// better claim and may still find another; then what is sure only in view of
  /// all that. Receipts made of plain ones on the way are added to `money`.
  void SettleMoney(std::vector<ReceiptRow>* money) {
    Settling day;
    std::vector<ReceiptRow> rows = *money;
    int round = 0;
    do {
      std::vector<Candidate> candidates = ProposeRound(rows, &day);
      if (round == 0) AddWanted(&candidates, money, &day);
      std::vector<Candidate> wanting;
      for (const Candidate& candidate : candidates) {
        if (candidate.answer().count != 0 && candidate.best().apply) {
          wanting.push_back(candidate);
        }
      }
      const std::vector<Resolution> resolutions =
          resolver_.Resolve(state_, receipts_, wanting);
      rows = CommitRound(candidates, wanting, resolutions, round == kRoundsMax,
                         &day);
      if (round == 0) plain_.Commit(&state_);
      ++round;
    } while (!rows.empty());
    SettleUnsure(day);
  }

  std::vector<Candidate> ProposeRound(const std::vector<ReceiptRow>& rows,
                                      Settling* day) {
    std::vector<Candidate> candidates;
    candidates.reserve(rows.size());
    for (const Piece& piece :
         day->rounds.emplace_back(proposers_.ProposeAll(rows))) {
      candidates.insert(candidates.end(), piece.candidates.begin(),
                        piece.candidates.end());
    }
    return candidates;
  }

  /// Adds the receipts that were plain and whose items others may want.
  void AddWanted(std::vector<Candidate>* candidates,
                 std::vector<ReceiptRow>* money, Settling* day) {
    std::vector<ReceiptRow> made;
    for (const Candidate& it : *candidates) plain_.MakeWanted(it, &made);
    AddMade(&made, money);
    const std::vector<Candidate> added = ProposeRound(made, day);
    const auto middle =
        candidates->insert(candidates->end(), added.begin(), added.end());
    std::ranges::inplace_merge(*candidates, middle, CanonicalLess(receipts_),
                               &Candidate::receipt);
  }

  /// Commits a round in canonical order; returns the receipts to look at again.
  std::vector<ReceiptRow> CommitRound(
      const std::vector<Candidate>& candidates,
      const std::vector<Candidate>& wanting,
      const std::vector<Resolution>& resolutions, bool last, Settling* day) {
    std::vector<ReceiptRow> again;
    size_t next = 0;
    for (const Candidate& candidate : candidates) {
      const bool wants =
          next < wanting.size() && wanting[next].receipt == candidate.receipt;
      if (!wants) {
        if (candidate.IsUnsure()) {
          day->unsure.push_back(candidate);
        } else {
          Decline(candidate, false, ContestKind::kNone);
        }
        continue;
      }
      const Resolution& resolution = resolutions[next++];
      if (resolution.kind != Resolution::Kind::kAccepted) {
        committer_.NoteRefusal(candidate, resolution);
      }
      if (resolution.kind == Resolution::Kind::kLost && !last) {
        again.push_back(candidate.receipt);
      } else if (resolution.kind == Resolution::Kind::kAccepted) {
        day->granted.push_back({candidate, resolution});
        Accept(candidate, resolution);
      } else {
        Decline(candidate, true, resolution.contest);
      }
    }
    return again;
  }

  /// Applies what is sure in view of what others pay; leaves the rest to a
  /// person, with what is still open.
  void SettleUnsure(const Settling& day) {
    const std::vector<Resolution> resolutions =
        ResolveJointly(state_, receipts_, day.unsure, day.granted);
    std::vector<Candidate> left;
    for (size_t i = 0; i < day.unsure.size(); ++i) {
      if (resolutions[i].kind == Resolution::Kind::kAccepted) {
        Accept(day.unsure[i], resolutions[i]);
      } else {
        left.push_back(day.unsure[i]);
      }
    }
    std::vector<ReceiptRow> stale;
    for (const Candidate& candidate : left) {
      if (IsStale(state_, candidate)) {
        stale.push_back(candidate.receipt);
      } else {
        Decline(candidate, false, ContestKind::kNone);
      }
    }
    for (const Piece& piece : proposers_.ProposeAll(stale)) {
      for (const Candidate& candidate : piece.candidates) {
        const bool one_left =
            candidate.answer().count != 0 && candidate.best().apply;
        Decline(candidate, one_left, ContestKind::kJoint);
      }
    }
  }

  void Accept(const Candidate& candidate, const Resolution& resolution) {
    committer_.Accept(candidate, resolution);
    learning_.Note(candidate, true);
    if (any_reversal_) reversals_.Add(candidate.receipt);
  }

  void Decline(const Candidate& candidate, bool tied, ContestKind contest) {
    committer_.Decline(candidate, tied, contest);
    learning_.Note(candidate, false);
    if (any_reversal_) reversals_.Add(candidate.receipt);
    if (!tied && any_wait_) Wait(candidate);
  }

  const MatchingPolicy& PolicyOf(CustomerRow customer) const {
    return policy_.For(book_.CustomerId(customer));
  }

  /// Lets a receipt wait for others, if it may.
  void Wait(const Candidate& candidate) {
    const Receipt& receipt = receipts_.receipts[Index(candidate.receipt)];
    std::optional<WaitingReceipt> waiting = MayWait(candidate, receipt);
    const CustomerRow customer = candidate.answer().customer;
    if (waiting && PolicyOf(customer).wait_days != 0) {
      waiting_.Add(KeyOf(customer, receipt), *std::move(waiting));
    }
  }

  void StopWaiting(ReceiptRow row) {
    const CustomerRow customer = report_.outcomes[Index(row)].customer;
    waiting_.Remove(KeyOf(customer, receipts_.receipts[Index(row)]), row);
  }

  WaitingKey KeyOf(CustomerRow customer, const Receipt& receipt) const {
    const auto* const companies = companies_.Of(receipt.account);
    return {customer, receipt.currency,
            companies == nullptr ? std::vector<uint32_t>() : *companies};
  }

  /// Applies receipts that pay together what none of them pays alone: those of
  /// the day, and those of its payers that still wait.
  void SettleTogether(Day day) {
    if (!any_wait_) return;
    const auto groups = waiting_.TakeGrown(day, [&](const WaitingKey& key) {
      return PolicyOf(key.customer).wait_days;
    });
    for (const TogetherClaim& claim : FindTogether(view_, groups, day)) {
      committer_.AcceptTogether(claim.candidate, claim.receipts);
      for (const ReceiptRow row : claim.receipts) {
        waiting_.Remove(claim.key, row);
      }
    }
  }

  /// Takes what people found receipts of the day to pay out of the days after.
  void FollowPeople(std::span<const ReceiptRow> money) {
    for (const ReceiptRow row : money) {
      const ReceiptStatus status = report_.outcomes[Index(row)].status;
      if (status == ReceiptStatus::kApplied ||
          status == ReceiptStatus::kPartial) {
        continue;
      }
      for (const ItemRow item : decided_[Index(row)]) state_.SetAside(item);
      if (any_wait_) StopWaiting(row);
    }
  }

  Day BookingDate(ReceiptRow row) const {
    return receipts_.receipts[Index(row)].booking_date;
  }

  const Book& book_;
  const ReceiptBlock& receipts_;
  const Policy& policy_;
  PlainRun& plain_;
  CompanyScope companies_;
  Report report_;
  OpenState state_;
  Resolver resolver_;
  Committer committer_;
  ReversalSettler reversals_;
  Learning learning_;
  WaitingList waiting_;
  std::vector<ReceiptRow> made_;  // of plain ones, in canonical order
  std::span<const std::vector<ItemRow>> decided_;
  Pulse pulse_;
  const RunView view_;
  const Proposers proposers_;
  const bool any_wait_;
  bool any_reversal_ = false;
};

}  // namespace

Report ApplyWithPlain(const Book& book, ReceiptBlock* receipts,
                      const Policy& policy, const RunOptions& options) {
  CASHMATCH_CHECK(receipts->plain.empty() ||
                  (options.known.empty() && options.decided.empty() &&
                   options.earlier == nullptr));
  PlainRun plain(book, policy, options.as_of, receipts);
  return Run(book, *receipts, policy, options.brief, options.earlier, &plain)
      .Finish(options);
}

Report Apply(const Book& book, const ReceiptBlock& receipts,
             const Policy& policy, const RunOptions& options) {
  CASHMATCH_CHECK(receipts.plain.empty());
  ReceiptBlock none;  // where nothing is plain, nothing is made
  PlainRun plain(book, policy, options.as_of, &none);
  return Run(book, receipts, policy, options.brief, options.earlier, &plain)
      .Finish(options);
}

}  // namespace cashmatch
