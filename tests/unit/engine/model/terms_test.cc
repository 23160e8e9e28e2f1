// SPDX-License-Identifier: Apache-2.0
// terms_test.cc - payment terms as people write them.
#include "engine/model/terms.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(Terms, OneTierAndNetDays) {
  const std::optional<Terms> terms = ParseTerms("2/10 net 30");
  ASSERT_TRUE(terms.has_value());
  ASSERT_EQ(terms->tiers.size(), 1u);
  EXPECT_EQ(terms->tiers[0].percent, 20'000);
  EXPECT_EQ(terms->tiers[0].days, 10);
  EXPECT_FALSE(terms->tiers[0].until_due_date);
  EXPECT_EQ(terms->net_days, 30);
}

TEST(Terms, SeveralTiersStayInTheirOrder) {
  const std::optional<Terms> terms = ParseTerms("1/15 2/7 net 45");
  ASSERT_TRUE(terms.has_value());
  ASSERT_EQ(terms->tiers.size(), 2u);
  EXPECT_EQ(terms->tiers[0].days, 15);
  EXPECT_EQ(terms->tiers[1].percent, 20'000);
  EXPECT_EQ(terms->net_days, 45);
}

TEST(Terms, CaseBlanksAndShortFormsDoNotMatter) {
  for (const char* text : {"net 60", "NET 60", "  Net   60 ", "n/60", "n 60"}) {
    const std::optional<Terms> terms = ParseTerms(text);
    ASSERT_TRUE(terms.has_value()) << text;
    EXPECT_EQ(terms->net_days, 60) << text;
    EXPECT_TRUE(terms->tiers.empty()) << text;
  }
  EXPECT_EQ(ParseTerms("1.5/10, n/30")->tiers[0].percent, 15'000);
}

TEST(Terms, CodesOfAnErpAreNotTerms) {
  for (const char* text :
       {"", "ZB10", "2/10 net", "net", "2/", "/10", "2/x", "200/10", "net -5",
        "2/10 net 30 ZB10", "30", "net 99999"}) {
    EXPECT_FALSE(ParseTerms(text).has_value()) << text;
  }
}

TEST(Terms, TheLastDayCountsFromTheDocument) {
  EXPECT_EQ(DiscountDay({20'000, 10, false}, 100, 130), 110);
  EXPECT_EQ(DiscountDay({20'000, 0, true}, 100, 130), 130);
  EXPECT_EQ(DiscountDay({20'000, 10, false}, kNoDay, 130), kNoDay);
}

}  // namespace
}  // namespace cashmatch
