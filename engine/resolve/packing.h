// SPDX-License-Identifier: Apache-2.0
// packing.h - weighted set packing: which bids may have what they ask for?
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/money.h"
#include "engine/resolve/strength.h"

namespace cashmatch {

inline constexpr uint32_t kNoPool = UINT32_MAX;

/// What a bid takes of one item.
struct Demand {
  uint32_t item;
  Minor amount;  // with the sign of what is open
  bool alone;    // nobody else may take of the item beside it
};

/// A wish that `members` receipts have: the same money, so that it does not
/// matter which of them it is granted to.
struct Bid {
  Strength strength;            // of one of them
  std::vector<Demand> demands;  // each item once
  uint32_t pool = kNoPool;      // or any one item of this pool
  uint32_t members = 1;
};

/// The bids of a component, and what there is to share out. Items and pools
/// are numbered from 0.
struct PackingProblem {
  std::vector<Bid> bids;
  std::vector<Minor> open;           // by item
  std::vector<uint32_t> pool_of;     // by item: the pool it belongs to
  std::vector<uint32_t> pool_sizes;  // by pool: its items, in `open` or not
};

struct Packing {
  bool proven = false;          // else the budget was spent, and nothing holds
  std::vector<uint32_t> taken;  // by bid: how many of its members are served
  std::vector<bool> tied;       // by bid: another packing, just as strong,
                                // serves another number of them
  uint64_t units = 0;           // spent
};

/// A unit is one bid looked at; about 10 ns.
inline constexpr uint64_t kPackingUnits = 1 << 20;

/// Finds the strongest packing by branch and bound, and which bids all packings
/// of that strength serve alike. The bound lets every bid have what is still
/// there, but of those that exclude each other at an item only the strongest.
///
/// Pools share no items with each other. Threads: pure. Cost: never more than
/// `units_max`; the answer and the units depend on nothing but the problem.
Packing SolvePacking(const PackingProblem& problem,
                     uint64_t units_max = kPackingUnits);

}  // namespace cashmatch
