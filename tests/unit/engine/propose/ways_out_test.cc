// SPDX-License-Identifier: Apache-2.0
// ways_out_test.cc - what would have let a receipt be applied. That each change
// does is seen by the scenarios; here: when it is named, and when not.
#include "engine/propose/ways_out.h"

#include "engine/propose/propose.h"
#include "tests/unit/engine/propose/answering.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class WaysOutTest : public Answering {
 protected:
  std::vector<std::string> Ways(Directive directive = Directive::kNone) {
    block_ = ProposalBlock();
    Propose(View(), directive, &block_);
    std::vector<std::string> told;
    for (const WayOut& way : block_.ways) {
      std::string words(NameOf(way.kind));
      if (way.item != kNoItem) words += " " + Id(way.item);
      if (way.customer != kNoCustomer) words += " " + CustomerId(way.customer);
      if (way.number != 0) words += " " + std::to_string(way.number);
      told.push_back(words);
    }
    EXPECT_EQ(block_.receipts.back().ways_count, told.size());
    return told;
  }
  /// A small round amount that is not due for long, beside others that are: no
  /// share is at its limit.
  void Unlikely() {
    Item("A", 3'00).due_date = kToday + 70;
    for (int i = 0; i < 6; ++i) {
      Item(items_.arena.Keep("B" + std::to_string(i)), 41'11 + 100'37 * i)
          .due_date = kToday - 20 + i;
    }
  }
  Millionths Share() { return block_.proposals.front().confidence; }
};

TEST_F(WaysOutTest, WhatIsAppliedNeedsNone) {
  Item("A", 318'45);
  Money(318'45);
  Payer("ACME");
  EXPECT_THAT(Ways(), IsEmpty());
}

TEST_F(WaysOutTest, AReferenceTellsEqualAmountsApart) {
  Item("A", 318'45);
  Item("B", 318'45).document_date = kToday - 30;
  Money(318'45);
  Payer("ACME");
  Ways();
  EXPECT_THAT(Ways(), ElementsAre("reference " + Id(block_.rows.front().item)));
}

TEST_F(WaysOutTest, AThresholdIsNamedOnlyWhereItIsNearlyReached) {
  Item("A", 318'45);
  Item("B", 99'10);
  Money(318'45);
  Payer("ACME");
  policy_.general.apply = 999'900;
  const std::vector<std::string> ways = Ways();
  ASSERT_FALSE(ways.empty());
  EXPECT_EQ(ways.back(), "apply " + std::to_string(Share()));
  EXPECT_EQ(block_.ways.back().was, 999'900);
}

TEST_F(WaysOutTest, AnAccountIsNamedWhereItMakesTheDifference) {
  Unlikely();
  Money(3'00).payer_account = "021000021/778899";
  Payer("ACME", PayerEvidence::kName);
  Ways();
  ASSERT_LT(Share(), 990'000);
  policy_.general.apply = Share() + 1;
  EXPECT_THAT(Ways(), testing::Contains("bank_account ACME"));
  receipts_.receipts[0].payer_account = {};
  EXPECT_THAT(Ways(), testing::Not(testing::Contains("bank_account ACME")));
}

TEST_F(WaysOutTest, ANearNameBecomesAnAlias) {
  Unlikely();
  Money(3'00).payer_name = "ACMEE";
  Payer("ACME", PayerEvidence::kNearName);
  payers_.list[0].agreement = 700'000;
  Ways();
  ASSERT_LT(Share(), 990'000);
  policy_.general.apply = Share() + 1;
  EXPECT_THAT(Ways(), testing::Contains("alias ACME"));
}

TEST_F(WaysOutTest, ACreditIsNamedWhereItMakesTheSum) {
  Item("A", 318'45);
  Item("CM", -25'40);
  Money(293'05);
  Payer("ACME");
  EXPECT_THAT(Ways(), ElementsAre("credits"));
  receipts_.receipts[0].amount = 293'06;
  EXPECT_THAT(Ways(), IsEmpty());
}

TEST_F(WaysOutTest, TheFewestDaysBeforeADateAreNamed) {
  for (const int days : {9, 3, 5}) {
    Item(items_.arena.Keep("A" + std::to_string(days)), 318'45 + days)
        .document_date = kToday + days;
  }
  Money(318'45 + 5);
  Payer("ACME");
  EXPECT_THAT(Ways(), ElementsAre("prepayment_days 5"));
}

TEST_F(WaysOutTest, MoreToleranceIsNamedWhereItHelps) {
  Item("A", 100'00);
  Money(90'00);
  Quoted("A");
  EXPECT_THAT(Ways(), ElementsAre("tolerance 1000"));
}

TEST_F(WaysOutTest, NoToleranceHelpsWhereTheItemIsBlocked) {
  Item("A", 100'00).status = ItemStatus::kBlocked;
  Money(90'00);
  Quoted("A");
  EXPECT_THAT(Ways(), IsEmpty());
}

TEST_F(WaysOutTest, AConditionOfThePayerHasNone) {
  Item("A", 318'45);
  Item("B", 318'45).document_date = kToday - 30;
  Money(318'45);
  Payer("ACME");
  EXPECT_THAT(Ways(Directive::kRestricted), IsEmpty());
}

}  // namespace
}  // namespace cashmatch
