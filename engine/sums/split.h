// SPDX-License-Identifier: Apache-2.0
// split.h - where to cut the classes of a sum, and what each engine would cost.
#pragma once

#include <cstdint>
#include <span>

#include "engine/sums/reduce.h"

namespace cashmatch {

/// Classes in ascending size, cut in two: the left half is the smaller amounts.
/// Their small total narrows what the right half may sum to.
struct HalfSplit {
  size_t left_classes = 0;
  uint64_t left_sums = 0;  // 0: no cut fits
  uint64_t right_sums = 0;
};

/// The cut for listing the left half only; `middle_classes` of the right half
/// are listed too, the others enumerated.
struct PairSplit {
  HalfSplit halves;
  size_t middle_classes = 0;
  uint64_t middle_sums = 0;
};

/// The cheapest cut that the pair kernel's lists can hold; left_sums is 0 if
/// there is none. `bits` are those of the number of all sums, at most 32.
PairSplit SplitForPairs(std::span<const AmountClass> classes, uint64_t bits);

/// A right half of about four times the left one, of which the window leaves
/// less; left_sums is 0 if a half had more than kHalfSumsMax sums.
HalfSplit SplitForSorting(std::span<const AmountClass> classes);

}  // namespace cashmatch
