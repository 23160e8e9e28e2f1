// SPDX-License-Identifier: Apache-2.0
// contest.cc - claims become bids, a packing becomes resolutions.
// Tested by tests/unit/engine/resolve/resolve_test.cc
#include "engine/resolve/contest.h"

#include <algorithm>
#include <compare>
#include <tuple>

#include "engine/base/planted_bug.h"
#include "engine/resolve/packing.h"
#include "engine/resolve/shares.h"
#include "engine/resolve/wish.h"

namespace cashmatch {
namespace {

using Kind = Resolution::Kind;

/// A contest as a packing problem. Members that are the same money and want the
/// same stand together, as one bid.
class Packer {
 public:
  Packer(Contest contest, std::vector<Resolution>* resolutions)
      : contest_(std::move(contest)),
        resolutions_(*resolutions),
        table_(&problem_) {}

  /// False, and nothing is filled, where the problem is not for a packing.
  bool Settle() {
    SortMembers();
    if (!NumberItems()) return false;
    MakeBids();
    packing_ = SolvePacking(problem_);
    if (!packing_.proven) return false;
    FillKinds();
    DealOutPools();
    return true;
  }

 private:
  const Candidate& CandidateOf(uint32_t member) const {
    return contest_.candidates[member];
  }

  /// By strength, by what the members are and want, then by date.
  void SortMembers() {
    const auto less = [&](uint32_t a, uint32_t b) {
      if (const auto order = Compare(a, b); order != 0) return order < 0;
      if (Planted("a tie goes by the order of arrival")) return a < b;
      const Receipt& x = contest_.ReceiptOf(a);
      const Receipt& y = contest_.ReceiptOf(b);
      if (x.value_date != y.value_date) return x.value_date < y.value_date;
      const std::string x_id = contest_.receipts.IdOf(x);
      const std::string y_id = contest_.receipts.IdOf(y);
      return std::tie(x_id, a) < std::tie(y_id, b);
    };
    std::sort(contest_.members.begin(), contest_.members.end(), less);
  }

  /// Equal if the members are one bid.
  std::strong_ordering Compare(uint32_t a, uint32_t b) const {
    const Candidate& x = CandidateOf(a);
    const Candidate& y = CandidateOf(b);
    const auto wishes = CompareWishes(x, x.best(), y, y.best());
    return wishes != 0
               ? wishes
               : CompareMoney(contest_.ReceiptOf(a), contest_.ReceiptOf(b));
  }

  bool NumberItems() {
    for (const uint32_t member : contest_.members) {
      const Candidate& candidate = CandidateOf(member);
      for (const ProposedRow& row : candidate.RowsOf(candidate.best())) {
        table_.NumberOf(row.item);
      }
      const auto pool = candidate.PoolOf(candidate.best());
      if (!pool.empty() && !table_.AddPool(pool)) return false;
    }
    for (size_t i = 0; i < problem_.open.size(); ++i) {
      problem_.open[i] = contest_.state.Open(table_.items()[i]);
    }
    return true;
  }

  void MakeBids() {
    for (size_t i = 0; i < contest_.members.size(); ++i) {
      const uint32_t member = contest_.members[i];
      if (i != 0 && Compare(contest_.members[i - 1], member) == 0) {
        ++problem_.bids.back().members;
        continue;
      }
      firsts_.push_back(i);
      const Proposal& proposal = CandidateOf(member).best();
      Bid& bid = problem_.bids.emplace_back();
      bid.strength = StrengthOf(proposal.rule, proposal.confidence);
      table_.FillBid(CandidateOf(member), proposal, &bid);
    }
    firsts_.push_back(contest_.members.size());
  }

  void FillKinds() {
    Shares shares(problem_);
    bool refused = false;
    for (size_t bid = 0; bid < problem_.bids.size(); ++bid) {
      if (packing_.tied[bid]) continue;
      shares.Take(problem_.bids[bid], packing_.taken[bid]);
    }
    for (size_t bid = 0; bid < problem_.bids.size(); ++bid) {
      const uint32_t taken = packing_.tied[bid] ? 0 : packing_.taken[bid];
      // Who lost to none but tied claims is in doubt with them.
      const bool doubtful =
          packing_.tied[bid] || shares.RoomFor(problem_.bids[bid]) != 0;
      for (size_t i = firsts_[bid]; i < firsts_[bid + 1]; ++i) {
        const bool served = i - firsts_[bid] < taken;
        refused = refused || !served;
        resolutions_[contest_.members[i]].kind = served     ? Kind::kAccepted
                                                 : doubtful ? Kind::kTied
                                                            : Kind::kLost;
      }
    }
    if (!refused) return;
    for (const uint32_t member : contest_.members) {
      resolutions_[member].contest = ContestKind::kProven;
    }
  }

  /// Gives the items of each pool out in their order, but for those that
  /// another claim names.
  void DealOutPools() {
    std::vector<bool> given(problem_.open.size(), false);
    for (size_t bid = 0; bid < problem_.bids.size(); ++bid) {
      if (packing_.taken[bid] == 0 && !packing_.tied[bid]) continue;
      for (const Demand& d : problem_.bids[bid].demands) given[d.item] = true;
    }
    for (size_t bid = 0; bid < problem_.bids.size(); ++bid) {
      if (problem_.bids[bid].pool == kNoPool) continue;
      for (size_t i = firsts_[bid]; i < firsts_[bid + 1]; ++i) {
        Resolution& resolution = resolutions_[contest_.members[i]];
        if (resolution.kind != Kind::kAccepted) continue;
        resolution.instead = NextOf(problem_.bids[bid].pool, &given);
        if (resolution.instead == kNoItem) resolution.kind = Kind::kTied;
      }
    }
  }

  ItemRow NextOf(uint32_t pool, std::vector<bool>* given) {
    for (const ItemRow item : table_.Pool(pool)) {
      const uint32_t number = table_.NumberOf(item);
      if ((*given)[number]) continue;
      (*given)[number] = true;
      return item;
    }
    return kNoItem;
  }

  Contest contest_;
  std::vector<Resolution>& resolutions_;
  PackingProblem problem_;
  Packing packing_;
  WishTable table_;
  std::vector<size_t> firsts_;  // by bid: its first place among the members
};

}  // namespace

void SettleContest(Contest contest, std::vector<Resolution>* resolutions) {
  if (!Packer(contest, resolutions).Settle()) {
    SettleGreedily(std::move(contest), resolutions);
  }
}

}  // namespace cashmatch
