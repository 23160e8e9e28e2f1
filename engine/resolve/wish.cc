// SPDX-License-Identifier: Apache-2.0
// wish.cc - proposals as bids. Tested by
// tests/unit/engine/resolve/resolve_test.cc and joint_test.cc there.
#include "engine/resolve/wish.h"

#include <algorithm>
#include <tuple>

namespace cashmatch {

std::strong_ordering CompareMoney(const Receipt& a, const Receipt& b) {
  const auto money = [](const Receipt& receipt) {
    return std::tie(receipt.amount, receipt.currency, receipt.account,
                    receipt.payer_account, receipt.payer_name);
  };
  return money(a) <=> money(b);
}

std::strong_ordering CompareWishes(const Candidate& a, const Proposal& x,
                                   const Candidate& b, const Proposal& y) {
  // The surer one first.
  const auto strength =
      std::tie(x.rule, y.confidence, x.customer, x.apply_at) <=>
      std::tie(y.rule, x.confidence, y.customer, y.apply_at);
  if (strength != 0) return strength;
  const auto pool = a.PoolOf(x);
  const auto other_pool = b.PoolOf(y);
  const auto pools = std::lexicographical_compare_three_way(
      pool.begin(), pool.end(), other_pool.begin(), other_pool.end());
  if (pools != 0) return pools;
  const auto rows = a.RowsOf(x);
  const auto other_rows = b.RowsOf(y);
  return std::lexicographical_compare_three_way(
      rows.begin(), rows.end(), other_rows.begin(), other_rows.end(),
      [](const ProposedRow& r, const ProposedRow& s) {
        return std::tie(r.item, r.kind, r.amount) <=>
               std::tie(s.item, s.kind, s.amount);
      });
}

uint32_t WishTable::NumberOf(ItemRow item) {
  const auto [at, fresh] =
      numbers_.try_emplace(item, static_cast<uint32_t>(items_.size()));
  if (fresh) {
    items_.push_back(item);
    problem_.open.push_back(0);
    problem_.pool_of.push_back(kNoPool);
  }
  return at->second;
}

bool WishTable::AddPool(std::span<const ItemRow> pool) {
  const uint32_t known = problem_.pool_of[NumberOf(pool[0])];
  if (known != kNoPool) return std::ranges::equal(pool, pools_[known]);
  const auto number = static_cast<uint32_t>(pools_.size());
  pools_.push_back(pool);
  problem_.pool_sizes.push_back(static_cast<uint32_t>(pool.size()));
  for (const ItemRow item : pool) {
    uint32_t& of = problem_.pool_of[NumberOf(item)];
    if (of != kNoPool) return false;
    of = number;
  }
  return true;
}

void WishTable::FillBid(const Candidate& candidate, const Proposal& proposal,
                        Bid* bid) {
  const auto pool = candidate.PoolOf(proposal);
  if (pool.empty()) {
    FillDemands(candidate.RowsOf(proposal), bid);
  } else {
    bid->pool = problem_.pool_of[NumberOf(pool[0])];
  }
}

void WishTable::FillDemands(std::span<const ProposedRow> rows, Bid* bid) {
  for (const ProposedRow& row : rows) {
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

}  // namespace cashmatch
