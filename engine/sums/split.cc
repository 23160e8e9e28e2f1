// SPDX-License-Identifier: Apache-2.0
// split.cc - where to cut the classes of a sum.
#include "engine/sums/split.h"

#include <algorithm>
#include <limits>

#include "engine/sums/pair_kernel.h"
#include "engine/sums/sorted_half.h"

namespace cashmatch {
namespace {

/// The left sums that a list should have so that making it costs about what its
/// window saves: two fifths of the bits of all sums, and no less than a vector.
uint64_t LeftSumsWanted(uint64_t bits) {
  return uint64_t{1} << std::clamp<uint64_t>(bits * 2 / 5, 4, 11);
}

constexpr uint64_t kMiddleSumsWanted = 256;

}  // namespace

PairSplit SplitForPairs(std::span<const AmountClass> classes, uint64_t bits) {
  PairSplit split;
  const uint64_t wanted = LeftSumsWanted(bits);
  uint64_t left = 1;
  size_t at = 0;
  while (at < classes.size() && left < wanted) left *= classes[at++].copies + 1;
  uint64_t middle = 1;
  split.halves.left_classes = at;
  while (at < classes.size() && middle < kMiddleSumsWanted) {
    middle *= classes[at++].copies + 1;
  }
  split.middle_classes = at - split.halves.left_classes;
  uint64_t top = 1;
  while (at < classes.size()) top *= classes[at++].copies + 1;
  if (left > kLeftSumsMax || middle > kMiddleSumsMax || top > kTopSumsMax) {
    return split;
  }
  split.halves.left_sums = left;
  split.halves.right_sums = middle * top;
  split.middle_sums = middle;
  return split;
}

HalfSplit SplitForSorting(std::span<const AmountClass> classes) {
  uint64_t right = 1;
  for (const AmountClass& amounts : classes) {
    const uint64_t choices = uint64_t{amounts.copies} + 1;
    if (choices > kHalfSumsMax * kHalfSumsMax / right) return {};
    right *= choices;
  }
  HalfSplit best;
  uint64_t least = std::numeric_limits<uint64_t>::max();
  uint64_t left = 1;
  for (size_t at = 0; at < classes.size(); ++at) {
    left *= classes[at].copies + 1;
    right /= classes[at].copies + 1;
    const uint64_t cost = std::max(4 * left, right);
    if (left <= kHalfSumsMax && right <= kHalfSumsMax && cost < least) {
      least = cost;
      best = {at + 1, left, right};
    }
  }
  return best;
}

}  // namespace cashmatch
