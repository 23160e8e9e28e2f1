// SPDX-License-Identifier: Apache-2.0
// reverse_earlier_test.cc - a return undoes what an earlier run applied.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/engine.h"

namespace cashmatch {
namespace {

using testing::IsEmpty;

const Currency kUsd = *ParseCurrency("USD");

class ReverseEarlierTest : public testing::Test {
 protected:
  /// An invoice of 100.00 that 98.00 and a discount closed, one of 50.00 of
  /// which 20.00 are open, and a credit of 30.00 that the payment left over.
  ReverseEarlierTest() {
    items_.items = {Item("I1", 100'00), Item("I2", 20'00), Item("P/A", -30'00)};
    items_.items[0].status = ItemStatus::kClosed;
    items_.items[0].closed_date = 20005;
    items_.items[1].original_amount = 50'00;
    items_.items[2].type = DocumentType::kOnAccount;
    items_.items[2].origin_receipt_id = "P";
    earlier_.receipts.AddFile("waiting", "ndjson");
    AddReceipt(&earlier_.receipts, "P", 158'00, 20005);
    earlier_.outcomes.push_back(
        {"C",
         {{"I1", "", ApplicationKind::kPayment, 98'00},
          {"I1", "", ApplicationKind::kDiscount, 2'00},
          {"I2", "", ApplicationKind::kPayment, 30'00}},
         {{RemainderKind::kUnapplied, "C", "INV-9", "", 30'00}},
         {"P/A"}});
    receipts_.AddFile("today", "bai2");
    AddReceipt(&receipts_, "R", 158'00, 20010)->direction = Direction::kDebit;
  }

  static OpenItem Item(std::string_view id, Minor amount) {
    OpenItem item;
    item.item_id = item.document_number = id;
    item.customer_id = "C";
    item.amount = amount;
    item.currency = kUsd;
    item.document_date = 20000;
    return item;
  }

  static Receipt* AddReceipt(ReceiptBlock* block, std::string_view id,
                             Minor amount, Day day) {
    Receipt* const receipt = block->Add();
    receipt->id = id;
    receipt->amount = amount;
    receipt->currency = kUsd;
    receipt->booking_date = receipt->value_date = day;
    block->AddReference(ReferenceType::kTrace, "T1");
    return receipt;
  }

  /// Runs; the return is the last receipt.
  const ReceiptOutcome& Run() {
    book_.emplace(Book::Build(std::move(items_), {}, policy_));
    report_ = Apply(*book_, receipts_, policy_, {.earlier = &earlier_});
    EXPECT_THAT(report_.broken, IsEmpty());
    return report_.outcomes.back();
  }

  Minor Open(std::string_view id) const {
    return report_.residuals[Index(book_->FindItem(id))];
  }

  Policy policy_;
  OpenItemBlock items_;
  ReceiptBlock receipts_;
  EarlierPayments earlier_;
  std::optional<Book> book_;
  Report report_;
};

TEST_F(ReverseEarlierTest, ItsRowsComeBackAndItsCreditGoes) {
  const ReceiptOutcome& outcome = Run();
  EXPECT_EQ(outcome.status, ReceiptStatus::kReversal);
  EXPECT_EQ(outcome.applied, -128'00);
  EXPECT_EQ(outcome.unapplied, -30'00);
  EXPECT_EQ(Open("I1"), 100'00);
  EXPECT_EQ(Open("I2"), 50'00);
  EXPECT_EQ(Open("P/A"), 0);
  ASSERT_EQ(report_.earlier.size(), 1u);
  EXPECT_EQ(Index(report_.earlier[0].original), 0u);
}

TEST_F(ReverseEarlierTest, ACreditThatIsUsedLeavesItToAPerson) {
  items_.items[2].amount = -29'99;
  const ReceiptOutcome& outcome = Run();
  EXPECT_EQ(outcome.status, ReceiptStatus::kSuggested);
  EXPECT_EQ(outcome.exception, ExceptionCode::kCreditUsed);
  EXPECT_EQ(outcome.unidentified, -158'00);
  EXPECT_EQ(Open("I1"), 0);
}

TEST_F(ReverseEarlierTest, ACreditThatTheErpHasUnderItsOwnIdIsOneThatIsUsed) {
  items_.items.pop_back();
  earlier_.outcomes[0].made.clear();
  EXPECT_EQ(Run().exception, ExceptionCode::kCreditUsed);
}

TEST_F(ReverseEarlierTest, AnItemThatIsGoneLeavesItToAPerson) {
  items_.items.erase(items_.items.begin());
  EXPECT_EQ(Run().exception, ExceptionCode::kCreditUsed);
}

TEST_F(ReverseEarlierTest, TheBankKeepsAFee) {
  receipts_.receipts[0].amount = 160'00;
  const ReceiptOutcome& outcome = Run();
  EXPECT_EQ(outcome.status, ReceiptStatus::kReversal);
  EXPECT_EQ(outcome.other, -2'00);
}

TEST_F(ReverseEarlierTest, APaymentBookedAfterTheReturnIsNotItsOriginal) {
  earlier_.receipts.receipts[0].booking_date = 20011;
  EXPECT_EQ(Run().exception, ExceptionCode::kReversalNotFound);
}

TEST_F(ReverseEarlierTest, APaymentOfTheRunAndAnEarlierOneAreAmbiguous) {
  // Both came by that trace; nothing tells them apart.
  ReceiptBlock both;
  both.AddFile("today", "bai2");
  AddReceipt(&both, "Q", 158'00, 20009);
  AddReceipt(&both, "R", 158'00, 20010)->direction = Direction::kDebit;
  receipts_ = std::move(both);
  EXPECT_EQ(Run().exception, ExceptionCode::kReversalAmbiguous);
}

TEST_F(ReverseEarlierTest, WhatItReopensIsPaidInTheSameRun) {
  Receipt* const paid = AddReceipt(&receipts_, "N", 100'00, 20011);
  paid->payer_name = "C";
  receipts_.AddText("I1");
  receipts_.AddReference(ReferenceType::kInvoice, "I1");
  Run();
  EXPECT_EQ(report_.outcomes[1].applied, 100'00);
  EXPECT_EQ(Open("I1"), 0);
}

}  // namespace
}  // namespace cashmatch
