// SPDX-License-Identifier: Apache-2.0
// limits_test.cc - what a key may let go, and what that lets through.
#include "adapters/serve/limits.h"

#include <gtest/gtest.h>

#include <limits>

namespace cashmatch::serve {
namespace {

Currency Of(std::string_view code) { return *ParseCurrency(code); }

TEST(LimitsTest, AmountsAreInTheirCurrency) {
  const auto limits = ReadLimits("USD 500.00 ,JPY 200,KWD 1.005");
  ASSERT_TRUE(limits);
  EXPECT_EQ(*limits,
            (Limits{{Of("USD"), 50000}, {Of("JPY"), 200}, {Of("KWD"), 1005}}));
  EXPECT_EQ(ReadLimits(""), Limits{});
}

TEST(LimitsTest, WhatIsNoAmountIsRefused) {
  for (const char* const text :
       {"500", "USD", "USD ", "USD x", "USD -1.00", "USD 1.001", "QQQ 1",
        "USD 1,EUR", "USD 1, USD 2", ",", "USD 1,,EUR 2"}) {
    EXPECT_FALSE(ReadLimits(text)) << text;
  }
}

TEST(LimitsTest, AWarrantSaysWhatIsAskedAndAllowed) {
  Principal who;
  who.owner = "ann";
  who.role = Role::kApprover;
  who.limit = "USD 5.00";
  auto warrants = WarrantsOf(who, {{Of("USD"), 500}});
  ASSERT_EQ(warrants.size(), 1U);
  EXPECT_EQ(warrants[0].person, "ann");
  EXPECT_EQ(warrants[0].currency, "USD");
  EXPECT_EQ(warrants[0].asked, 500);
  EXPECT_EQ(warrants[0].allowed, 500);
  EXPECT_TRUE(Suffice(warrants));
  EXPECT_FALSE(Suffice(WarrantsOf(who, {{Of("USD"), 501}})));
  EXPECT_FALSE(Suffice(WarrantsOf(who, {{Of("EUR"), 1}})));
  EXPECT_TRUE(WarrantsOf(who, {}).empty());
}

TEST(LimitsTest, AControllerHasNone) {
  Principal who;
  who.role = Role::kController;
  const WideMinor all = std::numeric_limits<Minor>::max();
  EXPECT_TRUE(Suffice(WarrantsOf(who, {{Of("USD"), all}})));
}

TEST(LimitsTest, WhatIsAskedReadsAsLimitsDo) {
  EXPECT_EQ(ToText({}), "");
  const std::string text = ToText({{Of("USD"), 5000}, {Of("JPY"), 7}});
  EXPECT_EQ(ReadLimits(text), (Limits{{Of("USD"), 5000}, {Of("JPY"), 7}}));
}

}  // namespace
}  // namespace cashmatch::serve
