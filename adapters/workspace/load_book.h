// SPDX-License-Identifier: Apache-2.0
// load_book.h - open items, customers and rules go into the journal.
#pragma once

#include <optional>
#include <string>

#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"
#include "engine/base/date.h"

namespace cashmatch {

struct LoadBookRequest {
  LedgerPlace place;
  Actor actor;
  std::string open_items;  // a path; empty: the items stay
  std::string customers;   // a path, or empty
  std::string rules;       // a path, or empty
  std::string posted;      // a path: ids of applications the ERP has posted
  Day as_of = kNoDay;      // the day the ERP's amounts are of
  bool delta = false;      // only the items named change
  std::string version;     // of the engine
  std::optional<Answer> answer;  // to an idempotency key, with the decisions
};

/// Keeps the files in the spool and journals what they change, whole or not at
/// all. A file that a reader refuses changes nothing, nor do amounts of an
/// earlier day than those that are loaded. Items whose sign would flip are
/// told, and stay as they are (conflicts.h). Receipts that wait are then
/// matched to what is open now, in a batch of their own. The headline says what
/// is open now. Threads: uses the calling TBB arena.
Ending LoadBookIntoLedger(const LoadBookRequest& request, const RunWatch& watch,
                          LedgerNews* news);

/// The same on a ledger that is open; the place of the request is not read.
Ending LoadBookIntoLedger(const LoadBookRequest& request, LedgerStore* store,
                          const RunWatch& watch, LedgerNews* news);

}  // namespace cashmatch
