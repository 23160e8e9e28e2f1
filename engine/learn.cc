// SPDX-License-Identifier: Apache-2.0
// learn.cc - counting what was applied with certainty.
// Tested by tests/unit/engine/engine_test.cc and the scenarios.
#include "engine/learn.h"

#include <algorithm>

namespace cashmatch {
namespace {

constexpr size_t kLearnMost = 4096;  // items of a customer that are counted

}  // namespace

void LearnFrom(const RunView& run, const Report& report,
               const std::vector<ReceiptRow>& money, Day day, Habits* habits) {
  std::vector<SeenItem> seen;
  for (const ReceiptRow row : money) {
    const ReceiptOutcome& outcome = report.outcomes[Index(row)];
    if (outcome.customer == kNoCustomer) continue;
    habits->Note(outcome.customer, day,
                 run.receipts.receipts[Index(row)].amount,
                 run.book.customer_count());
    if (outcome.status != ReceiptStatus::kApplied) continue;
    bool any = false;
    const auto applications = report.Applications(outcome);
    const CustomerRow customer = outcome.customer;
    const auto items = run.book.tables().ItemsOf(customer);
    if (items.size() > kLearnMost) continue;
    seen.clear();
    for (const ItemRow item : items) {
      const ItemHot& hot = run.book.tables().hot[Index(item)];
      const bool paid =
          std::any_of(applications.begin(), applications.end(),
                      [&](const Application& a) { return a.item == item; });
      if (!paid && (run.state.Open(item) <= 0 || hot.document_date > day)) {
        continue;
      }
      any = any || paid;
      seen.push_back({hot.due_date, paid});
    }
    if (any) habits->Observe(customer, day, seen, run.book.customer_count());
  }
}

}  // namespace cashmatch
