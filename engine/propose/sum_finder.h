// SPDX-License-Identifier: Apache-2.0
// sum_finder.h - the sets of a payer's items with a given sum.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/propose/plausibility.h"
#include "engine/sums/accidents.h"
#include "engine/sums/density.h"
#include "engine/sums/few.h"
#include "engine/sums/reduce.h"
#include "engine/sums/sum_search.h"

namespace cashmatch {

/// Sets of positions, each ascending, one for all that differ only in which of
/// interchangeable items they take; and how much of the prior lies on sets
/// with the same sum that were not looked for.
struct SumSets {
  std::vector<std::vector<uint32_t>> sets;
  bool complete = false;       // there is no other set
  bool crowded = false;        // more sets than are kept
  double log_unseen = 0;       // natural log; only where not complete
  std::vector<double> chosen;  // in those not looked for, of each item
};

/// Finds subsets of `amounts` (one an item of `items`) that sum to `target`:
/// all of them where few items are open, else those that have a shape and those
/// of few items. Never the empty set.
/// Cost: bounded by counted work, whatever the amounts.
class SumFinder {
 public:
  static constexpr size_t kSetsMax = 256;

  /// Finds all sets; false, and nothing found, where there are too many items
  /// to look at all of their sets.
  bool FindAll(const PayerItems& items, std::span<const Minor> amounts,
               Minor target, SumSets* out);

  /// Finds those that have a shape and those of few items.
  void FindSome(const PayerItems& items, std::span<const Minor> amounts,
                Minor target, Plausibility* prior, SumSets* out);

  /// Estimates how much of the prior lies on the sets that FindAll or FindSome
  /// did not look at; nothing where that is complete.
  void WeighUnseen(std::span<const Minor> amounts, Minor target,
                   const Plausibility& prior, SumSets* out);

  void Find(const PayerItems& items, std::span<const Minor> amounts,
            Minor target, Plausibility* prior, SumSets* out) {
    if (!FindAll(items, amounts, target, out)) {
      FindSome(items, amounts, target, prior, out);
    }
    WeighUnseen(amounts, target, *prior, out);
  }

  /// Says how many sets have the sum by accident.
  Density Accidents(std::span<const Minor> amounts, Minor target) {
    return CountAccidents(amounts, target, &density_, &search_);
  }

 private:
  void FindFew(std::span<const Minor> amounts, Minor target, FewSide side,
               std::vector<std::vector<uint32_t>>* sets);

  SumSearch search_;
  FewSearch few_;
  DensityEstimator density_;
  Reduction reduction_;
  std::vector<uint32_t> set_;
};

/// Adds to each set those that differ from it only in which of equal amounts
/// they take, as far as there is room; false if there is not. Ascending.
bool AddEqualAmounts(const PayerItems& items, std::span<const Minor> amounts,
                     std::vector<std::vector<uint32_t>>* sets);

/// Adds the sets of neighbours, whole due dates and the like.
/// Requires: all amounts positive; else nothing is added.
void FindShapedSets(std::span<const Minor> amounts,
                    std::span<const uint32_t> by_number,
                    std::span<const Day> due, Minor target,
                    std::vector<std::vector<uint32_t>>* sets);

}  // namespace cashmatch
