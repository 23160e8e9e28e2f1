// SPDX-License-Identifier: Apache-2.0
// contest.cc - claims become bids, a packing becomes resolutions.
// Tested by tests/unit/engine/resolve/resolve_test.cc
#include "engine/resolve/contest.h"

#include <algorithm>
#include <compare>
#include <tuple>
#include <unordered_map>

#include "engine/resolve/packing.h"
#include "engine/resolve/shares.h"

namespace cashmatch {
namespace {

using Kind = Resolution::Kind;

auto MoneyOf(const Receipt& receipt) {
  return std::tie(receipt.amount, receipt.currency, receipt.account,
                  receipt.payer_account, receipt.payer_name);
}

/// A contest as a packing problem. Members that are the same money and want the
/// same stand together, as one bid.
class Packer {
 public:
  Packer(Contest contest, std::vector<Resolution>* resolutions)
      : contest_(std::move(contest)), resolutions_(*resolutions) {}

  /// False, and nothing is filled, where the problem is not for a packing.
  bool Settle() {
    SortMembers();
    if (!NumberPools()) return false;
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

  std::span<const ProposedRow> RowsOf(uint32_t member) const {
    return CandidateOf(member).RowsOf(CandidateOf(member).best());
  }

  /// By strength, by what the members are and want, then by date.
  void SortMembers() {
    const auto less = [&](uint32_t a, uint32_t b) {
      if (const auto order = Compare(a, b); order != 0) return order < 0;
      const Receipt& x = contest_.ReceiptOf(a);
      const Receipt& y = contest_.ReceiptOf(b);
      return std::tie(x.value_date, x.id, a) < std::tie(y.value_date, y.id, b);
    };
    std::sort(contest_.members.begin(), contest_.members.end(), less);
  }

  /// Equal if the members are one bid.
  std::strong_ordering Compare(uint32_t a, uint32_t b) const {
    const Proposal& x = CandidateOf(a).best();
    const Proposal& y = CandidateOf(b).best();
    const auto strength = std::tie(x.rule, y.confidence, x.customer) <=>
                          std::tie(y.rule, x.confidence, y.customer);
    if (strength != 0) return strength;
    const auto money =
        MoneyOf(contest_.ReceiptOf(a)) <=> MoneyOf(contest_.ReceiptOf(b));
    if (money != 0) return money;
    const auto pools =
        std::pair(x.pool_count,
                  x.pool_count == 0 ? kNoItem : CandidateOf(a).PoolOf(x)[0]) <=>
        std::pair(y.pool_count,
                  y.pool_count == 0 ? kNoItem : CandidateOf(b).PoolOf(y)[0]);
    if (pools != 0) return pools;
    const auto rows = RowsOf(a);
    const auto others = RowsOf(b);
    return std::lexicographical_compare_three_way(
        rows.begin(), rows.end(), others.begin(), others.end(),
        [](const ProposedRow& r, const ProposedRow& s) {
          return std::tie(r.item, r.kind, r.amount) <=>
                 std::tie(s.item, s.kind, s.amount);
        });
  }

  uint32_t NumberOf(ItemRow item) {
    const auto [at, fresh] =
        numbers_.try_emplace(item, static_cast<uint32_t>(problem_.open.size()));
    if (fresh) {
      problem_.open.push_back(contest_.state.Open(item));
      problem_.pool_of.push_back(kNoPool);
    }
    return at->second;
  }

  /// Numbers the pools; false if two of them overlap without being equal.
  bool NumberPools() {
    for (const uint32_t member : contest_.members) {
      const Proposal& proposal = CandidateOf(member).best();
      const auto pool = CandidateOf(member).PoolOf(proposal);
      if (pool.empty()) continue;
      const uint32_t first = NumberOf(pool[0]);
      const bool fresh = problem_.pool_of[first] == kNoPool;
      const auto number = fresh ? static_cast<uint32_t>(pools_.size())
                                : problem_.pool_of[first];
      if (fresh) {
        pools_.push_back(pool);
        problem_.pool_sizes.push_back(static_cast<uint32_t>(pool.size()));
      } else if (!std::ranges::equal(pool, pools_[number])) {
        return false;
      }
      for (const ItemRow item : pool) {
        uint32_t& of = problem_.pool_of[NumberOf(item)];
        if (of != kNoPool && of != number) return false;
        of = number;
      }
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
      const auto pool = CandidateOf(member).PoolOf(proposal);
      if (pool.empty()) {
        AddDemands(member, &bid);
      } else {
        bid.pool = problem_.pool_of[NumberOf(pool[0])];
      }
    }
    firsts_.push_back(contest_.members.size());
  }

  void AddDemands(uint32_t member, Bid* bid) {
    for (const ProposedRow& row : RowsOf(member)) {
      const uint32_t item = NumberOf(row.item);
      const auto same =
          std::find_if(bid->demands.begin(), bid->demands.end(),
                       [&](const Demand& d) { return d.item == item; });
      // What settles the rest of an item leaves nothing for others.
      const bool alone = row.kind != ApplicationKind::kPayment ||
                         row.amount == 0 ||
                         (row.amount > 0) != (problem_.open[item] > 0);
      if (same == bid->demands.end()) {
        bid->demands.push_back({item, row.amount, alone});
      } else {
        same->amount += row.amount;
        same->alone = same->alone || alone;
      }
    }
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
    for (const ItemRow item : pools_[pool]) {
      const uint32_t number = NumberOf(item);
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
  std::unordered_map<ItemRow, uint32_t> numbers_;
  std::vector<std::span<const ItemRow>> pools_;
  std::vector<size_t> firsts_;  // by bid: its first place among the members
};

}  // namespace

bool IsSameMoney(const Receipt& a, const Receipt& b) {
  return MoneyOf(a) == MoneyOf(b);
}

void SettleContest(Contest contest, std::vector<Resolution>* resolutions) {
  if (!Packer(contest, resolutions).Settle()) {
    SettleGreedily(std::move(contest), resolutions);
  }
}

}  // namespace cashmatch
