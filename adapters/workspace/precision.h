// SPDX-License-Identifier: Apache-2.0
// precision.h - how often what was applied unseen was right, as people say.
#pragma once

#include <string>

#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

/// Appends, as CSV, what people said of the receipts that were drawn
/// (`[match] qa_sample`): a row for each share that was drawn with, under the
/// rule `all`, then one for each rule. `precision` is right of right and wrong,
/// `low` and `high` are its 95 % interval (Wilson 1927). What waits, and what
/// changed before anybody looked, is counted and enters neither.
/// Errors: kFailed, told to `watch`.
Ending WritePrecision(const LedgerPlace& place, const RunWatch& watch,
                      std::string* csv);

}  // namespace cashmatch
