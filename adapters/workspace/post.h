// SPDX-License-Identifier: Apache-2.0
// post.h - what the ERP is to post goes out, and its answers come back.
#pragma once

#include <string>

#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

struct PostRequest {
  LedgerPlace place;
  Actor actor;
  bool again = false;  // what was handed out and not answered, once more
};

/// Appends postings as CSV: the cash of each receipt once, and each row of an
/// application. Each has an id that stays the same for ever; what was handed
/// out is journaled before it is given, and does not come again, unless
/// `again`. A row that takes another back waits until the ERP has that one.
/// Rows stand in the order of their receipts and ids; a row that takes
/// another back names it.
/// Errors: kFailed, told to `watch`; `*csv` is then not to be used.
Ending Post(const PostRequest& request, const RunWatch& watch, std::string* csv,
            LedgerNews* news);

/// The same on a ledger that is open; the place of the request is not read.
Ending Post(const PostRequest& request, LedgerStore* store,
            const RunWatch& watch, std::string* csv, LedgerNews* news);

struct PostedRequest {
  LedgerPlace place;
  Actor actor;
  std::string answers;  // a path: posting_id, answer, reason
  std::string version;  // of the engine
};

/// Journals what the ERP said: `ok` or `rejected` with a reason, for each
/// posting. What it took stands in its amounts from now on; a receipt of which
/// it refused a posting goes back to a person, with all its rows taken back.
/// An answer that came before changes nothing. Whole, or with every faulty row
/// told not at all.
Ending TakeAnswers(const PostedRequest& request, const RunWatch& watch,
                   LedgerNews* news);

/// The same on a ledger that is open; the place of the request is not read.
Ending TakeAnswers(const PostedRequest& request, LedgerStore* store,
                   const RunWatch& watch, LedgerNews* news);

}  // namespace cashmatch
