// SPDX-License-Identifier: Apache-2.0
// shares.h - what is taken of each item while bids are granted.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/resolve/packing.h"

namespace cashmatch {

/// The items and pools of a packing problem, as far as they are given away.
///
/// An item goes to one bid alone, or to several that only pay, as far as it
/// holds. A pool serves as many bids as it has items that no bid holds by name.
class Shares {
 public:
  explicit Shares(const PackingProblem& problem);

  /// Returns how many of a bid's members could be served beside what is taken.
  uint32_t RoomFor(const Bid& bid) const;
  uint32_t FreeInPool(uint32_t pool) const { return pool_free_[pool]; }

  /// True if no two such demands can be met at the item.
  bool TakesMost(const Demand& demand) const;

  /// Requires: there is room for so many.
  void Take(const Bid& bid, uint32_t members);
  void TakeBack(const Bid& bid, uint32_t members);

 private:
  struct Taken {
    Minor amount = 0;
    uint32_t holders = 0;
    bool alone = false;
  };

  uint32_t RoomAt(const Demand& demand, uint32_t members) const;
  bool PoolsHold(const Bid& bid) const;

  const PackingProblem& problem_;
  std::vector<Taken> taken_;         // by item
  std::vector<uint32_t> pool_free_;  // by pool
};

}  // namespace cashmatch
