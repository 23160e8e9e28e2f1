// SPDX-License-Identifier: Apache-2.0
// key_index_test.cc - lookups, collisions, batches, growth of the flat hash
// index.
#include "engine/base/key_index.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "engine/base/hash.h"

namespace cashmatch {
namespace {

std::vector<uint32_t> RowsOf(const KeyIndex& index, uint64_t key) {
  std::vector<uint32_t> rows;
  index.Visit(key, [&](uint32_t row) {
    rows.push_back(row);
    return true;
  });
  return rows;
}

TEST(KeyIndex, EmptyFindsNothing) {
  EXPECT_TRUE(RowsOf(KeyIndex(), 7).empty());
  EXPECT_TRUE(RowsOf(KeyIndex::Build({}), 7).empty());
}

TEST(KeyIndex, ReturnsAllRowsOfAKeyAscendingAndOnce) {
  const uint64_t key = HashText("PO-1", 5);
  const KeyIndex index =
      KeyIndex::Build({{key, 9}, {key, 2}, {key, 9}, {HashText("x", 5), 4}});
  EXPECT_EQ(RowsOf(index, key), (std::vector<uint32_t>{2, 9}));
}

TEST(KeyIndex, StopsWhenTheVisitorSaysSo) {
  const KeyIndex index = KeyIndex::Build({{1, 1}, {1, 2}, {1, 3}});
  int seen = 0;
  index.Visit(1, [&](uint32_t) { return ++seen < 2; });
  EXPECT_EQ(seen, 2);
}

TEST(KeyIndex, AgreesWithAMultimapOnRandomKeys) {
  std::mt19937_64 random(42);
  std::multimap<uint64_t, uint32_t> expected;
  std::vector<KeyIndex::Entry> entries;
  for (uint32_t row = 0; row < 20000; ++row) {
    const uint64_t key = HashMix(0, random() % 9000);
    expected.emplace(key, row);
    entries.push_back({key, row});
  }
  std::shuffle(entries.begin(), entries.end(), random);
  const KeyIndex index = KeyIndex::Build(entries);
  for (uint64_t i = 0; i < 12000; ++i) {
    const uint64_t key = HashMix(0, i);
    std::set<uint32_t> rows;
    const auto [first, last] = expected.equal_range(key);
    for (auto at = first; at != last; ++at) rows.insert(at->second);
    // Another key with the same tag may add rows, and never hides any.
    const std::vector<uint32_t> found = RowsOf(index, key);
    const std::set<uint32_t> seen(found.begin(), found.end());
    EXPECT_TRUE(
        std::includes(seen.begin(), seen.end(), rows.begin(), rows.end()));
  }
}

TEST(KeyIndex, OneKeyOfManyRowsIsOneShortProbe) {
  std::vector<KeyIndex::Entry> entries;
  for (uint32_t row = 0; row < 100000; ++row) entries.push_back({77, row});
  const KeyIndex index = KeyIndex::Build(entries);
  EXPECT_EQ(RowsOf(index, 77).size(), 100000u);
  EXPECT_LT(index.bytes(), 500000u);  // four bytes a row and one bucket
}

}  // namespace
}  // namespace cashmatch
