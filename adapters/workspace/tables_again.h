// SPDX-License-Identifier: Apache-2.0
// tables_again.h - the tables of a run that is in the journal, made anew.
#pragma once

#include <cstdint>

#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"
#include "adapters/workspace/submit.h"

namespace cashmatch {

/// Writes to `request.out` what the run whose batch ends in row `last` decided:
/// folds the journal before it, matches its files once more, and compares each
/// decision with its row, so that the tables say what the journal says.
/// Errors: false, told to `watch`; so is an engine that decides otherwise now.
/// Threads: uses the calling TBB arena.  Cost: a scan of the journal and a run.
bool WriteTablesAgain(const SubmitRequest& request, uint64_t last,
                      LedgerStore* store, const RunWatch& watch);

}  // namespace cashmatch
