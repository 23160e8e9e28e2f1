// SPDX-License-Identifier: Apache-2.0
// desk_case.h - one receipt on the desk. For desk*.cc alone.
#pragma once

#include <string>
#include <vector>

#include "adapters/ledger/desk.h"

namespace cashmatch {

/// One receipt on the desk, and what becomes of it.
struct Desk::Case {
  const std::string& id;
  const LedgerReceipt& state;
  const DeskReceipt& receipt;
  ReceiptDecision now;
  std::string company;            // of the items it pays
  std::vector<std::string> made;  // ids of now.made

  /// What is on no item after the rows so far.
  WideMinor left() const {
    WideMinor left = WideMinor{state.amount} - state.applied;
    for (const DecidedRow& row : now.rows) {
      if (row.kind == ApplicationKind::kPayment) left -= row.amount;
    }
    return left;
  }
};

}  // namespace cashmatch
