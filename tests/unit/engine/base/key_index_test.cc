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

TEST(KeyIndex, AKeyOfOneRowTakesItsSlotAlone) {
  std::vector<KeyIndex::Entry> entries;
  for (uint32_t row = 0; row < 100000; ++row) {
    entries.push_back({HashMix(3, row), row});
  }
  const KeyIndex index = KeyIndex::Build(entries);
  EXPECT_LT(index.bytes(), 1'300'000u);
  EXPECT_EQ(index.row_bytes().size(), 0u);
  for (uint32_t row = 0; row < 100000; ++row) {
    EXPECT_EQ(KeyIndex::OnlyRow(index.Find(HashMix(3, row))), row);
  }
  EXPECT_EQ(index.Find(HashMix(3, 100000)), 0u);
  EXPECT_EQ(KeyIndex::OnlyRow(0), KeyIndex::kNoRow);
}

TEST(KeyIndex, KnowsWhetherAKeyHasOneRow) {
  const KeyIndex index = KeyIndex::Build({{5, 0}, {6, 1}, {6, 2}, {0, 7}});
  EXPECT_EQ(KeyIndex::OnlyRow(index.Find(5)), 0u);
  EXPECT_NE(index.Find(6), 0u);
  EXPECT_EQ(KeyIndex::OnlyRow(index.Find(6)), KeyIndex::kNoRow);
  // A free slot looks like the key 0, which is one like any other.
  EXPECT_EQ(KeyIndex::OnlyRow(index.Find(0)), 7u);
  EXPECT_EQ(RowsOf(index, 0), std::vector<uint32_t>{7});
  EXPECT_EQ(KeyIndex::Build({{5, 1}}).Find(0), 0u);
  EXPECT_TRUE(RowsOf(KeyIndex::Build({{5, 1}}), 0).empty());
}

TEST(KeyIndex, KeysThatShareABucketOverflowIntoTheNext) {
  std::vector<KeyIndex::Entry> entries;
  for (uint32_t row = 0; row < 50; ++row) entries.push_back({row, row});
  const KeyIndex index = KeyIndex::Build(entries);  // all at home in the first
  for (uint32_t row = 0; row < 50; ++row) {
    EXPECT_EQ(RowsOf(index, row), std::vector<uint32_t>{row});
    EXPECT_EQ(KeyIndex::OnlyRow(index.Find(row)), row);
  }
  EXPECT_TRUE(RowsOf(index, 50).empty());
}

TEST(KeyIndex, ComesBackOutOfItsBytes) {
  const KeyIndex index = KeyIndex::Build({{5, 3}, {6, 1}, {6, 2}});
  const auto again = KeyIndex::Over(index.bucket_bytes(), index.row_bytes(), 4);
  ASSERT_TRUE(again);
  EXPECT_EQ(RowsOf(*again, 5), std::vector<uint32_t>{3});
  EXPECT_EQ(RowsOf(*again, 6), (std::vector<uint32_t>{1, 2}));
  // A row beyond the last one, in a slot or in a run.
  EXPECT_FALSE(KeyIndex::Over(index.bucket_bytes(), index.row_bytes(), 3));
  const KeyIndex many = KeyIndex::Build({{5, 0}, {6, 1}, {6, 2}});
  EXPECT_FALSE(KeyIndex::Over(many.bucket_bytes(), many.row_bytes(), 2));
  EXPECT_FALSE(KeyIndex::Over(many.bucket_bytes(), {}, 3));
}

}  // namespace
}  // namespace cashmatch
