// SPDX-License-Identifier: Apache-2.0
// propose_test.cc - the rules in order, and what keeps an answer back.
#include "engine/propose/propose.h"

#include "tests/unit/engine/propose/answering.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ProposeTest : public Answering {
 protected:
  std::vector<std::string> Ask(Directive directive = Directive::kNone) {
    block_ = ProposalBlock();
    Propose(View(), directive, &block_);
    return Told();
  }
  const ProposedReceipt& answer() const { return block_.receipts.back(); }
};

TEST_F(ProposeTest, AReferenceIsTriedBeforeTheAmount) {
  Item("A", 100'00);
  Item("B", 100'00).customer_id = "OTHER";
  Money(100'00);
  Quoted("B");
  Payer("ACME");
  EXPECT_THAT(Ask(), ElementsAre("apply", "payment B 100.00"));
  EXPECT_EQ(block_.proposals[0].rule, Rule::kExactReference);
  EXPECT_EQ(CustomerId(answer().customer), "OTHER");
}

TEST_F(ProposeTest, WithoutAReferenceThePayerAndTheAmountDecide) {
  Item("A", 100'00);
  Money(100'00);
  Payer("ACME");
  EXPECT_THAT(Ask(), ElementsAre("apply", "payment A 100.00"));
  EXPECT_EQ(block_.proposals[0].rule, Rule::kPayerAmount);
}

TEST_F(ProposeTest, AReferenceTheBookKnowsIsNeverPassedOverForAnAmount) {
  Item("A", 100'00).status = ItemStatus::kClosed;
  Item("B", 100'00);
  Money(100'00);
  Quoted("A");
  Payer("ACME");
  EXPECT_THAT(Ask(), IsEmpty());
  EXPECT_EQ(answer().exception, ExceptionCode::kPaidTwice);
}

TEST_F(ProposeTest, AnUnknownReferenceLeavesTheAmountToAPerson) {
  Item("A", 100'00);
  Money(100'00);
  Quoted("X-9", {});
  Payer("ACME");
  EXPECT_THAT(Ask(),
              ElementsAre("offer UNKNOWN_REFERENCE", "payment A 100.00"));
}

TEST_F(ProposeTest, QuotesThatSettleAllToTheLastUnitNeedNothingMore) {
  Item("A", 100'00);
  Money(100'00);
  Quoted("A");
  EXPECT_TRUE(ProposeByQuotes(View(), Directive::kNone, &block_));
  EXPECT_THAT(Told(), ElementsAre("apply", "payment A 100.00"));
  ASSERT_EQ(block_.receipts.size(), 1u);
  EXPECT_EQ(CustomerId(answer().customer), "ACME");
}

TEST_F(ProposeTest, QuotesThatLeaveARestOrADoubtAddNothingYet) {
  Item("A", 100'00);
  Money(90'00);
  Quoted("A");
  const auto add_nothing = [&](Directive directive = Directive::kNone) {
    return !ProposeByQuotes(View(), directive, &block_) &&
           block_.receipts.empty() && block_.proposals.empty() &&
           block_.rows.empty() && block_.trials.empty();
  };
  EXPECT_TRUE(add_nothing());  // something stays open
  receipts_.receipts[0].amount = 110'00;
  EXPECT_TRUE(add_nothing());  // some money has no item
  receipts_.receipts[0].amount = 100'00;
  EXPECT_TRUE(add_nothing(Directive::kRestricted));
  policy_.general.apply = 1'000'000;
  EXPECT_TRUE(add_nothing());  // not sure enough
}

TEST_F(ProposeTest, AnswersStandBehindThoseOfEarlierReceipts) {
  Item("A", 100'00);
  Item("B", 100'00).document_date = kToday - 30;
  Money(100'00);
  Payer("ACME");
  Ask();
  const size_t before = block_.proposals.size();
  const size_t trials = block_.trials.size();
  Propose(View(), Directive::kNone, &block_);
  ASSERT_EQ(block_.receipts.size(), 2u);
  EXPECT_EQ(answer().first, before);
  EXPECT_EQ(answer().count, before);
  EXPECT_EQ(answer().trials_first, trials);
  EXPECT_EQ(answer().trials_count, trials);
}

TEST_F(ProposeTest, NobodyKnownIsNoPayer) {
  Item("A", 100'00);
  Money(100'00);
  EXPECT_THAT(Ask(), IsEmpty());
  EXPECT_EQ(answer().exception, ExceptionCode::kNoPayer);
  EXPECT_EQ(answer().customer, kNoCustomer);
}

TEST_F(ProposeTest, AnAccountOfManyIsASharedPayer) {
  Item("A", 100'00);
  Money(100'00);
  payers_.shared = true;
  Ask();
  EXPECT_EQ(answer().exception, ExceptionCode::kSharedPayer);
}

TEST_F(ProposeTest, APayerWithNothingThatFitsIsNoMatch) {
  Item("A", 100'00);
  Money(70'00);
  Payer("ACME");
  EXPECT_THAT(Ask(), IsEmpty());
  EXPECT_EQ(answer().exception, ExceptionCode::kNoMatch);
  EXPECT_EQ(CustomerId(answer().customer), "ACME");
}

TEST_F(ProposeTest, APayerWhoseReferenceIsUnknownIsNamedWithIt) {
  Item("A", 100'00);
  Money(70'00);
  Quoted("X-9", {});
  Payer("ACME");
  EXPECT_THAT(Ask(), IsEmpty());
  EXPECT_EQ(answer().exception, ExceptionCode::kUnknownReference);
  EXPECT_THAT(block_.references, ElementsAre("X-9"));
  EXPECT_EQ(CustomerId(answer().customer), "ACME");
}

TEST_F(ProposeTest, AConditionKeepsEverythingFromBeingApplied) {
  Item("A", 100'00);
  Money(100'00);
  Quoted("A");
  EXPECT_THAT(Ask(Directive::kRestricted),
              ElementsAre("offer RESTRICTED", "payment A 100.00"));
}

TEST_F(ProposeTest, WhatAPersonMustSettleIsNotProposedUnderACondition) {
  Item("A", 100'00);
  Money(90'00);
  Quoted("A");
  EXPECT_THAT(Ask(Directive::kRestricted), IsEmpty());
  EXPECT_EQ(answer().count, 0u);
  EXPECT_EQ(answer().exception, ExceptionCode::kRestricted);
  EXPECT_EQ(answer().smallest_change, 0);
  EXPECT_EQ(CustomerId(answer().customer), "ACME");
}

TEST_F(ProposeTest, OnAccountStandsWhereNothingIsQuoted) {
  Item("A", 100'00);
  Money(100'00);
  Payer("ACME");
  EXPECT_THAT(Ask(Directive::kOnAccount), IsEmpty());
  EXPECT_EQ(answer().exception, ExceptionCode::kPayerOnAccount);
  EXPECT_EQ(CustomerId(answer().customer), "ACME");
}

TEST_F(ProposeTest, OnAccountDoesNotOutrankAQuotedItem) {
  Item("A", 100'00);
  Money(100'00);
  Quoted("A");
  Payer("ACME");
  EXPECT_THAT(Ask(Directive::kOnAccount),
              ElementsAre("apply", "payment A 100.00"));
}

TEST_F(ProposeTest, OnAccountOfNobodyIsNoPayer) {
  Item("A", 100'00);
  Money(100'00);
  Ask(Directive::kOnAccount);
  EXPECT_EQ(answer().exception, ExceptionCode::kNoPayer);
}

TEST_F(ProposeTest, BelowTheApplyThresholdAPersonDecides) {
  policy_.customers["ACME"].apply = 1'000'000;
  Item("A", 100'00);
  Money(100'00);
  Quoted("A");
  EXPECT_THAT(Ask(), ElementsAre("offer LOW_CONFIDENCE", "payment A 100.00"));
}

TEST_F(ProposeTest, ThePolicyThatCountsIsThatOfTheProposalsCustomer) {
  policy_.general.apply = 1'000'000;
  policy_.customers["ACME"].apply = 900'000;
  Item("A", 100'00);
  Money(100'00);
  Quoted("A");
  EXPECT_THAT(Ask(), ElementsAre("apply", "payment A 100.00"));
}

TEST_F(ProposeTest, WhatIsTooWeakToShowIsHiddenAndSaysWhy) {
  policy_.general.suggest = 950'000;
  Item("A", 100'00);
  Money(90'00);
  Quoted("A");
  EXPECT_THAT(Ask(), IsEmpty());
  EXPECT_EQ(answer().count, 0u);
  EXPECT_EQ(answer().exception, ExceptionCode::kShortPay);
  EXPECT_EQ(answer().smallest_change, 0);
}

TEST_F(ProposeTest, AlternativesAreShownByWhatTheyHoldTogether) {
  Item("A", 100'00);
  Item("B", 100'00).customer_id = "OTHER";
  Money(70'00);
  Quoted("INV-1", {"A", "B"});
  EXPECT_THAT(Ask(), ElementsAre("offer AMBIGUOUS", "payment A 70.00",
                                 "offer AMBIGUOUS", "payment B 70.00"));
  EXPECT_LT(block_.proposals[0].confidence, policy_.general.suggest);
}

}  // namespace
}  // namespace cashmatch
