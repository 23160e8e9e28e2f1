// SPDX-License-Identifier: Apache-2.0
// by_reference_test.cc - what a receipt pays by what it quotes.
#include "engine/propose/confidence.h"
#include "engine/propose/rules.h"
#include "tests/unit/engine/propose/answering.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ByReferenceTest : public Answering {
 protected:
  /// Runs the rule; `decides_` keeps whether the quotes decide.
  std::vector<std::string> Propose() {
    Answer answer{&block_, &receipt_};
    decides_ = ProposeByReference(View(), &answer);
    EXPECT_EQ(receipt_.count, block_.proposals.size());
    EXPECT_EQ(receipt_.trials_count, block_.trials.size());
    return Told();
  }
  Verdict LastVerdict() { return block_.trials.back().verdict; }

  ProposedReceipt receipt_;
  bool decides_ = false;
};

TEST_F(ByReferenceTest, AQuotedItemOfThatAmountIsPaid) {
  Item("A", 100'00);
  Money(100'00);
  Quoted("A");
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 100.00"));
  EXPECT_TRUE(decides_);
  EXPECT_EQ(block_.proposals[0].rule, Rule::kExactReference);
  EXPECT_EQ(LastVerdict(), Verdict::kMatched);
}

TEST_F(ByReferenceTest, TheConfidenceIsThatOfTheWeakestRule) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(150'00);
  Quoted("A");
  Quoted("b", {"B"}, Rule::kNormalizedReference);
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 100.00", "payment B 50.00"));
  EXPECT_EQ(block_.proposals[0].rule, Rule::kNormalizedReference);
  EXPECT_EQ(block_.proposals[0].confidence,
            ConfidenceOf(Rule::kNormalizedReference));
}

TEST_F(ByReferenceTest, MoneyThatFitsHasABetterClaimThanMoneyWrittenOff) {
  policy_.general.under.absolute[kUsd] = 5'00;
  Item("A", 100'00);
  Money(99'00);
  Quoted("A");
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 99.00", "write_off A 1.00"));
  EXPECT_LT(block_.proposals[0].confidence,
            ConfidenceOf(Rule::kExactReference));
}

TEST_F(ByReferenceTest, WithoutQuotesItDoesNotDecide) {
  Item("A", 100'00);
  Money(100'00);
  EXPECT_THAT(Propose(), IsEmpty());
  EXPECT_FALSE(decides_);
  EXPECT_EQ(LastVerdict(), Verdict::kNothingToTry);
}

TEST_F(ByReferenceTest, QuotesThatTheBookDoesNotKnowDoNotDecide) {
  Item("A", 100'00);
  Money(100'00);
  Quoted("X-8", {});
  Quoted("X-9", {});
  EXPECT_THAT(Propose(), IsEmpty());
  EXPECT_FALSE(decides_);
  ASSERT_EQ(block_.trials.size(), 2u);
  EXPECT_EQ(block_.trials[0].verdict, Verdict::kNotFound);
  EXPECT_EQ(block_.trials[1].reference, "X-9");
}

TEST_F(ByReferenceTest, AnItemPaidBeforeDecidesAndIsPaidTwice) {
  Item("A", 100'00).status = ItemStatus::kClosed;
  Item("B", 100'00);
  Money(100'00);
  Quoted("A");
  EXPECT_THAT(Propose(), IsEmpty());
  EXPECT_TRUE(decides_);
  EXPECT_EQ(receipt_.exception, ExceptionCode::kPaidTwice);
  EXPECT_THAT(block_.references, ElementsAre("A"));
  EXPECT_EQ(CustomerId(receipt_.customer), "ACME");
  EXPECT_EQ(LastVerdict(), Verdict::kForbidden);
  EXPECT_EQ(block_.trials.back().item, Row("A"));
}

TEST_F(ByReferenceTest, AnItemPaidBeforeSaysMoreThanAnUnknownReference) {
  Item("A", 100'00).status = ItemStatus::kClosed;
  Money(100'00);
  Quoted("X-9", {});
  Quoted("A");
  EXPECT_THAT(Propose(), IsEmpty());
  EXPECT_EQ(receipt_.exception, ExceptionCode::kPaidTwice);
  EXPECT_THAT(block_.references, ElementsAre("A", "X-9"));
  EXPECT_EQ(block_.trials.back().reference, "A");
  EXPECT_EQ(block_.trials.back().item, Row("A"));
}

TEST_F(ByReferenceTest, ADisputedItemIsPaidByItsExactReferenceOnly) {
  Item("A", 100'00).status = ItemStatus::kDisputed;
  Money(100'00);
  Quoted("A");
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 100.00"));
}

TEST_F(ByReferenceTest, ADisputedItemIsNotPaidByAWeakerReference) {
  Item("A", 100'00).status = ItemStatus::kDisputed;
  Money(100'00);
  Quoted("a", {"A"}, Rule::kNormalizedReference);
  EXPECT_THAT(Propose(), ElementsAre("offer DISPUTED", "payment A 100.00"));
  EXPECT_EQ(block_.proposals[0].confidence, kDoubtBlocked);
}

TEST_F(ByReferenceTest, ABlockedItemIsForAPersonHoweverItIsQuoted) {
  Item("A", 100'00).status = ItemStatus::kBlocked;
  Money(100'00);
  Quoted("A");
  EXPECT_THAT(Propose(), ElementsAre("offer BLOCKED", "payment A 100.00"));
}

TEST_F(ByReferenceTest, ItemsOfTwoCompaniesAreForAPerson) {
  Item("A", 100'00);
  Item("B", 50'00).company_code = "2000";
  Money(150'00);
  Quoted("A");
  Quoted("B");
  EXPECT_THAT(Propose(), ElementsAre("offer COMPANY_MISMATCH",
                                     "payment A 100.00", "payment B 50.00"));
}

TEST_F(ByReferenceTest, AnAccountOfBothCompaniesPaysBoth) {
  policy_.accounts["0123"].company_codes = {"1000", "2000"};
  Item("A", 100'00);
  Item("B", 50'00).company_code = "2000";
  Money(150'00);
  Quoted("A");
  Quoted("B");
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 100.00", "payment B 50.00"));
}

TEST_F(ByReferenceTest, ALineAgainstTheSignOfItsItemIsForAPerson) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 100'00);
  Item("B", 50'00);
  Money(30'00);
  Advice("A", {"A"}, -20'00);
  Advice("B", {"B"}, 50'00);
  EXPECT_THAT(Propose(), ElementsAre("offer OVERPAID", "payment A -20.00",
                                     "payment B 50.00"));
}

TEST_F(ByReferenceTest, TheLinesOfTheAdviceOutrankTheTotal) {
  Discounted("A", 1000'00);
  Item("B", 50'00);
  Money(1030'00);
  Advice("A", {"A"}, 990'00).discount = 10'00;
  Advice("B", {"B"}, 40'00);
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "discount A 10.00",
                                     "payment A 990.00", "payment B 40.00"));
  EXPECT_EQ(receipt_.smallest_change, 10'00);
  EXPECT_EQ(LastVerdict(), Verdict::kAmountDiffers);
}

TEST_F(ByReferenceTest, AnAdviceWithoutAmountsIsSettledByTheTotal) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(150'00);
  Advice("A", {"A"}, kNotStated);
  Advice("B", {"B"}, kNotStated);
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 100.00", "payment B 50.00"));
}

TEST_F(ByReferenceTest, AnItemQuotedOutsideTheAdviceIsSettledByTheTotal) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(150'00);
  Advice("A", {"A"}, 100'00);
  Quoted("B");
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 100.00", "payment B 50.00"));
}

TEST_F(ByReferenceTest, ADifferenceIsToldWithItsSign) {
  Item("A", 100'00);
  Money(90'00);
  Quoted("A");
  Propose();
  EXPECT_EQ(block_.trials.back().difference, -10'00);
  EXPECT_EQ(receipt_.smallest_change, 10'00);
}

TEST_F(ByReferenceTest, AShortPayIsAppliedByAnExactReferenceOnly) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 100'00);
  Money(90'00);
  Quote& quote = Quoted("A");
  for (const Rule rule : {Rule::kExactReference, Rule::kStructuredReference}) {
    quote.rule = rule;
    block_ = {};
    receipt_ = {};
    EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 90.00"));
  }
  for (const Rule rule :
       {Rule::kAlternateReference, Rule::kNormalizedReference}) {
    quote.rule = rule;
    block_ = {};
    receipt_ = {};
    EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "payment A 90.00"));
  }
}

TEST_F(ByReferenceTest, AShortLineIsAppliedByItsOwnExactReference) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 100'00);
  Item("B", 50'00);
  Money(140'00);
  Advice("A", {"A"}, 90'00);
  Advice("b", {"B"}, 50'00, Rule::kNormalizedReference);
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 90.00", "payment B 50.00"));
}

TEST_F(ByReferenceTest, AShortLineIsNotAppliedByAWeakerReference) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 100'00);
  Item("B", 50'00);
  Money(140'00);
  Advice("a", {"A"}, 90'00, Rule::kNormalizedReference);
  Advice("B", {"B"}, 50'00);
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "payment A 90.00",
                                     "payment B 50.00"));
}

TEST_F(ByReferenceTest, AnUnknownReasonNeedsAnExactReferenceToo) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 100'00);
  Money(90'00);
  Advice("a", {"A"}, 90'00, Rule::kNormalizedReference);
  receipts_.AddAdjustment(10'00, "99", {});
  EXPECT_THAT(Propose(),
              ElementsAre("offer UNEXPLAINED_DEDUCTION", "deduction A 10.00 99",
                          "payment A 90.00"));
}

TEST_F(ByReferenceTest, OneLinePaysAGroup) {
  Item("A", 100'00);
  Item("B", 200'00);
  Item("C", 50'00);
  Money(350'00);
  Advice("PO-7", {"A", "B"}, 300'00, Rule::kAlternateReference);
  Advice("C", {"C"}, 50'00);
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 100.00",
                                     "payment B 200.00", "payment C 50.00"));
}

TEST_F(ByReferenceTest, OneLinePaysAGroupLessItsDiscounts) {
  Discounted("A", 100'00);
  Item("B", 200'00);
  Money(298'00);
  Advice("PO-7", {"A", "B"}, 298'00, Rule::kAlternateReference).discount = 2'00;
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 98.00",
                                     "discount A 2.00", "payment B 200.00"));
}

TEST_F(ByReferenceTest, WhatOneLineKeepsOfAGroupFallsOnTheLargest) {
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  Item("A", 100'00);
  Item("B", 200'00);
  Money(280'00);
  Advice("PO-7", {"A", "B"}, 280'00, Rule::kAlternateReference);
  receipts_.AddAdjustment(20'00, "59", {});
  EXPECT_THAT(Propose(), ElementsAre("apply", "deduction B 20.00 DAMAGE",
                                     "payment A 100.00", "payment B 180.00"));
}

TEST_F(ByReferenceTest, AGroupPaidShortIsForAPerson) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 100'00);
  Item("B", 200'00);
  Money(250'00);
  Advice("PO-7", {"A", "B"}, 250'00, Rule::kAlternateReference);
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "payment A 100.00",
                                     "payment B 150.00"));
  EXPECT_EQ(receipt_.smallest_change, 50'00);
}

TEST_F(ByReferenceTest, WhatAGroupDoesNotTakeIsTooMuch) {
  Item("A", 100'00);
  Item("B", 200'00);
  Money(310'00);
  Advice("PO-7", {"A", "B"}, 310'00, Rule::kAlternateReference);
  EXPECT_THAT(Propose(), ElementsAre("apply OVERPAID", "payment A 100.00",
                                     "payment B 200.00", "unapplied 10.00"));
}

TEST_F(ByReferenceTest, TwoLinesPayOneItem) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 100'00);
  Money(100'00);
  Advice("A", {"A"}, 60'00);
  Advice("A", {"A"}, 40'00);
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 100.00"));
}

TEST_F(ByReferenceTest, TwoLinesOfOneItemKeepBackTogether) {
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  Item("A", 100'00);
  Money(85'00);
  Advice("A", {"A"}, 60'00);
  receipts_.AddAdjustment(10'00, "59", {});
  Advice("A", {"A"}, 25'00);
  receipts_.AddAdjustment(5'00, "59", {});
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "deduction A 10.00 DAMAGE",
                          "deduction A 5.00 DAMAGE", "payment A 85.00"));
}

TEST_F(ByReferenceTest, ACreditAloneIsNotUsedAgainstNewMoneyUnseen) {
  Item("CM", -30'00);
  Money(100'00);
  Quoted("CM");
  EXPECT_THAT(Propose(), ElementsAre("offer OVERPAID", "payment CM -30.00",
                                     "unapplied 130.00"));
}

TEST_F(ByReferenceTest, ALineThatUsesACreditAloneIsForAPersonToo) {
  Item("CM", -30'00);
  Money(100'00);
  Advice("CM", {"CM"}, -30'00);
  EXPECT_THAT(Propose(), ElementsAre("offer OVERPAID", "payment CM -30.00",
                                     "unapplied 130.00"));
}

TEST_F(ByReferenceTest, EachItemOfAnAmbiguousQuoteIsOfferedWithItsShare) {
  Item("A", 100'00);
  Item("B", 60'00).customer_id = "OTHER";
  Money(70'00);
  Quoted("INV-1", {"A", "B"});
  EXPECT_THAT(Propose(), ElementsAre("offer AMBIGUOUS", "payment A 70.00",
                                     "offer AMBIGUOUS", "payment B 60.00"));
  EXPECT_TRUE(decides_);
  EXPECT_EQ(block_.proposals[0].confidence, kDoubtAmbiguous / 2);
  EXPECT_EQ(block_.proposals[1].confidence, kDoubtAmbiguous / 2);
  EXPECT_EQ(CustomerId(block_.proposals[1].customer), "OTHER");
  EXPECT_EQ(LastVerdict(), Verdict::kAmbiguous);
  EXPECT_EQ(block_.trials.back().candidates, 2u);
}

TEST_F(ByReferenceTest, AtMostFiveAreOfferedAndTheShareCountsAll) {
  std::vector<std::string_view> ids = {"A", "B", "C", "D", "E", "F", "G", "H"};
  for (const auto id : ids) Item(id, 100'00).customer_id = id;
  Money(70'00);
  Quoted("INV-1", ids);
  Propose();
  ASSERT_EQ(block_.proposals.size(), 5u);
  EXPECT_EQ(block_.proposals[0].confidence, kDoubtAmbiguous / 8);
}

TEST_F(ByReferenceTest, TheCustomerIsThePayerWhereItOwnsAnItem) {
  Item("A", 100'00);
  Item("B", 50'00).customer_id = "OTHER";
  Money(150'00);
  Quoted("A");
  Quoted("B");
  Payer("OTHER");
  Propose();
  EXPECT_EQ(CustomerId(block_.proposals[0].customer), "OTHER");
}

TEST_F(ByReferenceTest, ElseTheCustomerIsTheOwnerOfTheLargestItem) {
  Item("A", 50'00);
  Item("B", 100'00).customer_id = "OTHER";
  Item("C", 10'00).customer_id = "THIRD";
  Money(150'00);
  Quoted("A");
  Quoted("B");
  Payer("THIRD");
  Propose();
  EXPECT_EQ(CustomerId(block_.proposals[0].customer), "OTHER");
}

}  // namespace
}  // namespace cashmatch
