// SPDX-License-Identifier: Apache-2.0
// sorted_half_test.cc - lists of half sums, their join, and the way back.
#include "engine/sums/sorted_half.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/unit/engine/sums/every_target.h"
#include "tests/unit/engine/sums/instances.h"

namespace cashmatch {
namespace {

template <class T>
std::vector<Choice<T>> DrawChoices(size_t n, std::mt19937_64* random) {
  std::vector<Choice<T>> choices(n);
  for (Choice<T>& choice : choices) {
    choice.value = static_cast<T>(1 + Below(random, 50));
    choice.copies =
        1 + static_cast<uint32_t>(Below(random, Below(random, 4) == 0 ? 6 : 1));
  }
  return choices;
}

/// All sums and the codes that make them, one by one.
template <class T>
std::multimap<T, uint32_t> AllSums(const std::vector<Choice<T>>& choices) {
  std::multimap<T, uint32_t> sums = {{0, 0}};
  uint32_t weight = 1;
  for (const Choice<T>& choice : choices) {
    std::multimap<T, uint32_t> next;
    for (const auto& [sum, code] : sums) {
      for (uint32_t copy = 0; copy <= choice.copies; ++copy) {
        next.emplace(sum + choice.value * static_cast<T>(copy),
                     code + copy * weight);
      }
    }
    weight *= choice.copies + 1;
    sums.swap(next);
  }
  return sums;
}

template <class T>
void ExpectLists(uint64_t seed) {
  std::mt19937_64 random(seed);
  SortedHalf<T> half;
  for (int i = 0; i < 400; ++i) {
    const auto choices = DrawChoices<T>(1 + Below(&random, 8), &random);
    const std::multimap<T, uint32_t> all = AllSums(choices);
    const T high = static_cast<T>(Below(&random, 400));
    const T low = high - static_cast<T>(Below(&random, 300));
    const uint64_t merged = half.Build(choices, low, high);
    ASSERT_LE(merged, HalfPlaces<T>(choices));
    std::vector<T> expected;
    for (auto at = all.lower_bound(low); at != all.upper_bound(high); ++at) {
      expected.push_back(at->first);
    }
    const std::vector<T> listed(half.sums().begin(), half.sums().end());
    ASSERT_EQ(listed, expected);
    uint32_t group = 0;
    half.traces().clear();
    for (auto at = all.lower_bound(low); at != all.upper_bound(high);
         at = all.upper_bound(at->first)) {
      half.traces().push_back({at->first, group++, 0});
    }
    half.Trace(1'000'000);
    std::multimap<uint32_t, uint32_t> ways, expected_ways;
    for (const SumTrace<T>& trace : half.traces()) {
      ways.emplace(trace.group, trace.code);
    }
    group = 0;
    for (auto at = all.lower_bound(low); at != all.upper_bound(high); ++group) {
      const T sum = at->first;
      for (; at != all.upper_bound(high) && at->first == sum; ++at) {
        expected_ways.emplace(group, at->second);
      }
    }
    for (uint32_t g = 0; g < group; ++g) {
      std::vector<uint32_t> got, want;
      for (auto [a, b] = ways.equal_range(g); a != b; ++a) {
        got.push_back(a->second);
      }
      for (auto [a, b] = expected_ways.equal_range(g); a != b; ++a) {
        want.push_back(a->second);
      }
      std::sort(got.begin(), got.end());
      std::sort(want.begin(), want.end());
      ASSERT_EQ(got, want);
    }
  }
}

TEST(SortedHalf, ListsAndTracesSumsOf32Bits) {
  OnEveryTarget([] { ExpectLists<int32_t>(1); });
}

TEST(SortedHalf, ListsAndTracesSumsOf64Bits) {
  OnEveryTarget([] { ExpectLists<int64_t>(2); });
}

TEST(SortedHalf, KeepsNoMoreWaysThanAskedFor) {
  SortedHalf<int32_t> half;
  const std::vector<Choice<int32_t>> choices = {{1, 1}, {2, 1}, {3, 1}, {4, 1},
                                                {5, 1}, {6, 1}, {7, 1}, {8, 1}};
  half.Build(choices, 0, 36);
  half.traces() = {{18, 0, 0}, {17, 1, 0}};
  half.Trace(3);
  ASSERT_EQ(half.traces().size(), 6u);
  for (const SumTrace<int32_t>& trace : half.traces()) {
    int32_t sum = 0;
    for (int k = 0; k < 8; ++k) sum += (trace.code >> k & 1) * (k + 1);
    EXPECT_EQ(sum, trace.group == 0 ? 18 : 17);
  }
}

TEST(JoinHalves, FindsEveryPairOfEqualRuns) {
  std::mt19937_64 random(9);
  for (int i = 0; i < 3'000; ++i) {
    std::vector<int32_t> left(Below(&random, 60)), right(Below(&random, 60));
    const uint64_t range = 1 + Below(&random, 200);
    for (int32_t& sum : left) sum = static_cast<int32_t>(Below(&random, range));
    for (int32_t& sum : right) {
      sum = static_cast<int32_t>(Below(&random, range));
    }
    std::sort(left.begin(), left.end());
    std::sort(right.begin(), right.end());
    const auto target = static_cast<int32_t>(Below(&random, 2 * range));
    std::map<int32_t, std::pair<uint32_t, uint32_t>> expected;
    uint64_t pairs = 0;
    for (const int32_t a : left) {
      const auto [b, e] =
          std::equal_range(right.begin(), right.end(), target - a);
      if (b == e) continue;
      ++expected[a].first;
      expected[a].second = static_cast<uint32_t>(e - b);
      pairs += static_cast<uint64_t>(e - b);
    }
    std::vector<JoinedSums<int32_t>> joined;
    ASSERT_EQ(JoinHalves<int32_t>(left, right, target, 1'000'000, &joined),
              pairs);
    ASSERT_EQ(joined.size(), expected.size());
    for (const JoinedSums<int32_t>& sums : joined) {
      ASSERT_EQ(expected[sums.left],
                std::pair(sums.left_copies, sums.right_copies));
    }
    joined.clear();
    const uint64_t stopped =
        JoinHalves<int32_t>(left, right, target, 2, &joined);
    ASSERT_GE(stopped, std::min<uint64_t>(pairs, 2));
  }
}

}  // namespace
}  // namespace cashmatch
