// SPDX-License-Identifier: Apache-2.0
// kept_receipt.h - a receipt as it came, and what was decided on it last.
#pragma once

#include <string>

#include "adapters/ledger/desk.h"
#include "adapters/workspace/ledger_store.h"

namespace cashmatch {

/// A receipt out of the journal.
struct KeptReceipt {
  DeskReceipt desk;
  Day value_date = kNoDay;
  std::string payer_name;
  std::string account;  // ours, in full
};

/// Reads the first and the last turn of a receipt that the ledger knows.
/// Errors: false, told to `watch`.
bool ReadKeptReceipt(LedgerStore* store, const LedgerReceipt& state,
                     const RunWatch& watch, KeptReceipt* kept);

/// Lets the desk take a word on a receipt, with what it must know of it.
/// Returns "" or why it cannot be.
std::string TakeWord(const DeskWord& word, LedgerStore* store,
                     const RunWatch& watch, Desk* desk, Batch* batch);

}  // namespace cashmatch
