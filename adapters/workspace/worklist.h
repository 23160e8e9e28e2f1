// SPDX-License-Identifier: Apache-2.0
// worklist.h - what a person must decide goes out, and comes back decided.
#pragma once

#include <string>

#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"
#include "adapters/write/row.h"

namespace cashmatch {

/// Appends the worklist as CSV: a row for each receipt whose money waits for a
/// person, and for each alternative of it. `decision`, `argument` and `note`
/// are empty; a person fills them in one row of a receipt.
/// Errors: kFailed, told to `watch`.
Ending WriteWorklist(const LedgerPlace& place, const RunWatch& watch,
                     std::string* csv);

/// The same of a ledger that is open, as CSV or NDJSON.
Ending WriteWorklist(LedgerStore* store, TableFormat format,
                     const RunWatch& watch, std::string* out);

struct DecideRequest {
  LedgerPlace place;
  Actor actor;
  std::string decisions;  // a worklist that came back
  std::string version;    // of the engine
};

/// Journals what people decided: all rows of the file, or, with every faulty
/// row told, none. Rows without a decision are left out.
Ending DecideByFile(const DecideRequest& request, const RunWatch& watch,
                    LedgerNews* news);

}  // namespace cashmatch
