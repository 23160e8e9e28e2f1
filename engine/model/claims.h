// SPDX-License-Identifier: Apache-2.0
// claims.h - how likely open items are paid already, by money left to a person.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/base/money.h"
#include "engine/model/ids.h"

namespace cashmatch {

/// An item, and how likely it is that some receipt pays it.
struct ItemClaim {
  ItemRow item;
  Millionths share;
};

/// What receipts that were left to a person may have paid: such an item stays
/// open, but the next payment is the less likely for it. Millionths, so that
/// the order of the receipts of a day does not matter for the bytes.
/// Threads: const use from any number; Add by one, between booking dates.
class Claims {
 public:
  /// Adds a receipt's claim on an item: the item is still to be paid if neither
  /// this receipt nor one before it pays it.
  void Add(const ItemClaim& claim) {
    const size_t at = Index(claim.item);
    if (left_.size() <= at) left_.resize(at + 1, kWhole);
    left_[at] = static_cast<Millionths>(
        int64_t{left_[at]} * (kWhole - std::min(claim.share, kMost)) / kWhole);
  }
  /// Returns how likely it is that nothing has paid the item yet.
  Millionths StillDue(ItemRow item) const {
    return Index(item) < left_.size() ? left_[Index(item)] : kWhole;
  }

 private:
  static constexpr Millionths kWhole = 1'000'000;
  static constexpr Millionths kMost = 990'000;
  std::vector<Millionths> left_;  // by ItemRow; empty until one is claimed
};

}  // namespace cashmatch
