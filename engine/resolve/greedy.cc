// SPDX-License-Identifier: Apache-2.0
// greedy.cc - claim by claim, where a proof would cost too much.
// Tested by tests/unit/engine/resolve/resolve_test.cc
#include <algorithm>
#include <unordered_map>

#include "engine/resolve/contest.h"
#include "engine/resolve/wish.h"

namespace cashmatch {
namespace {

using Kind = Resolution::Kind;

/// Deals out the items of one component.
class Dealer {
 public:
  Dealer(Contest contest, std::vector<Resolution>* resolutions)
      : contest_(std::move(contest)), resolutions_(*resolutions) {}

  void Settle() {
    auto& members = contest_.members;
    std::sort(members.begin(), members.end(), [&](uint32_t a, uint32_t b) {
      const Proposal& x = CandidateOf(a).best();
      const Proposal& y = CandidateOf(b).best();
      if (x.rule != y.rule) return x.rule < y.rule;
      if (x.confidence != y.confidence) return x.confidence > y.confidence;
      const Receipt& r = ReceiptOf(a);
      const Receipt& s = ReceiptOf(b);
      if (r.value_date != s.value_date) return r.value_date < s.value_date;
      const std::string r_id = contest_.receipts.IdOf(r);
      const std::string s_id = contest_.receipts.IdOf(s);
      return r_id != s_id ? r_id < s_id : a < b;
    });
    for (const uint32_t member : members) {
      resolutions_[member].contest = ContestKind::kGreedy;
      Claim(member);
    }
  }

 private:
  struct Held {
    Minor taken = 0;
    uint32_t holder = 0;        // the first candidate that took of it
    bool only_payments = true;  // and no row that settles the rest
  };

  const Candidate& CandidateOf(uint32_t member) const {
    return contest_.candidates[member];
  }
  const Receipt& ReceiptOf(uint32_t member) const {
    return contest_.ReceiptOf(member);
  }

  void Claim(uint32_t member) {
    const Candidate& candidate = CandidateOf(member);
    const Proposal& proposal = candidate.best();
    if (proposal.pool_count != 0) {
      ClaimOfPool(member, candidate.PoolOf(proposal));
      return;
    }
    for (const ProposedRow& row : candidate.RowsOf(proposal)) {
      const auto held = held_.find(row.item);
      if (held == held_.end() || Shares(candidate, row.item, held->second)) {
        continue;
      }
      Refuse(member, held->second.holder);
      return;
    }
    for (const ProposedRow& row : candidate.RowsOf(proposal)) {
      Held& held =
          held_.try_emplace(row.item, Held{0, member, true}).first->second;
      held.taken += row.amount;
      held.only_payments =
          held.only_payments && row.kind == ApplicationKind::kPayment;
    }
  }

  /// True if the item still holds enough for a part payment beside others.
  bool Shares(const Candidate& candidate, ItemRow item,
              const Held& held) const {
    if (!held.only_payments) return false;
    Minor wanted = 0;
    for (const ProposedRow& row : candidate.RowsOf(candidate.best())) {
      if (row.item != item) continue;
      if (row.kind != ApplicationKind::kPayment) return false;
      wanted += row.amount;
    }
    const Minor open = contest_.state.Open(item);
    const WideMinor all = static_cast<WideMinor>(held.taken) + wanted;
    return open >= 0 ? all <= open : all >= open;
  }

  void ClaimOfPool(uint32_t member, std::span<const ItemRow> pool) {
    for (const ItemRow item : pool) {
      if (!held_.try_emplace(item, Held{0, member, false}).second) continue;
      resolutions_[member].instead = item;
      return;
    }
    Refuse(member, held_.at(pool.front()).holder);
  }

  /// The item is gone to `holder`: by right, or by a claim no better than ours.
  void Refuse(uint32_t member, uint32_t holder) {
    const Proposal& ours = CandidateOf(member).best();
    const Proposal& theirs = CandidateOf(holder).best();
    const bool equal_claim =
        ours.rule == theirs.rule && ours.confidence == theirs.confidence;
    if (equal_claim && !SameMoney(member, holder)) {
      resolutions_[member].kind = Kind::kTied;
      resolutions_[holder].kind = Kind::kTied;
    } else if (resolutions_[holder].kind == Kind::kTied) {
      resolutions_[member].kind = Kind::kTied;
    } else {
      resolutions_[member].kind = Kind::kLost;
    }
  }

  bool SameMoney(uint32_t a, uint32_t b) const {
    return CandidateOf(a).best().customer == CandidateOf(b).best().customer &&
           CompareMoney(ReceiptOf(a), ReceiptOf(b)) == 0;
  }

  Contest contest_;
  std::vector<Resolution>& resolutions_;
  std::unordered_map<ItemRow, Held> held_;
};

}  // namespace

void SettleGreedily(Contest contest, std::vector<Resolution>* resolutions) {
  Dealer(std::move(contest), resolutions).Settle();
}

}  // namespace cashmatch
