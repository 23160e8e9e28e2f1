// SPDX-License-Identifier: Apache-2.0
// subset_count.cc - sums of both halves, sorted, run against each other.
// Tested by tests/unit/adapters/backtest/subset_count_test.cc
#include "adapters/backtest/subset_count.h"

#include <algorithm>
#include <vector>

namespace cashmatch {
namespace {

// Adds to all sums every number of the alike items.
void Extend(const AlikeItems& items, std::vector<WideMinor>* sums) {
  const size_t before = sums->size();
  for (uint32_t n = 1; n <= items.count; ++n) {
    for (size_t i = 0; i < before; ++i) {
      sums->push_back((*sums)[i] + WideMinor{items.amount} * n);
    }
  }
}

size_t RunLength(const std::vector<WideMinor>& sums, size_t at) {
  size_t end = at;
  while (end < sums.size() && sums[end] == sums[at]) ++end;
  return end - at;
}

// Pairs of one sum of each half that make the target, both sorted; at most two
// are told apart from more.
uint64_t Pairs(const std::vector<WideMinor>& a, const std::vector<WideMinor>& b,
               WideMinor target) {
  uint64_t pairs = 0;
  size_t low = 0;
  size_t high = b.size();  // one behind
  while (low < a.size() && high > 0 && pairs < 3) {
    const WideMinor sum = a[low] + b[high - 1];
    if (sum < target) {
      ++low;
    } else if (sum > target) {
      --high;
    } else {
      const size_t same = RunLength(a, low);
      size_t first = high;
      while (first > 0 && b[first - 1] == b[high - 1]) --first;
      pairs += same * (high - first);
      low += same;
      high = first;
    }
  }
  return pairs;
}

}  // namespace

Ways CountWays(std::span<const AlikeItems> items, WideMinor target) {
  std::vector<WideMinor> halves[2] = {{0}, {0}};
  for (const AlikeItems& alike : items) {
    std::vector<WideMinor>& smaller =
        halves[halves[0].size() <= halves[1].size() ? 0 : 1];
    if (smaller.size() * (uint64_t{alike.count} + 1) > kHalfMax) {
      return Ways::kUncounted;
    }
    Extend(alike, &smaller);
  }
  for (auto& half : halves) std::sort(half.begin(), half.end());
  uint64_t pairs = Pairs(halves[0], halves[1], target);
  if (target == 0) --pairs;  // no item at all
  return pairs == 0 ? Ways::kNone : pairs == 1 ? Ways::kOne : Ways::kSeveral;
}

Ways Either(Ways a, Ways b) {
  if (a == Ways::kSeveral || b == Ways::kSeveral) return Ways::kSeveral;
  if (a == Ways::kUncounted || b == Ways::kUncounted) return Ways::kUncounted;
  if (a == Ways::kNone) return b;
  return b == Ways::kNone ? a : Ways::kSeveral;
}

}  // namespace cashmatch
