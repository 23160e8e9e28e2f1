// SPDX-License-Identifier: Apache-2.0
// engine_test.cc - the whole pipeline on small books, at several thread counts.
#include "engine/engine.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

OpenItemBlock OneInvoice() {
  OpenItemBlock items;
  OpenItem item;
  item.item_id = item.document_number = "INV-1001";
  item.customer_id = "C";
  item.amount = 1000;
  item.currency = *ParseCurrency("USD");
  item.document_date = 20000;
  items.items.push_back(item);
  return items;
}

ReceiptBlock TwoDays() {
  ReceiptBlock block;
  block.AddFile("f", "bai2");
  for (const Day day : {20010, 20011}) {
    Receipt* const receipt = block.Add();
    receipt->id = day == 20010 ? "R1" : "R2";
    receipt->amount = 1000;
    receipt->currency = *ParseCurrency("USD");
    receipt->booking_date = receipt->value_date = day;
    block.AddText("INV-1001");
  }
  return block;
}

TEST(Apply, AnEmptyRunIsProved) {
  const Book book = Book::Build(PackedItems(), {}, {});
  const Report report = Apply(book, {}, {});
  EXPECT_TRUE(report.broken.empty());
  EXPECT_TRUE(report.outcomes.empty());
}

TEST(Apply, HoldsReceiptsBookedAfterTheDayOfTheRun) {
  const Book book = Book::Build(OneInvoice(), {}, {});
  const ReceiptBlock receipts = TwoDays();
  RunOptions options;
  options.as_of = 20010;
  const Policy policy;
  const Report report = Apply(book, receipts, policy, options);
  EXPECT_EQ(report.outcomes[0].status, ReceiptStatus::kApplied);
  EXPECT_EQ(report.outcomes[1].status, ReceiptStatus::kHeld);
  EXPECT_EQ(report.outcomes[1].exception, ExceptionCode::kAfterAsOf);
  EXPECT_TRUE(report.broken.empty());
}

TEST(Apply, StopsBetweenBookingDatesWhenAsked) {
  const Book book = Book::Build(OneInvoice(), {}, {});
  const ReceiptBlock receipts = TwoDays();
  RunOptions options;
  options.interrupted = [] { return true; };
  const Policy policy;
  const Report report = Apply(book, receipts, policy, options);
  EXPECT_TRUE(report.applications.empty());
}

TEST(Apply, WhatPeopleDecidedIsPaidFromTheNextDayOn) {
  const Book book = Book::Build(OneInvoice(), {}, {});
  ReceiptBlock receipts = TwoDays();
  receipts.receipts[0].amount = 900;  // short, and for a person
  const Policy policy;
  const Report alone = Apply(book, receipts, policy);
  EXPECT_EQ(alone.outcomes[0].status, ReceiptStatus::kSuggested);
  EXPECT_EQ(alone.outcomes[1].status, ReceiptStatus::kApplied);

  const std::vector<std::vector<ItemRow>> decided = {{ItemRow{0}}, {}};
  RunOptions options;
  options.decided = decided;
  const Report helped = Apply(book, receipts, policy, options);
  EXPECT_EQ(helped.outcomes[0].status, ReceiptStatus::kSuggested);
  EXPECT_EQ(helped.outcomes[1].exception, ExceptionCode::kPaidTwice);
  EXPECT_EQ(helped.residuals[0], 1000);
  EXPECT_TRUE(helped.broken.empty());
}

TEST(Apply, WhatPeopleDecidedOfAnAppliedReceiptChangesNothing) {
  const Book book = Book::Build(OneInvoice(), {}, {});
  const ReceiptBlock receipts = TwoDays();
  const std::vector<std::vector<ItemRow>> decided = {{ItemRow{0}}, {}};
  RunOptions options;
  options.decided = decided;
  const Policy policy;
  const Report report = Apply(book, receipts, policy, options);
  EXPECT_EQ(report.outcomes[0].status, ReceiptStatus::kApplied);
  EXPECT_EQ(report.residuals[0], 0);
  EXPECT_TRUE(report.broken.empty());
}

}  // namespace
}  // namespace cashmatch
