// SPDX-License-Identifier: Apache-2.0
// targets_test.cc - every exact amount that settles an item.
#include "engine/book/targets.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

constexpr Day kDated = 20000;

Book OneItem(std::string_view terms, Minor amount,
             void (*change)(OpenItem*) = nullptr) {
  OpenItemBlock items;
  OpenItem item;
  item.item_id = item.document_number = "A";
  item.customer_id = "C";
  item.amount = amount;
  item.currency = *ParseCurrency("USD");
  item.document_date = kDated;
  item.payment_terms = terms;
  if (amount < 0) item.type = DocumentType::kCreditMemo;
  if (change != nullptr) change(&item);
  items.items.push_back(item);
  return Book::Build(std::move(items), {}, {});
}

Minor Earned(const Book& book, Minor open, Day day, int32_t grace = 0) {
  return EarnedDiscount(OffersOf(book.tables(), ItemRow{0}, open), day, grace);
}

TEST(Discount, TheLastDayCountsAndGraceIsAdded) {
  const Book book = OneItem("2/10 net 30", 100000);
  EXPECT_EQ(Earned(book, 100000, kDated + 10), 2000);
  EXPECT_EQ(Earned(book, 100000, kDated + 11), 0);
  EXPECT_EQ(Earned(book, 100000, kDated + 13, 3), 2000);
  EXPECT_EQ(Earned(book, 100000, kDated + 14, 3), 0);
}

TEST(Discount, TheHighestTierStillEarnedCounts) {
  const Book book = OneItem("1/15 2/7 net 45", 100000);
  EXPECT_EQ(Earned(book, 100000, kDated + 7), 2000);
  EXPECT_EQ(Earned(book, 100000, kDated + 8), 1000);
  EXPECT_EQ(Earned(book, 100000, kDated + 16), 0);
}

TEST(Discount, IsRoundedHalfAwayFromZero) {
  EXPECT_EQ(Earned(OneItem("2/10 net 30", 25), 25, kDated), 1);  // 0.5
  EXPECT_EQ(Earned(OneItem("2/10 net 30", 24), 24, kDated), 0);  // 0.48
}

TEST(Discount, NoneOnCreditsAndPartPaidItems) {
  EXPECT_EQ(Earned(OneItem("2/10 net 30", -100000), -100000, kDated), 0);
  const Book part_paid = OneItem("2/10 net 30", 50000, [](OpenItem* item) {
    item->original_amount = 100000;
  });
  EXPECT_EQ(Earned(part_paid, 50000, kDated), 0);
  // Paid in part by this very run.
  EXPECT_EQ(Earned(OneItem("2/10 net 30", 100000), 99999, kDated), 0);
}

TEST(Discount, WhatTheErpKnowsOutranksTheTerms) {
  const Book book = OneItem("2/10 net 30", 100000, [](OpenItem* item) {
    item->discount_amount = 3500;
    item->discount_until = kDated + 60;
  });
  EXPECT_EQ(Earned(book, 100000, kDated + 60), 3500);
  EXPECT_EQ(Earned(book, 100000, kDated + 61), 0);
}

}  // namespace
}  // namespace cashmatch
