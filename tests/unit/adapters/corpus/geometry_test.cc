// SPDX-License-Identifier: Apache-2.0
// geometry_test.cc - blocks cover everything once, in the order of the days.
#include "adapters/corpus/geometry.h"

#include <gtest/gtest.h>

#include <set>

namespace cashmatch {
namespace {

constexpr BankFormat kAll[] = {BankFormat::kBai2, BankFormat::kLockbox,
                               BankFormat::kCamt, BankFormat::kNdjson};

class GeometryOf
    : public testing::TestWithParam<std::pair<uint64_t, uint64_t>> {
 protected:
  Geometry geometry_{GetParam().first, GetParam().second, 3, DefaultMix()};
};

TEST_P(GeometryOf, BlocksCoverItemsAndReceipts) {
  uint64_t items = 0, receipts = 0;
  for (uint64_t b = 0; b < geometry_.blocks(); ++b) {
    EXPECT_EQ(geometry_.Items(b).first, items);
    EXPECT_EQ(geometry_.Receipts(b).first, receipts);
    items = geometry_.Items(b).last;
    receipts = geometry_.Receipts(b).last;
    EXPECT_LE(geometry_.Items(b).size(), 400u);
    EXPECT_LE(geometry_.Receipts(b).size(), 200u);
    EXPECT_LE(geometry_.Customers(b), kCustomersMax);
  }
  EXPECT_EQ(items, GetParam().first);
  EXPECT_EQ(receipts, GetParam().second);
}

TEST_P(GeometryOf, EachBlockHasOneRankOfItsFormat) {
  std::set<uint64_t> seen;
  for (const BankFormat format : kAll) {
    Day before = 0;
    for (uint64_t r = 0; r < geometry_.BlocksOf(format); ++r) {
      const uint64_t block = geometry_.BlockAt(format, r);
      ASSERT_LT(block, geometry_.blocks());
      EXPECT_EQ(geometry_.FormatOf(block), format);
      EXPECT_GE(geometry_.DayOf(block), before);
      before = geometry_.DayOf(block);
      EXPECT_TRUE(seen.insert(block).second);
    }
  }
  EXPECT_EQ(seen.size(), geometry_.blocks());
}

TEST_P(GeometryOf, DaysPartTheRanks) {
  for (const BankFormat format : kAll) {
    uint64_t next = 0;
    for (int day = 0; day < kBusinessDays; ++day) {
      const Span ranks = geometry_.RanksOf(format, day);
      EXPECT_EQ(ranks.first, next);
      next = ranks.last;
      for (uint64_t r = ranks.first; r < ranks.last; ++r) {
        EXPECT_EQ(geometry_.DayOf(geometry_.BlockAt(format, r)),
                  BusinessDay(day));
      }
    }
    EXPECT_EQ(next, geometry_.BlocksOf(format));
  }
}

TEST_P(GeometryOf, EarlierBlocksAreEarlierAndDifferent) {
  std::set<uint64_t> seen;
  for (uint64_t b = 0; b < geometry_.blocks(); ++b) {
    const uint64_t earlier = geometry_.EarlierBlock(b);
    if (earlier == Geometry::kNoBlock) continue;
    EXPECT_LT(geometry_.DayOf(earlier), geometry_.DayOf(b));
    EXPECT_EQ(geometry_.FormatOf(earlier), geometry_.FormatOf(b));
    EXPECT_EQ(&geometry_.CompanyOf(earlier), &geometry_.CompanyOf(b));
    EXPECT_TRUE(seen.insert(earlier).second);
  }
  if (geometry_.blocks() > 500) {
    EXPECT_GT(seen.size(), geometry_.blocks() / 2);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Sizes, GeometryOf,
    testing::Values(std::pair{1u, 1u}, std::pair{100u, 100u},
                    std::pair{1000u, 1000u}, std::pair{200'000u, 200'000u},
                    std::pair{300'000u, 10'000u}, std::pair{50'000u, 0u}));

TEST(Geometry, SmallCorporaHaveEveryFormatAndCompany) {
  const Geometry geometry(1000, 1000, 1, DefaultMix());
  std::set<std::string_view> companies;
  for (const BankFormat format : kAll) {
    EXPECT_GT(geometry.BlocksOf(format), 0u);
  }
  for (uint64_t b = 0; b < geometry.blocks(); ++b) {
    companies.insert(geometry.CompanyOf(b).code);
  }
  EXPECT_GE(companies.size(), 5u);
}

TEST(Geometry, OneCustomerHasThousandsOfItems) {
  const Geometry geometry(1'000'000, 1'000'000, 1, DefaultMix());
  uint64_t items = 0;
  for (uint64_t b = 0; b < geometry.blocks(); ++b) {
    if (geometry.IsWhale(b)) items += geometry.Items(b).size();
  }
  EXPECT_GT(items, 5'000u);
  EXPECT_LT(items, 30'000u);
}

TEST(BusinessDay, SkipsWeekends) {
  EXPECT_EQ(FormatDay(BusinessDay(0)), "2026-03-02");
  EXPECT_EQ(FormatDay(BusinessDay(4)), "2026-03-06");
  EXPECT_EQ(FormatDay(BusinessDay(5)), "2026-03-09");
  EXPECT_EQ(FormatDay(BusinessDay(19)), "2026-03-27");
}

}  // namespace
}  // namespace cashmatch
