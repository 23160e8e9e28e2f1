// SPDX-License-Identifier: Apache-2.0
// late_discount_test.cc - discounts that are taken after their last day.
#include "tests/unit/engine/propose/settling.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;

class LateDiscountTest : public Settling {
 protected:
  std::vector<std::string> Settle(std::initializer_list<const char*> ids) {
    std::vector<SettledItem> items;
    for (const char* id : ids) items.push_back(Settled(id));
    last_.Clear();
    SettleTotal(View(), items, unsettled_, &last_);
    return Told(last_);
  }
};

TEST_F(LateDiscountTest, ALateDiscountIsForAPersonByDefault) {
  Discounted("A", 1000'00).document_date = kToday - 13;
  policy_.general.grace_days = 1;
  Money(980'00);
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 980.00", "discount A 20.00",
                                         "blocked UNEARNED_DISCOUNT"));
  EXPECT_EQ(last_.grace_days_short, 2);
}

TEST_F(LateDiscountTest, TheFewestDaysOfGraceExplainALateDiscount) {
  Discounted("A", 1000'00).document_date = kToday - 17;
  Discounted("B", 500'00).document_date = kToday - 50;
  Money(1480'00);
  EXPECT_THAT(Settle({"A", "B"}),
              ElementsAre("payment A 980.00", "discount A 20.00",
                          "payment B 500.00", "blocked UNEARNED_DISCOUNT"));
  EXPECT_EQ(last_.grace_days_short, 7);
  receipts_.receipts[0].amount = 1470'00;
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 980.00", "discount A 20.00", "payment B 490.00",
                  "discount B 10.00", "blocked UNEARNED_DISCOUNT"));
  EXPECT_EQ(last_.grace_days_short, 40);
  // B alone is no earlier than both.
  receipts_.receipts[0].amount = 1490'00;
  EXPECT_THAT(Settle({"A", "B"}), testing::Contains("blocked SHORT_PAY"));
}

TEST_F(LateDiscountTest, ALateDiscountMayBeAllowed) {
  policy_.general.unearned = Unearned::kAllow;
  Discounted("A", 1000'00).document_date = kToday - 13;
  Money(980'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 980.00", "discount A 20.00"));
  EXPECT_EQ(last_.grace_days_short, 0);
}

TEST_F(LateDiscountTest, ALateDiscountMayBeADeductionAnEarnedOneIsNot) {
  policy_.general.unearned = Unearned::kDeduction;
  Discounted("A", 1000'00).document_date = kToday - 13;
  Discounted("B", 500'00);
  Money(1470'00);
  EXPECT_THAT(Settle({"A", "B"}),
              ElementsAre("payment A 980.00", "deduction A 20.00",
                          "payment B 490.00", "discount B 10.00"));
}

TEST_F(LateDiscountTest, WhatIsEarnedOfALateDiscountIsNoDeduction) {
  Item("A", 1000'00).payment_terms = "1/15 2/7 net 45";
  Money(980'00);
  policy_.general.unearned = Unearned::kDeduction;
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 980.00", "discount A 10.00",
                                         "deduction A 10.00"));
  policy_.general.unearned = Unearned::kAllow;
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 980.00", "discount A 20.00"));
}

TEST_F(LateDiscountTest, ALateDiscountMayBeRoundedByThePayer) {
  policy_.general.unearned = Unearned::kAllow;
  Discounted("A", 1000'00).document_date = kToday - 13;
  Money(979'99);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 979.99", "discount A 20.01"));
  receipts_.receipts[0].amount = 979'98;
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 979.98", "blocked SHORT_PAY"));
}

}  // namespace
}  // namespace cashmatch
