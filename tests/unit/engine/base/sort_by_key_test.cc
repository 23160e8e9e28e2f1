// SPDX-License-Identifier: Apache-2.0
// sort_by_key_test.cc - the same order as a comparison sort, whatever the keys.
#include "engine/base/sort_by_key.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <compare>
#include <functional>
#include <random>

#include "engine/base/hash.h"

namespace cashmatch {
namespace {

struct Entry {
  uint64_t key;
  uint32_t row;
  friend auto operator<=>(const Entry&, const Entry&) = default;
};

/// Sorts entries with the keys of `key_of` both ways.
void ExpectSorted(uint32_t count,
                  const std::function<uint64_t(uint32_t)>& key_of) {
  std::vector<Entry> entries;
  for (uint32_t i = 0; i < count; ++i) entries.push_back({key_of(i), i});
  std::mt19937_64 random(7);
  std::shuffle(entries.begin(), entries.end(), random);
  std::vector<Entry> expected = entries;
  std::sort(expected.begin(), expected.end());
  SortByKey(&entries);
  EXPECT_EQ(entries, expected);
}

TEST(SortByKey, Hashes) {
  for (const uint32_t count : {0u, 1u, 2u, 100u, 4095u, 4096u, 300'000u}) {
    ExpectSorted(count, [](uint32_t i) { return HashMix(3, i); });
  }
}

TEST(SortByKey, HashesOfWhichManyAreEqual) {
  ExpectSorted(100'000, [](uint32_t i) { return HashMix(3, i % 70); });
}

TEST(SortByKey, KeysThatAreNoHashes) {
  ExpectSorted(50'000, [](uint32_t) { return uint64_t{5}; });
  ExpectSorted(50'000, [](uint32_t i) { return uint64_t{i}; });
  ExpectSorted(50'000, [](uint32_t i) { return UINT64_MAX - i; });
  ExpectSorted(
      50'000, [](uint32_t i) { return i % 2 == 0 ? uint64_t{0} : UINT64_MAX; });
}

}  // namespace
}  // namespace cashmatch
