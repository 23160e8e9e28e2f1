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
  const Book book = Book::Build({}, {}, {});
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

}  // namespace
}  // namespace cashmatch
