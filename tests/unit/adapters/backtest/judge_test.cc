// SPDX-License-Identifier: Apache-2.0
// judge_test.cc - when a receipt is right, wrong or left to a person.
#include "adapters/backtest/judge.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/backtest/history_run.h"

namespace cashmatch {
namespace {

constexpr auto kPayment = ApplicationKind::kPayment;

class JudgeOf : public testing::Test {
 protected:
  JudgeOf() {
    run_.run.Invoice("INV-1003", "ACME", 500'000, "2026-01-10");
    run_.run.Invoice("INV-1002/2", "ACME", 500'000, "2026-01-10")
        .document_number = "INV-1002";
    run_.Build();
  }
  void Money(Minor amount, ReceiptStatus status = ReceiptStatus::kApplied,
             std::string_view id = "R1") {
    run_.run.Money(id, amount, status);
  }
  void True(std::string_view item, Minor cents,
            ClearingKind kind = ClearingKind::kPayment) {
    run_.clearings.Add(Row("R1", item, cents, kind));
  }
  void Found(std::string_view item, Minor cents,
             ApplicationKind kind = kPayment) {
    run_.run.Applied(item, kind, cents);
  }
  JudgedReceipt One() { return Judge(run_.track()).receipts.at(0); }

  HistoryRun run_;
};

TEST_F(JudgeOf, TheTrueItemsAndAmountsAreRight) {
  Money(1'500'000);
  Found("INV-1001", 1'000'000);
  Found("INV-1002", 500'000);
  True("INV-1002", 500'000);
  True("INV-1001", 1'000'000);
  const JudgedReceipt one = One();
  EXPECT_EQ(one.judgement, Judgement::kRight);
  EXPECT_EQ(one.difference, DifferenceJudgement::kNone);
  EXPECT_EQ(one.lines, 2u);
  EXPECT_EQ(one.customer, "ACME");
}

TEST_F(JudgeOf, AnAlikeItemIsRightAnyOtherIsWrong) {
  Money(500'000);
  Found("INV-1003", 500'000);
  True("INV-1002", 500'000);
  EXPECT_EQ(One().judgement, Judgement::kRight);
}

TEST_F(JudgeOf, AnAlikeItemBesideAQuotedOneIsWrong) {
  Money(500'000);
  run_.run.receipts.AddText("INV-1002");
  Found("INV-1003", 500'000);
  True("INV-1002", 500'000);
  EXPECT_EQ(One().judgement, Judgement::kWrong);
}

TEST_F(JudgeOf, AQuotedItemIsRightWhereItIsTheTrueOne) {
  Money(500'000);
  run_.run.receipts.AddText("INV-1002");
  Found("INV-1002", 500'000);
  True("INV-1002", 500'000);
  EXPECT_EQ(One().judgement, Judgement::kRight);
}

TEST_F(JudgeOf, AQuotedNumberThatTwoAlikeItemsHaveMeansEither) {
  Money(500'000);
  run_.run.receipts.AddText("INV-1002");
  Found("INV-1002/2", 500'000);
  True("INV-1002", 500'000);
  EXPECT_EQ(One().judgement, Judgement::kRight);
}

TEST_F(JudgeOf, AnotherItemIsWrong) {
  Money(500'000);
  Found("INV-1001", 500'000);
  True("INV-1002", 500'000);
  EXPECT_EQ(One().judgement, Judgement::kWrong);
}

TEST_F(JudgeOf, AnotherAmountIsWrong) {
  Money(500'000, ReceiptStatus::kPartial);
  Found("INV-1002", 499'999);
  True("INV-1002", 500'000);
  EXPECT_EQ(One().judgement, Judgement::kWrong);
}

TEST_F(JudgeOf, AMissingItemIsWrong) {
  Money(1'500'000, ReceiptStatus::kPartial);
  Found("INV-1001", 1'000'000);
  True("INV-1001", 1'000'000);
  True("INV-1002", 500'000);
  EXPECT_EQ(One().judgement, Judgement::kWrong);
}

TEST_F(JudgeOf, AnItemThatIsNotInTheBookCannotBeRight) {
  Money(500'000);
  Found("INV-1002", 500'000);
  True("ELSEWHERE", 500'000);
  EXPECT_EQ(One().judgement, Judgement::kWrong);
}

TEST_F(JudgeOf, MoneyThatNothingWasDueForIsWrongOnceApplied) {
  Money(500'000);
  Found("INV-1002", 500'000);
  True("", 500'000, ClearingKind::kNotOnItem);
  const JudgedReceipt one = One();
  EXPECT_EQ(one.judgement, Judgement::kWrong);
  EXPECT_FALSE(one.due());
  EXPECT_EQ(one.evidence, Evidence::kNothingDue);
}

TEST_F(JudgeOf, LeftToAPersonWithATrueProposal) {
  Money(500'000, ReceiptStatus::kSuggested);
  run_.run.Suggested("INV-1002", 500'000, 1);
  run_.run.Suggested("INV-1001", 500'000, 2);
  True("INV-1002", 500'000);
  const JudgedReceipt one = One();
  EXPECT_EQ(one.judgement, Judgement::kLeft);
  EXPECT_TRUE(one.proposal_right);
}

TEST_F(JudgeOf, OnlyTheFirstProposalCounts) {
  Money(500'000, ReceiptStatus::kSuggested);
  run_.run.Suggested("INV-1001", 500'000, 1);
  run_.run.Suggested("INV-1002", 500'000, 2);
  True("INV-1002", 500'000);
  EXPECT_FALSE(One().proposal_right);
}

TEST_F(JudgeOf, ADiscountOfTheTrueAmountIsRight) {
  Money(490'000);
  Found("INV-1002", 490'000);
  Found("INV-1002", 10'000, ApplicationKind::kDiscount);
  True("INV-1002", 490'000);
  True("INV-1002", 10'000, ClearingKind::kDiscount);
  EXPECT_EQ(One().difference, DifferenceJudgement::kRight);
}

TEST_F(JudgeOf, AnotherKindOfDifferenceIsWrongOnTheRightItem) {
  Money(490'000);
  Found("INV-1002", 490'000);
  Found("INV-1002", 10'000, ApplicationKind::kFee);
  True("INV-1002", 490'000);
  True("INV-1002", 10'000, ClearingKind::kDiscount);
  const JudgedReceipt one = One();
  EXPECT_EQ(one.judgement, Judgement::kRight);
  EXPECT_EQ(one.difference, DifferenceJudgement::kWrong);
}

TEST_F(JudgeOf, AFeeOnNoItemMayBeOnAny) {
  Money(1'498'500);
  Found("INV-1001", 998'500);
  Found("INV-1001", 1'500, ApplicationKind::kFee);
  Found("INV-1002", 500'000);
  True("INV-1001", 1'000'000);
  True("INV-1002", 500'000);
  True("", 1'500, ClearingKind::kFee);
  EXPECT_EQ(One().difference, DifferenceJudgement::kRight);
}

TEST_F(JudgeOf, AFeeThatTheRunDoesNotSeeIsWrong) {
  Money(498'500);
  Found("INV-1002", 498'500);
  True("INV-1002", 498'500);
  True("INV-1002", 1'500, ClearingKind::kFee);
  const JudgedReceipt one = One();
  EXPECT_EQ(one.judgement, Judgement::kRight);
  EXPECT_EQ(one.difference, DifferenceJudgement::kWrong);
}

TEST_F(JudgeOf, AShortPayLeftOpenOrADeductionIsRight) {
  Money(450'000);
  Found("INV-1002", 450'000);
  True("INV-1002", 450'000);
  True("INV-1002", 50'000, ClearingKind::kShortPay);
  EXPECT_EQ(One().difference, DifferenceJudgement::kRight);
}

TEST_F(JudgeOf, AShortPayTakenForADiscountIsWrong) {
  Money(450'000);
  Found("INV-1002", 450'000);
  Found("INV-1002", 50'000, ApplicationKind::kDiscount);
  True("INV-1002", 450'000);
  True("INV-1002", 50'000, ClearingKind::kShortPay);
  EXPECT_EQ(One().difference, DifferenceJudgement::kWrong);
}

TEST_F(JudgeOf, AShortPayThatBecameADeductionIsRight) {
  Money(450'000);
  Found("INV-1002", 450'000);
  Found("INV-1002", 50'000, ApplicationKind::kDeduction);
  True("INV-1002", 450'000);
  True("INV-1002", 50'000, ClearingKind::kShortPay);
  EXPECT_EQ(One().difference, DifferenceJudgement::kRight);
}

TEST_F(JudgeOf, ADifferenceThatHistoryDoesNotHaveIsWrong) {
  Money(490'000);
  Found("INV-1002", 490'000);
  Found("INV-1002", 10'000, ApplicationKind::kWriteOff);
  True("INV-1002", 490'000);
  const JudgedReceipt one = One();
  EXPECT_EQ(one.judgement, Judgement::kRight) << "the payment is the true one";
  EXPECT_EQ(one.difference, DifferenceJudgement::kWrong);
}

TEST_F(JudgeOf, WhatIsNoMoneyOrHasNoNameOfItsOwnIsLeftOut) {
  Money(500'000, ReceiptStatus::kDuplicate, "R0");
  Money(500'000, ReceiptStatus::kUnapplied, "R1");
  Money(500'000, ReceiptStatus::kUnapplied, "R2");
  run_.run.receipts.receipts[2].bank_reference = "SAME";
  Money(500'000, ReceiptStatus::kUnapplied, "R3");
  run_.run.receipts.receipts[3].bank_reference = "SAME";
  run_.clearings.Add(Row("SAME", "INV-1001", 1));
  run_.clearings.Add(Row("LOST", "INV-1001", 1));
  True("INV-1002", 500'000);
  const Judged judged = Judge(run_.track());
  EXPECT_EQ(judged.receipts.size(), 1u);
  EXPECT_EQ(judged.no_money, 1u);
  EXPECT_EQ(judged.same_name, 2u);
  EXPECT_EQ(judged.lost_clearings, 1u);
}

TEST_F(JudgeOf, PaidItemsAreThePaymentsOnItemsOfTheBook) {
  Money(500'000);
  True("INV-1002", 490'000);
  True("ELSEWHERE", 5'000);
  True("INV-1003", 5'000, ClearingKind::kFee);
  run_.run.Money("R2", 100, ReceiptStatus::kUnapplied);
  const Backtrack run = run_.track();
  const auto paid = PaidItems(run.clearings, run.receipts, run.book);
  ASSERT_EQ(paid.size(), 2u);
  EXPECT_EQ(paid[0], std::vector<ItemRow>{run.book.FindItem("INV-1002")});
  EXPECT_TRUE(paid[1].empty());
}

}  // namespace
}  // namespace cashmatch
