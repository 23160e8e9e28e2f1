// SPDX-License-Identifier: Apache-2.0
// verify.h - replays the journal and proves it.
#pragma once

#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

/// Walks every tenant's journal from its first row: each link, each invariant
/// on each prefix, and the totals of the items at the end.
/// The acks are one a tenant.
/// Errors: kFailed, with the first row that does not hold told to `watch`.
Ending Verify(const LedgerPlace& place, const RunWatch& watch,
              LedgerNews* news);

}  // namespace cashmatch
