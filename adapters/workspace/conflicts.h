// SPDX-License-Identifier: Apache-2.0
// conflicts.h - items on which the ERP and the journal contradict each other.
#pragma once

#include <string>

#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

/// Appends, as CSV in the order of their ids, the items that a load would have
/// turned the sign of: what the ERP said, what was applied and is not posted,
/// what is open of it here. A later load that agrees takes an item off.
/// Errors: kFailed, told to `watch`.
Ending WriteConflicts(const LedgerPlace& place, const RunWatch& watch,
                      std::string* csv);

}  // namespace cashmatch
