// SPDX-License-Identifier: Apache-2.0
// decision_order.cc - moves what was settled late behind its day.
// Tested by tests/unit/adapters/ledger/decision_order_test.cc
#include "adapters/ledger/decision_order.h"

#include <algorithm>
#include <utility>

namespace cashmatch {
namespace {

/// Settled behind the receipts of a day: reversals, and receipts that others
/// completed, perhaps on a later day than their own.
bool IsLate(const ReceiptOutcome& outcome) {
  return outcome.status == ReceiptStatus::kReversal ||
         outcome.together_count != 0;
}

/// Those receipts as they were settled, each with the last day that was begun
/// by then. A report has its rows in the order in which they were decided.
std::vector<std::pair<Day, ReceiptRow>> LateOnes(const ReceiptBlock& receipts,
                                                 const Report& report) {
  std::vector<std::pair<Day, ReceiptRow>> late;
  std::vector<ReceiptRow> with_rows;
  for (const ReceiptRow row : report.order) {
    const ReceiptOutcome& outcome = report.outcomes[Index(row)];
    if (outcome.applications_count != 0) {
      with_rows.push_back(row);
    } else if (IsLate(outcome)) {
      late.emplace_back(receipts.receipts[Index(row)].booking_date, row);
    }
  }
  std::ranges::sort(with_rows, {}, [&](ReceiptRow row) {
    return report.outcomes[Index(row)].applications_first;
  });
  Day day = kNoDay;
  for (const ReceiptRow row : with_rows) {
    day = std::max(day, receipts.receipts[Index(row)].booking_date);
    if (IsLate(report.outcomes[Index(row)])) late.emplace_back(day, row);
  }
  std::ranges::stable_sort(late, {}, &std::pair<Day, ReceiptRow>::first);
  return late;
}

}  // namespace

std::vector<ReceiptRow> DecisionOrder(const ReceiptBlock& receipts,
                                      const Report& report) {
  if (std::ranges::none_of(report.outcomes, IsLate)) return report.order;
  const auto late = LateOnes(receipts, report);
  auto next = late.begin();
  std::vector<ReceiptRow> order;
  order.reserve(report.order.size());
  for (const ReceiptRow row : report.order) {
    const Day day = receipts.receipts[Index(row)].booking_date;
    for (; next != late.end() && next->first < day; ++next) {
      order.push_back(next->second);
    }
    if (!IsLate(report.outcomes[Index(row)])) order.push_back(row);
  }
  for (; next != late.end(); ++next) order.push_back(next->second);
  return order;
}

}  // namespace cashmatch
