// SPDX-License-Identifier: Apache-2.0
// decide.h - from what a run decided to decisions for the journal.
#pragma once

#include <string>
#include <vector>

#include "adapters/ledger/ledger.h"
#include "adapters/store/journal.h"
#include "adapters/write/results.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {

/// What the decisions of a run are stamped with.
struct RunStamp {
  std::string rules_sha256;
  std::string engine;  // its version
};

/// Returns what the ledger knows of the receipts of a run. Of equal receipts in
/// one file the first ones are those. Only the first `arrived` receipts are
/// new; those behind them waited. Source: CONTRACT section 4 (identity), across
/// runs.
std::vector<Known> KnownOf(const Ledger& ledger, const ReceiptBlock& receipts,
                           size_t arrived);

/// Turns the outcomes of a run into decisions, in the report's order, and into
/// what may be true once: an occurrence of money, a turn of a receipt.
/// A duplicate is no decision on a receipt; the caller counts it with its file.
/// A receipt that waited and still stands as it stood has no decision either.
void Decide(const Ledger& ledger, const Results& results, const RunStamp& stamp,
            Batch* batch);

}  // namespace cashmatch
