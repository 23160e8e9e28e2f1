// SPDX-License-Identifier: Apache-2.0
// sorted_half.h - all sums of half of the amounts, ascending, and their join.
//
// Source: Horowitz and Sahni, "Computing partitions with applications to the
// knapsack problem", 1974: two sorted lists of half sums, made by merging each
// list with itself shifted, joined by one pass from both ends.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/huge_array.h"
#include "engine/sums/pair_kernel.h"

namespace cashmatch {

/// The most sums that a half may have.
inline constexpr uint64_t kHalfSumsMax = uint64_t{1} << 22;
inline constexpr size_t kHalfChoicesMax = 22;

/// How many places the lists of a half take, made one after the other; also the
/// count of sums merged. Known before any work.
template <class T>
uint64_t HalfPlaces(std::span<const Choice<T>> choices);

/// A listed sum on its way back to what was chosen.
template <class T>
struct SumTrace {
  T sum;
  uint32_t group;
  uint32_t code;
};

/// The ascending list of the sums of some choices, with the lists it was made
/// from, so that each sum can be traced back to what was chosen.
/// Keeps its memory from one use to the next.
template <class T>
class SortedHalf {
 public:
  /// Lists the sums that can be part of a solution: at every step, those of at
  /// most `high` that the rest of the choices can still lift to `low`.
  /// Requires: at most kHalfSumsMax sums, all below kMergePad<T>.
  /// Returns the number of sums merged, which is at most HalfPlaces.
  uint64_t Build(std::span<const Choice<T>> choices, T low, T high);

  std::span<const T> sums() const { return levels_.back().sums; }

  /// The sums to trace, in groups that ascend from 0; each leaves with the
  /// codes (PairTask) of up to `ways_max` ways to make it.
  std::vector<SumTrace<T>>& traces() { return traces_; }
  void Trace(uint32_t ways_max);

 private:
  /// The list after some of the choices were merged, and the last of them.
  struct Level {
    std::span<const T> sums;
    T value;
    uint32_t copies;
    uint32_t weight;  // of its digit in the code
  };

  void Order(std::span<const Choice<T>> choices);
  std::span<const T> Merge(std::span<const T> first, std::span<const T> second,
                           T shift, T high);
  std::span<const T> Multiply(std::span<const T> base, const Level& level,
                              T high);

  std::vector<Level> levels_;
  std::vector<SumTrace<T>> traces_, earlier_;
  HugeArray<T> places_;
  size_t used_ = 0;
  uint64_t merged_ = 0;
};

/// Equal left sums and equal right sums that make the target together.
template <class T>
struct JoinedSums {
  T left;
  uint32_t left_copies;
  uint32_t right_copies;
};

/// Appends each left sum that a right sum completes, until they stand for
/// `pairs_max` pairs. Returns the number of pairs, which may be beyond that.
template <class T>
uint64_t JoinHalves(std::span<const T> left, std::span<const T> right, T target,
                    uint64_t pairs_max, std::vector<JoinedSums<T>>* joined);

extern template class SortedHalf<int32_t>;
extern template class SortedHalf<int64_t>;

}  // namespace cashmatch
