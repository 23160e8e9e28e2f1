// SPDX-License-Identifier: Apache-2.0
// engine.cc - the life of the receipts of a run.
// Tested by tests/unit/engine/engine_test.cc, the scenarios and the properties.
#include "engine/engine.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "engine/book/open_state.h"
#include "engine/commit/closed_payment.h"
#include "engine/commit/commit.h"
#include "engine/commit/proof.h"
#include "engine/commit/reversal.h"
#include "engine/identify/identify.h"
#include "engine/identify/named_in_text.h"
#include "engine/identify/quotes.h"
#include "engine/intake/intake.h"
#include "engine/learning.h"
#include "engine/proposer.h"
#include "engine/resolve/joint.h"
#include "engine/resolve/resolve.h"
#include "engine/settle_together.h"
#include "engine/wait/waiting_list.h"

namespace cashmatch {
namespace {

constexpr int kRoundsMax = 16;  // looks at what is left after better claims

/// One run over a book: the state that lives from booking date to booking date.
class Run {
 public:
  Run(const Book& book, const ReceiptBlock& receipts, const Policy& policy,
      bool brief, const EarlierPayments* earlier)
      : book_(book),
        receipts_(receipts),
        policy_(policy),
        companies_(book.tables(), policy),
        state_(book.tables()),
        resolver_(book.item_count()),
        committer_(book, receipts, &state_, &report_),
        reversals_(receipts, earlier == nullptr ? nullptr : &earlier->receipts),
        earlier_(earlier),
        closed_payments_(book.tables(), policy),
        learning_(book, receipts, state_, report_),
        view_{book,       state_, receipts, policy, learning_.habits(),
              companies_, brief},
        any_wait_(AnyWaits(policy)) {
    report_.outcomes.resize(receipts.receipts.size());
  }

  Report Finish(const RunOptions& options) {
    const std::vector<Admitted> admitted =
        Admit(receipts_, policy_, options.as_of, options.known);
    report_.order = CanonicalOrder(receipts_);
    decided_ = options.decided;
    for (const Admitted& a : admitted) {
      any_reversal_ = any_reversal_ || a.standing == Standing::kReversal;
    }
    if (any_reversal_) reversals_.AddEarlier();
    for (size_t first = 0; first < report_.order.size();) {
      if (options.interrupted != nullptr && options.interrupted()) break;
      first = SettleDay(first, admitted);
    }
    committer_.FinishMade();
    state_.BringBack();
    report_.residuals = state_.residuals();
    report_.habits = learning_.habits();
    FillCashProof(receipts_, &report_);
    Prove(book_, receipts_, &report_);
    return std::move(report_);
  }

 private:
  /// Settles the receipts of one booking date; returns where the next begins.
  size_t SettleDay(size_t first, const std::vector<Admitted>& admitted) {
    const Day day = BookingDate(report_.order[first]);
    std::vector<ReceiptRow> money, provisional, reversals;
    size_t last = first;
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
    SettleMoney(money);
    learning_.EndDay(money, day);
    SettleTogether(day);
    for (const auto& block : Propose(provisional)) {
      for (const Candidate& candidate : block.candidates) {
        committer_.ShowProvisional(candidate);
      }
    }
    for (const ReceiptRow row : reversals) SettleReversal(row);
    if (!decided_.empty()) FollowPeople(money);
    return last;
  }

  void PlaceUnmatched(ReceiptRow row, const Admitted& admitted) {
    switch (admitted.standing) {
      case Standing::kHeld:
        committer_.SetAside(row, ReceiptStatus::kHeld, ExceptionCode::kHeld,
                            kNoReceipt);
        break;
      case Standing::kAfterAsOf:
        committer_.SetAside(row, ReceiptStatus::kHeld,
                            ExceptionCode::kAfterAsOf, kNoReceipt);
        break;
      case Standing::kDuplicate:
        committer_.SetAside(row, ReceiptStatus::kDuplicate,
                            ExceptionCode::kDuplicate, admitted.counted);
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

  /// Proposes, resolves and commits until nobody is left who lost an item to a
  /// better claim and may still find another; then what is sure only in view of
  /// all that.
  void SettleMoney(std::vector<ReceiptRow> rows) {
    Settling day;
    for (int round = 0; !rows.empty(); ++round) {
      const std::vector<Piece>& pieces = day.rounds.emplace_back(Propose(rows));
      std::vector<Candidate> wanting;
      for (const Piece& piece : pieces) {
        for (const Candidate& candidate : piece.candidates) {
          if (candidate.answer().count != 0 && candidate.best().apply) {
            wanting.push_back(candidate);
          }
        }
      }
      const std::vector<Resolution> resolutions =
          resolver_.Resolve(state_, receipts_, wanting);
      rows = CommitRound(wanting, resolutions, round == kRoundsMax, &day);
    }
    SettleUnsure(day);
  }

  /// Commits a round in canonical order; returns the receipts to look at again.
  std::vector<ReceiptRow> CommitRound(
      const std::vector<Candidate>& wanting,
      const std::vector<Resolution>& resolutions, bool last, Settling* day) {
    std::vector<ReceiptRow> again;
    size_t next = 0;
    for (const Piece& piece : day->rounds.back()) {
      for (const Candidate& candidate : piece.candidates) {
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
      if (IsStale(candidate)) {
        stale.push_back(candidate.receipt);
      } else {
        Decline(candidate, false, ContestKind::kNone);
      }
    }
    for (const Piece& piece : Propose(stale)) {
      for (const Candidate& candidate : piece.candidates) {
        const bool one_left =
            candidate.answer().count != 0 && candidate.best().apply;
        Decline(candidate, one_left, ContestKind::kJoint);
      }
    }
  }

  /// True if another receipt paid some of what one may pay.
  bool IsStale(const Candidate& candidate) const {
    for (uint32_t i = 0; i < candidate.answer().count; ++i) {
      for (const ProposedRow& row : candidate.RowsOf(candidate.proposal(i))) {
        const Minor open = state_.Open(row.item);
        if (row.amount > 0 ? open < row.amount : open > row.amount) return true;
      }
    }
    return false;
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

  std::vector<Piece> Propose(const std::vector<ReceiptRow>& rows) const {
    return ProposeAll(view_, rows);
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

  void SettleReversal(ReceiptRow row) {
    FoundOriginal found = reversals_.Find(row);
    if (found.earlier) {
      ReverseEarlier(row, found.original);
      return;
    }
    if (found.original != kNoReceipt) {
      StopWaiting(found.original);
      committer_.Reverse(row, found.original);
      return;
    }
    if (found.exception == ExceptionCode::kReversalNotFound) {
      const ClosedPayment payment = FindClosedPayment(row);
      if (!payment.parts.empty()) {
        committer_.Reopen(row, payment);
        return;
      }
      if (payment.ambiguous) {
        found.exception = ExceptionCode::kReversalAmbiguous;
      }
    }
    committer_.PlaceWhole(row,
                          found.exception == ExceptionCode::kReversalAmbiguous
                              ? ReceiptStatus::kSuggested
                              : ReceiptStatus::kUnidentified,
                          found.exception, RemainderKind::kUnidentified);
  }

  /// Undoes what an earlier run made of a receipt, or leaves it to a person.
  void ReverseEarlier(ReceiptRow row, ReceiptRow original) {
    const size_t at = Index(original);
    if (committer_.ReverseEarlier(row, original,
                                  earlier_->receipts.receipts[at].amount,
                                  earlier_->outcomes[at])) {
      return;
    }
    committer_.PlaceWhole(row, ReceiptStatus::kSuggested,
                          ExceptionCode::kCreditUsed,
                          RemainderKind::kUnidentified);
  }

  /// Looks for the payment among what was closed before the run.
  ClosedPayment FindClosedPayment(ReceiptRow row) {
    const Receipt& receipt = receipts_.receipts[Index(row)];
    Quotes quotes;
    QuoteFinder(book_.tables()).Find(receipts_, receipt, &quotes);
    std::vector<CustomerRow> payers;
    for (const PayerGuess& guess : IdentifyPayers(book_.tables(), receipt)) {
      if (guess.evidence != PayerEvidence::kNearName) {
        payers.push_back(guess.customer);
      }
    }
    if (payers.empty()) {
      payers = NamedInText(book_.tables(), receipts_, receipt);
    }
    return closed_payments_.Find(
        {receipt, quotes, payers, companies_.Of(receipt.account)});
  }

  Day BookingDate(ReceiptRow row) const {
    return receipts_.receipts[Index(row)].booking_date;
  }

  const Book& book_;
  const ReceiptBlock& receipts_;
  const Policy& policy_;
  CompanyScope companies_;
  Report report_;
  OpenState state_;
  Resolver resolver_;
  Committer committer_;
  ReversalFinder reversals_;
  const EarlierPayments* earlier_;
  ClosedPaymentFinder closed_payments_;
  Learning learning_;
  WaitingList waiting_;
  std::span<const std::vector<ItemRow>> decided_;
  const RunView view_;
  const bool any_wait_;
  bool any_reversal_ = false;
};

}  // namespace

Report Apply(const Book& book, const ReceiptBlock& receipts,
             const Policy& policy, const RunOptions& options) {
  return Run(book, receipts, policy, options.brief, options.earlier)
      .Finish(options);
}

}  // namespace cashmatch
