// SPDX-License-Identifier: Apache-2.0
// replay.h - what other rules would have done with the same history.
#pragma once

#include <string>

#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

struct ReplayRequest {
  LedgerPlace place;
  std::string rules;    // a path: the other rules
  std::string version;  // of the engine
};

/// Runs the whole journal again in memory, under other rules from its first
/// day: loads, files and answers as they came, and what people decided as far
/// as it can still be so. Appends a CSV row for each receipt whose allocation
/// appears, vanishes or differs; the header alone means none. Changes nothing.
///
/// Errors: kWrongUsage for rules that cannot be read, kFailed else, both told.
/// Threads: uses the calling TBB arena.
Ending Replay(const ReplayRequest& request, const RunWatch& watch,
              std::string* csv, std::string* headline);

}  // namespace cashmatch
