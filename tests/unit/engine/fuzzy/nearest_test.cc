// SPDX-License-Identifier: Apache-2.0
// nearest_test.cc - order and completeness among a few candidates.
#include "engine/fuzzy/nearest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "tests/reference/reference_edits.h"

namespace cashmatch {
namespace {

TEST(NearestAmong, RanksByCostThenText) {
  const std::vector<std::string_view> items = {"1009234", "999",     "1002134",
                                               "1001284", "1001234", "1001534"};
  const auto near = NearestAmong("1001234", items);
  std::vector<std::string_view> found;
  for (const NearReference& one : near) found.push_back(items[one.position]);
  // Equal; a swap; then three other digits, by their text.
  EXPECT_EQ(found, (std::vector<std::string_view>{
                       "1001234", "1002134", "1001284", "1001534", "1009234"}));
  EXPECT_EQ(near[0].cost.slip, Slip::kNone);
  EXPECT_EQ(near[1].cost.slip, Slip::kTransposed);
  EXPECT_EQ(near[2].cost.millionths, near[4].cost.millionths);
}

TEST(NearestAmong, TellsNothingFromNothing) {
  EXPECT_TRUE(NearestAmong("1001", {}).empty());
  const std::vector<std::string_view> far = {"77777777", ""};
  EXPECT_TRUE(NearestAmong("1001", far).empty());
}

TEST(NearestAmong, FindsAllWithinTwoEdits) {
  std::mt19937 random(3);
  size_t seen = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::string> texts;
    for (int i = 0; i < 40; ++i) {
      texts.push_back(std::to_string(730'000 + random() % 9'999));
    }
    const std::vector<std::string_view> items(texts.begin(), texts.end());
    const std::string query = std::to_string(730'000 + random() % 9'999);
    std::vector<uint32_t> fast;
    for (const auto& one : NearestAmong(query, items)) {
      fast.push_back(one.position);
    }
    std::sort(fast.begin(), fast.end());
    const auto slow = reference::SlowNearRows(query, items, 2);
    seen += slow.size();
    for (const uint32_t row : slow) {
      ASSERT_TRUE(std::binary_search(fast.begin(), fast.end(), row))
          << query << " " << items[row];
    }
  }
  EXPECT_GT(seen, 2000u);
}

}  // namespace
}  // namespace cashmatch
