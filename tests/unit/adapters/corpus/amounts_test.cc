// SPDX-License-Identifier: Apache-2.0
// amounts_test.cc - the shape of drawn amounts, and that they never change.
#include "adapters/corpus/amounts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "adapters/corpus/draw.h"

namespace cashmatch {
namespace {

TEST(LogNormalAmount, MeetsItsQuantiles) {
  const uint64_t half = uint64_t{1} << 63;
  EXPECT_EQ(LogNormalAmount(0), 2184);
  EXPECT_EQ(LogNormalAmount(half), 120000);
  EXPECT_EQ(LogNormalAmount(half / 2), 48276);          // a quarter
  EXPECT_EQ(LogNormalAmount(half + half / 2), 298286);  // three quarters
  EXPECT_EQ(LogNormalAmount(UINT64_MAX), 16979062);
}

TEST(LogNormalAmount, GrowsWithTheDraw) {
  Minor before = 0;
  for (uint64_t i = 0; i < 4096; ++i) {
    const Minor amount = LogNormalAmount(i << 52);
    EXPECT_GE(amount, before);
    EXPECT_LE(amount, kDrawnAmountMax);
    before = amount;
  }
}

TEST(LogNormalAmount, IsSkewedAndOnGrid) {
  std::vector<Minor> amounts;
  for (uint64_t i = 0; i < 20'000; ++i) {
    amounts.push_back(LogNormalAmount(Draw(1, Stream::kItemAmount, i)));
  }
  EXPECT_TRUE(std::none_of(amounts.begin(), amounts.end(), IsOffGrid));
  std::sort(amounts.begin(), amounts.end());
  Minor sum = 0;
  for (const Minor amount : amounts) sum += amount;
  const Minor median = amounts[amounts.size() / 2];
  // exp(sigma^2 / 2) = 2.49 for sigma 1.35.
  EXPECT_GT(sum / 20'000, median * 2);
  EXPECT_LT(sum / 20'000, median * 3);
}

TEST(OffGrid, GivesWhatNoItemHas) {
  EXPECT_EQ(OffGrid(12345), 12407);
  EXPECT_TRUE(IsOffGrid(OffGrid(12307)));
  EXPECT_GT(OffGrid(12307), 12307);
  EXPECT_EQ(OnGrid(12307), 12308);
  EXPECT_EQ(OnGrid(12306), 12306);
}

// A new value here changes every corpus that anybody has made.
TEST(Draw, IsPinned) {
  EXPECT_EQ(Draw(1, Stream::kItemAmount, 0), 6654953048204110715u);
  EXPECT_EQ(Draw(42, Stream::kText, 1'000'000'007), 8534625983211551155u);
  EXPECT_NE(Draw(1, Stream::kItemAmount, 0), Draw(2, Stream::kItemAmount, 0));
  EXPECT_NE(Draw(1, Stream::kItemAmount, 0), Draw(1, Stream::kItemDates, 0));
}

TEST(Below, StaysBelow) {
  EXPECT_EQ(Below(0, 7), 0u);
  EXPECT_EQ(Below(UINT64_MAX, 7), 6u);
  EXPECT_EQ(Below(uint64_t{1} << 63, 10), 5u);
}

}  // namespace
}  // namespace cashmatch
