// SPDX-License-Identifier: Apache-2.0
// strength_test.cc - stronger rules first, then log odds.
#include "engine/resolve/strength.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(Strength, IsTheLogOfTheOdds) {
  // log(0.999 / 0.001)
  EXPECT_EQ(StrengthOf(Rule::kPayerSum, 999'000).log_odds[7], 6'906'755);
}

TEST(Strength, NoNumberOfWeakerClaimsOutweighsAStrongerRule) {
  Strength weak;
  weak.Add(StrengthOf(Rule::kPayerSum, 999'999), 1000);
  EXPECT_GT(StrengthOf(Rule::kExactReference, 999'000), weak);
}

TEST(Strength, OfOneRuleTheOddsMultiply) {
  Strength two = StrengthOf(Rule::kPayerSum, 990'000);
  two.Add(two);
  EXPECT_GT(two, StrengthOf(Rule::kPayerSum, 999'800));
  EXPECT_LT(two, StrengthOf(Rule::kPayerSum, 999'950));
}

TEST(Strength, AClaimIsNeverWorthLessThanNothing) {
  for (const Millionths confidence : {0, 1, 400'000, 1'000'000}) {
    EXPECT_GT(StrengthOf(Rule::kOldestFirst, confidence), Strength());
  }
}

}  // namespace
}  // namespace cashmatch
