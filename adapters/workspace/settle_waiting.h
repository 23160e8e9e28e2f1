// SPDX-License-Identifier: Apache-2.0
// settle_waiting.h - receipts that wait, against what changed in the book.
#pragma once

#include <cstddef>
#include <string>

#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

/// Matches the receipts that wait to the items that are open now, without new
/// files, and commits what changes. `*changed` counts the receipts.
/// Errors: false, told to `watch`; a later run does the same again.
/// Threads: uses the calling TBB arena.
bool SettleWaiting(const Actor& actor, const std::string& version,
                   const RunWatch& watch, LedgerStore* store, size_t* changed);

}  // namespace cashmatch
