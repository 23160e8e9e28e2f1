// SPDX-License-Identifier: Apache-2.0
// rows_ahead.h - asks for what rows of receipts are made of, some rows ahead.
#pragma once

#include <cstddef>

#include "adapters/write/results.h"

namespace cashmatch {

/// What a receipt, its outcome and the items it pays say lies all over memory:
/// asked for this far ahead, it is there when a row is written.
/// Threads: any.  Cost: some ns a row.
class RowsAhead {
 public:
  explicit RowsAhead(const Results& results) : results_(results) {}

  /// Call it for each place of Report::order, of those before `end`.
  void Ask(size_t place, size_t end) const {
    constexpr size_t kReceipts = 48, kApplications = 32, kItems = 24,
                     kTexts = 12, kCustomers = 6;
    if (place + kReceipts < end) AskForReceipt(place + kReceipts);
    if (place + kApplications < end) {
      __builtin_prefetch(Applications(place + kApplications).data());
    }
    if (place + kItems < end) {
      ForFirstItem(place + kItems,
                   [&](ItemRow item) { results_.book.Prefetch(item); });
    }
    if (place + kTexts < end) {
      __builtin_prefetch(ReceiptAt(place + kTexts).bank_reference.data());
      ForFirstItem(place + kTexts, [&](ItemRow item) {
        results_.book.PrefetchTexts(item);
        results_.book.PrefetchCustomer(item);
      });
    }
    if (place + kCustomers >= end) return;
    ForFirstItem(place + kCustomers,
                 [&](ItemRow item) { results_.book.PrefetchCustomerId(item); });
  }

 private:
  const Receipt& ReceiptAt(size_t place) const {
    return results_.ReceiptAt(results_.report.order[place]);
  }
  std::span<const Application> Applications(size_t place) const {
    return results_.report.Applications(
        results_.OutcomeAt(results_.report.order[place]));
  }

  void AskForReceipt(size_t place) const {
    constexpr size_t kLine = 64;
    const auto ask = [](const auto& row) {
      const auto* const from = reinterpret_cast<const char*>(&row);
      for (size_t at = 0; at < sizeof row; at += kLine) {
        __builtin_prefetch(from + at);
      }
    };
    ask(results_.OutcomeAt(results_.report.order[place]));
    ask(ReceiptAt(place));
  }

  template <class Visitor>
  void ForFirstItem(size_t place, const Visitor& visit) const {
    const auto rows = Applications(place);
    if (!rows.empty()) visit(rows.front().item);
  }

  const Results& results_;
};

}  // namespace cashmatch
