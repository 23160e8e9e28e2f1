// SPDX-License-Identifier: Apache-2.0
// history_test.cc - what history closed is open again, with its old amount.
#include "adapters/backtest/history.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/backtest/history_run.h"

namespace cashmatch {
namespace {

OpenItem Item(std::string_view id, Minor amount, ItemStatus status) {
  OpenItem item;
  item.item_id = id;
  item.currency = kUsd;
  item.amount = amount;
  item.status = status;
  return item;
}

TEST(History, AClosedItemGetsItsOriginalAmountElseItsClearings) {
  OpenItemBlock items;
  items.items = {Item("A", 0, ItemStatus::kClosed),
                 Item("B", 0, ItemStatus::kClosed),
                 Item("C", 700, ItemStatus::kOpen)};
  items.items[0].original_amount = 10'000;
  items.items[1].closed_date = 20'000;
  Clearings clearings;
  clearings.Add(Row("R1", "A", 9'000));
  clearings.Add(Row("R1", "B", 4'900));
  clearings.Add(Row("R1", "B", 100, ClearingKind::kDiscount));
  clearings.Add(Row("R1", "B", 50, ClearingKind::kShortPay));
  clearings.Add(Row("R2", "C", 300));
  clearings.Finish();
  const Reopened counts = ReopenHistory(clearings, &items);
  EXPECT_EQ(items.items[0].amount, 10'000);
  EXPECT_EQ(items.items[1].amount, 5'000);
  EXPECT_EQ(items.items[1].closed_date, kNoDay);
  EXPECT_EQ(items.items[2].amount, 700);
  for (const OpenItem& item : items.items) {
    EXPECT_EQ(item.status, ItemStatus::kOpen);
  }
  EXPECT_EQ(counts.items, 2u);
}

TEST(History, OtherClosedItemsStayClosedAndAreCounted) {
  OpenItemBlock items;
  items.items = {Item("A", 0, ItemStatus::kClosed),
                 Item("B", 5, ItemStatus::kDisputed)};
  Clearings clearings;
  clearings.Add(Row("R1", "B", 5));
  clearings.Add(Row("R1", "Z", 5));
  clearings.Finish();
  const Reopened counts = ReopenHistory(clearings, &items);
  EXPECT_EQ(items.items[0].status, ItemStatus::kClosed);
  EXPECT_EQ(items.items[1].status, ItemStatus::kDisputed);
  EXPECT_EQ(counts.closed_else, 1u);
  EXPECT_EQ(counts.unknown_items, 1u);
  EXPECT_EQ(counts.items, 0u);
}

}  // namespace
}  // namespace cashmatch
