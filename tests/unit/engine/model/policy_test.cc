// SPDX-License-Identifier: Apache-2.0
// policy_test.cc - how far a payment may be off, and for whom.
#include "engine/model/policy.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

Currency Usd() { return *ParseCurrency("USD"); }
Currency Eur() { return *ParseCurrency("EUR"); }

TEST(Tolerance, UnsetAllowsNothing) {
  EXPECT_EQ(Tolerance().Allowance(Usd(), 100'000), 0);
}

TEST(Tolerance, OneOfTheTwoHoldsAlone) {
  Tolerance absolute;
  absolute.absolute[Usd()] = 500;
  EXPECT_EQ(absolute.Allowance(Usd(), 1), 500);
  EXPECT_EQ(absolute.Allowance(Eur(), 1), 0);
  Tolerance percent;
  percent.percent = 5'000;                            // 0.5 %
  EXPECT_EQ(percent.Allowance(Eur(), 100'199), 500);  // 500.99, toward zero
  EXPECT_EQ(percent.Allowance(Eur(), -100'199), 500);
}

TEST(Tolerance, TheStricterWinsUnlessToldOtherwise) {
  Tolerance both;
  both.absolute[Usd()] = 500;
  both.percent = 5'000;
  EXPECT_EQ(both.Allowance(Usd(), 10'000), 50);
  EXPECT_EQ(both.Allowance(Usd(), 1'000'000), 500);
  both.larger_wins = true;
  EXPECT_EQ(both.Allowance(Usd(), 10'000), 500);
  EXPECT_EQ(both.Allowance(Usd(), 1'000'000), 5'000);
}

TEST(Tolerance, ZeroMeansNone) {
  Tolerance both;
  both.absolute[Usd()] = 0;
  both.percent = 5'000;
  EXPECT_EQ(both.Allowance(Usd(), 1'000'000), 0);
}

TEST(Policy, CustomersOfTheirOwnStandOverTheRest) {
  Policy policy;
  policy.general.wait_days = 5;
  EXPECT_EQ(policy.For("C1").wait_days, 5);
  policy.customers["C1"].wait_days = 9;
  EXPECT_EQ(policy.For("C1").wait_days, 9);
  EXPECT_EQ(policy.For("C2").wait_days, 5);
  EXPECT_EQ(&policy.For(""), &policy.general);
}

}  // namespace
}  // namespace cashmatch
