// SPDX-License-Identifier: Apache-2.0
// history.cc - closed items as they were before their receipts came.
// Tested by tests/unit/adapters/backtest/history_test.cc
#include "adapters/backtest/history.h"

#include <map>
#include <string_view>

namespace cashmatch {
namespace {

struct Cleared {
  WideMinor sum = 0;  // in kClearingDecimals
  bool known = false;
};

Minor InMinor(WideMinor amount, Currency currency) {
  for (int i = ExponentOf(currency); i < kClearingDecimals; ++i) amount /= 10;
  return Narrow(amount);
}

void Reopen(const Cleared& cleared, OpenItem* item) {
  if (item->original_amount != kNotStated) {
    item->amount = item->original_amount;
  } else if (item->amount == 0) {
    item->amount = InMinor(cleared.sum, item->currency);
  }
  item->closed_date = kNoDay;
  if (item->status == ItemStatus::kClosed) item->status = ItemStatus::kOpen;
}

}  // namespace

Reopened ReopenHistory(const Clearings& clearings, OpenItemBlock* items) {
  std::map<std::string_view, Cleared> cleared;
  for (const Clearing& row : clearings.rows()) {
    if (row.item.empty()) continue;
    Cleared& sum = cleared[row.item];
    if (row.kind != ClearingKind::kShortPay) sum.sum += row.amount;
  }
  Reopened counts;
  for (OpenItem& item : items->items) {
    const auto found = cleared.find(item.item_id);
    const bool closed = item.status == ItemStatus::kClosed;
    if (found == cleared.end()) {
      counts.closed_else += closed ? 1 : 0;
      continue;
    }
    found->second.known = true;
    counts.items += closed ? 1 : 0;
    Reopen(found->second, &item);
  }
  for (const auto& [item, sum] : cleared) {
    counts.unknown_items += sum.known ? 0 : 1;
  }
  return counts;
}

}  // namespace cashmatch
