// SPDX-License-Identifier: Apache-2.0
// by_sum_test.cc - payer known: which of its items does the money pay?
#include "engine/propose/rules.h"
#include "tests/unit/engine/propose/answering.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class BySumTest : public Answering {
 protected:
  std::vector<std::string> Propose() {
    Answer answer{&block_, &receipt_};
    SumContext context;
    context.target = context.net_target = receipts_.receipts[0].amount;
    context.fixed = fixed_;
    for (const SettledItem& item : fixed_) {
      context.target -= item.open;
      context.net_target -= item.open - item.earned;
    }
    const bool answered = ProposeBySum(View(), context, &answer);
    EXPECT_EQ(answered, receipt_.count != 0);
    EXPECT_EQ(receipt_.count, block_.proposals.size());
    return Told();
  }
  Verdict LastVerdict() { return block_.trials.back().verdict; }

  /// Has an item paid in any case, because it is quoted.
  void Fixed(std::string_view id) {
    const ItemRow row = Row(id);
    fixed_.push_back({row, state().Open(row), EarnedBy(View(), row)});
  }

  std::vector<SettledItem> fixed_;
  ProposedReceipt receipt_;
};

TEST_F(BySumTest, TheOnlyItemOfThatAmountIsPaid) {
  Item("A", 100'00);
  Item("B", 100'01);
  Item("C", 100'00).customer_id = "OTHER";
  Money(100'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 100.00"));
  EXPECT_EQ(block_.proposals[0].rule, Rule::kPayerAmount);
  EXPECT_THAT(Pool(block_.proposals[0]), IsEmpty());
  EXPECT_EQ(LastVerdict(), Verdict::kMatched);
}

TEST_F(BySumTest, WithoutAPayerNothingIsTried) {
  Item("A", 100'00);
  Money(100'00);
  EXPECT_THAT(Propose(), IsEmpty());
  EXPECT_EQ(LastVerdict(), Verdict::kNothingToTry);
}

TEST_F(BySumTest, AReceiptOfNothingPaysNothing) {
  Item("A", 100'00);
  Money(0);
  Payer("ACME");
  EXPECT_THAT(Propose(), IsEmpty());
  EXPECT_EQ(LastVerdict(), Verdict::kNothingToTry);
}

TEST_F(BySumTest, WhereNothingFitsNothingIsProposed) {
  Item("A", 100'00);
  Money(99'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), IsEmpty());
  EXPECT_EQ(LastVerdict(), Verdict::kNotFound);
}

TEST_F(BySumTest, NeitherToleranceNorFeesHelpAnAmount) {
  policy_.general.under.absolute[kUsd] = 5'00;
  policy_.general.over.absolute[kUsd] = 5'00;
  policy_.general.fee_amounts[kUsd] = {1'00};
  policy_.general.withholding_rates = {10'000};
  Item("A", 100'00);
  Item("B", 98'00);
  Money(99'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(BySumTest, TheAmountMayBeThatLessTheEarnedDiscount) {
  Discounted("A", 1000'00);
  Money(980'00);
  Payer("ACME");
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 980.00", "discount A 20.00"));
}

TEST_F(BySumTest, ADiscountThatIsNoLongerEarnedDoesNotFit) {
  policy_.general.unearned = Unearned::kAllow;
  Discounted("A", 1000'00).document_date = kToday - 11;
  Money(980'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(BySumTest, WhatIsLeftOfAnItemFits) {
  Item("A", 100'00);
  Money(40'00);
  state().Take(Row("A"), 60'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 40.00"));
}

TEST_F(BySumTest, WhatAnItemWasBeforeItWasPaidInPartDoesNot) {
  Item("A", 100'00);
  Money(100'00);
  state().Take(Row("A"), 60'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(BySumTest, DisputedAndBlockedItemsAreNeverPickedByAmount) {
  Item("A", 100'00).status = ItemStatus::kDisputed;
  Item("B", 100'00).status = ItemStatus::kBlocked;
  Money(100'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(BySumTest, AnItemMayBePaidBeforeItsDateWhereTheCustomersRulesSaySo) {
  policy_.customers["EARLY"].prepayment_days = 3;
  Item("A", 100'00).document_date = kToday + 3;
  OpenItem& early = Item("B", 100'00);
  early.document_date = kToday + 3;
  early.customer_id = "EARLY";
  Money(100'00);
  Payer("ACME");
  Payer("EARLY");
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment B 100.00"));
}

TEST_F(BySumTest, InterchangeableItemsAreAPoolInTheOrderOfTheirNumbers) {
  Item("A", 49'90).document_number = "INV-3";
  Item("B", 49'90).document_number = "INV-1";
  Item("C", 49'90).document_number = "INV-2";
  Money(49'90);
  Payer("ACME");
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment B 49.90"));
  EXPECT_THAT(Pool(block_.proposals[0]), ElementsAre("B", "C", "A"));
}

TEST_F(BySumTest, EqualAmountsThatDifferInMoreAreNeverAppliedUnseen) {
  Item("A", 100'00);
  Item("B", 100'00).document_date = kToday - 30;
  Money(100'00);
  Payer("ACME");
  EXPECT_THAT(Propose(),
              UnorderedElementsAre("offer AMBIGUOUS", "payment A 100.00",
                                   "offer AMBIGUOUS", "payment B 100.00"));
  ASSERT_EQ(block_.trials.size(), 2u);
  EXPECT_EQ(block_.trials[0].verdict, Verdict::kUnlikely);
  EXPECT_EQ(block_.trials[1].verdict, Verdict::kOutweighed);
  EXPECT_GE(block_.trials[0].share, block_.trials[1].share);
  EXPECT_EQ(receipt_.sum.finding, SumFinding::kAmbiguous);
  EXPECT_EQ(receipt_.sum.solutions, 2u);
  EXPECT_TRUE(receipt_.sum.all);
  EXPECT_EQ(receipt_.sum.best, block_.trials[0].share);
  EXPECT_EQ(receipt_.sum.second, block_.trials[1].share);
}

TEST_F(BySumTest, TheRecordSaysHowTheSearchEnded) {
  Item("A", 100'01);
  Item("B", 40'50);
  Item("C", 33'33);
  Money(140'51);
  Payer("ACME");
  Propose();
  EXPECT_EQ(receipt_.sum.finding, SumFinding::kUnique);
  EXPECT_EQ(receipt_.sum.solutions, 1u);
  EXPECT_EQ(receipt_.sum.items, 3u);
  EXPECT_NE(receipt_.sum.log_hits, SumRecord::kNoHits);
  EXPECT_LT(receipt_.sum.log_hits, 0) << "less than one by accident";
  receipts_.receipts[0].amount = 140'52;
  block_ = {};
  receipt_ = {};
  EXPECT_THAT(Propose(), IsEmpty());
  EXPECT_EQ(receipt_.sum.finding, SumFinding::kNone);
  EXPECT_TRUE(receipt_.sum.all) << "proved";
}

/// Ninety items of odd amounts, twice as many as all sets are looked at of.
class ManyItemsBySum : public BySumTest {
 protected:
  ManyItemsBySum() {
    Minor drawn = 7'654'321;
    for (int i = 0; i < 90; ++i) {
      drawn = drawn * 48'271 % 2'147'483'647;
      OpenItem& item = Item(items_.arena.Keep(std::to_string(1000 + i)),
                            100'00 + drawn % 900'00);
      item.document_date = kToday - 100 + i;
      item.due_date = kToday - 70 + i;
    }
  }
};

TEST_F(ManyItemsBySum, WhereNotAllIsLookedAtTheBudgetIsSpent) {
  Money(20'000'01);
  Payer("ACME");
  EXPECT_THAT(Propose(), IsEmpty());
  EXPECT_EQ(receipt_.sum.finding, SumFinding::kBudgetSpent);
  EXPECT_FALSE(receipt_.sum.all);
  EXPECT_EQ(receipt_.sum.items, 90u);
  EXPECT_GT(receipt_.sum.log_hits, 30'000'000) << "very many by accident";
}

TEST_F(ManyItemsBySum, WhatIsLessThanEveryItemIsProvedToFitNone) {
  Money(99'99);
  Payer("ACME");
  EXPECT_THAT(Propose(), IsEmpty());
  EXPECT_EQ(receipt_.sum.finding, SumFinding::kNone);
  EXPECT_TRUE(receipt_.sum.all);
  EXPECT_EQ(receipt_.sum.log_hits, SumRecord::kNoHits);
}

TEST_F(BySumTest, EachGuessIsToldWhatItGave) {
  Item("A", 100'00);
  Item("B", 100'00).document_date = kToday - 30;
  Item("C", 55'00).customer_id = "OTHER";
  Money(100'00);
  Payer("ACME");
  Payer("OTHER");
  for (const PayerGuess& guess : payers_) {
    block_.guesses.push_back({guess.customer, guess.evidence});
    ++receipt_.guesses_count;
  }
  Propose();
  EXPECT_EQ(block_.guesses[0].sets, 2u);
  EXPECT_GT(block_.guesses[0].share, 900'000);
  EXPECT_EQ(block_.guesses[1].sets, 0u);
  EXPECT_EQ(block_.guesses[1].share, 0);
}

TEST_F(BySumTest, TwoCompaniesAreAmbiguousWhereTheAccountTellsNone) {
  Item("A", 100'00);
  Item("B", 100'00).company_code = "2000";
  Money(100'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), ElementsAre("offer AMBIGUOUS", "payment A 100.00",
                                     "offer AMBIGUOUS", "payment B 100.00"));
}

TEST_F(BySumTest, TheAccountTellsTheCompany) {
  policy_.accounts["0123"].company_codes = {"2000"};
  Item("A", 100'00);
  Item("B", 100'00).company_code = "2000";
  Money(100'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment B 100.00"));
}

TEST_F(BySumTest, TwoPayersThatItMayBeAreAmbiguous) {
  Item("A", 100'00);
  Item("B", 100'00).customer_id = "OTHER";
  Money(100'00);
  Payer("ACME");
  Payer("OTHER");
  EXPECT_THAT(Propose(), ElementsAre("offer AMBIGUOUS", "payment A 100.00",
                                     "offer AMBIGUOUS", "payment B 100.00"));
  EXPECT_EQ(CustomerId(block_.proposals[1].customer), "OTHER");
}

TEST_F(BySumTest, AmbiguousAnswersShareOneConfidence) {
  Item("A", 100'00);
  Item("B", 100'00).document_date = kToday - 30;
  Item("C", 100'00).document_date = kToday - 60;
  Money(100'00);
  Payer("ACME");
  Propose();
  ASSERT_EQ(block_.proposals.size(), 3u);
  WideMinor sum = 0;
  for (const Proposal& proposal : block_.proposals) {
    EXPECT_GT(proposal.confidence, 0);
    sum += proposal.confidence;
  }
  EXPECT_LE(static_cast<Minor>(sum), 1'000'000);
}

TEST_F(BySumTest, AnUnknownReferenceIsForAPerson) {
  Item("A", 100'00);
  Money(100'00);
  Payer("ACME");
  Quoted("X-9", {});
  EXPECT_THAT(Propose(),
              ElementsAre("offer UNKNOWN_REFERENCE", "payment A 100.00"));
  EXPECT_EQ(LastVerdict(), Verdict::kForbidden);
}

TEST_F(BySumTest, AboveTheReviewLimitIsForAPerson) {
  policy_.general.review_above[kUsd] = 99'99;
  Item("A", 100'00);
  Money(100'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), ElementsAre("offer REVIEW_LIMIT", "payment A 100.00"));
  EXPECT_EQ(LastVerdict(), Verdict::kForbidden);
}

TEST_F(BySumTest, TheReviewLimitItselfAndOtherCurrenciesAreNotAbove) {
  policy_.general.review_above[kUsd] = 100'00;
  policy_.general.review_above[kEur] = 1'00;
  Item("A", 100'00);
  Money(100'00);
  Payer("ACME");
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 100.00"));
}

TEST_F(BySumTest, AnAccountSaysMoreThanAName) {
  Item("A", 123'45);
  Item("B", 123'45).customer_id = "OTHER";
  Money(123'45);
  Payer("ACME", PayerEvidence::kName);
  Payer("OTHER", PayerEvidence::kBankAccount);
  Propose();
  ASSERT_EQ(block_.proposals.size(), 2u);
  EXPECT_EQ(CustomerId(block_.proposals[0].customer), "OTHER");
  EXPECT_GT(block_.proposals[0].confidence, block_.proposals[1].confidence);
}

TEST_F(BySumTest, AllThatIsOpenMayBePaidAtOnce) {
  Item("A", 123'45);
  Item("B", 678'90).due_date = kToday + 10;
  Item("C", 50'11).due_date = kToday + 20;
  Money(852'46);
  Payer("ACME");
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 123.45",
                                     "payment B 678.90", "payment C 50.11"));
  EXPECT_EQ(block_.proposals[0].rule, Rule::kPayerSum);
}

TEST_F(BySumTest, EachItemOfASumMayTakeItsEarnedDiscount) {
  Discounted("A", 1000'00);
  Discounted("B", 512'50);
  Money(1482'25);
  Payer("ACME");
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 980.00", "discount A 20.00",
                          "payment B 502.25", "discount B 10.25"));
}

TEST_F(BySumTest, TwoSetsOfOneSumAreNeverAppliedUnseen) {
  Item("A", 100'00);
  Item("B", 200'00).due_date = kToday + 10;
  Item("C", 120'00).due_date = kToday + 20;
  Item("D", 180'00).due_date = kToday + 30;
  Money(300'00);
  Payer("ACME");
  Propose();
  ASSERT_GE(block_.proposals.size(), 2u);
  for (const Proposal& proposal : block_.proposals) {
    EXPECT_FALSE(proposal.apply);
  }
}

TEST_F(BySumTest, WhatIsQuotedIsPaidAndOthersMakeUpTheRest) {
  Item("A", 123'45);
  Item("B", 678'90).due_date = kToday + 10;
  Item("C", 50'11).due_date = kToday + 20;
  Money(802'35);
  Fixed("A");
  Propose();
  ASSERT_GE(block_.proposals.size(), 1u);
  EXPECT_EQ(block_.proposals[0].rule, Rule::kReferencedSum);
  const std::vector<std::string> told = Told();
  EXPECT_EQ(told[1], "payment A 123.45");
  EXPECT_EQ(told[2], "payment B 678.90");
}

TEST_F(BySumTest, OtherCustomersDoNotMakeUpTheRest) {
  Item("A", 123'45);
  Item("B", 678'90).customer_id = "OTHER";
  Money(802'35);
  Fixed("A");
  EXPECT_THAT(Propose(), IsEmpty());
}

}  // namespace
}  // namespace cashmatch
