// SPDX-License-Identifier: Apache-2.0
// history_run.h - a hand-made run with the history it is judged by.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/backtest/figures.h"
#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {

/// A row of history; the amount in cents.
inline Clearing Row(std::string_view receipt, std::string_view item,
                    Minor cents, ClearingKind kind = ClearingKind::kPayment) {
  return {std::string(receipt), std::string(item), WideMinor{cents} * 100,
          kind};
}

/// ACME owes INV-1001 (10,000.00) and INV-1002 (5,000.00) and has a credit
/// CM-88; a test adds items, receipts, what the run did and what history says.
struct HistoryRun {
  HistoryRun() {
    Customer acme;
    acme.customer_id = "ACME";
    acme.name = "Acme Works";
    acme.bank_accounts = "061000104/00778812";
    run.customers.customers.push_back(acme);
  }

  void Build() {
    payers.emplace(run.customers);
    run.Build();
  }

  Backtrack track() {
    clearings.Finish();
    return {*run.book, run.receipts, run.report, clearings, *payers};
  }

  HandMadeRun run;
  Clearings clearings;
  std::optional<KnownPayers> payers;
};

}  // namespace cashmatch
