// SPDX-License-Identifier: Apache-2.0
// wish.h - what a receipt wants, in terms of a packing.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/model/proposal.h"
#include "engine/model/receipt.h"
#include "engine/resolve/packing.h"

namespace cashmatch {

/// Equal if it does not matter which of two receipts pays an item: amount,
/// currency, our account, and the payer's account and name.
std::strong_ordering CompareMoney(const Receipt& a, const Receipt& b);

/// Equal if two proposals take the same, as surely, by the same rule.
std::strong_ordering CompareWishes(const Candidate& a, const Proposal& x,
                                   const Candidate& b, const Proposal& y);

/// Numbers the items and pools of a component, from 0, and writes what its
/// receipts want of them.
class WishTable {
 public:
  explicit WishTable(PackingProblem* problem) : problem_(*problem) {}

  /// Returns the number of an item. A new one has nothing open yet.
  uint32_t NumberOf(ItemRow item);

  /// Numbers a pool; false if it overlaps with another without being equal.
  bool AddPool(std::span<const ItemRow> pool);

  /// Sets what a bid asks for. Requires: the pool, if there is one, is added.
  void FillBid(const Candidate& candidate, const Proposal& proposal, Bid* bid);
  void FillDemands(std::span<const ProposedRow> rows, Bid* bid);

  std::span<const ItemRow> Pool(uint32_t number) const {
    return pools_[number];
  }
  const std::vector<ItemRow>& items() const { return items_; }  // by number

 private:
  PackingProblem& problem_;
  std::unordered_map<ItemRow, uint32_t> numbers_;
  std::vector<ItemRow> items_;
  std::vector<std::span<const ItemRow>> pools_;
};

}  // namespace cashmatch
