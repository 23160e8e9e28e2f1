// SPDX-License-Identifier: Apache-2.0
// match.h - the main use case: receipts in files against open items in a file.
#pragma once

#include <string>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/workspace/run_watch.h"
#include "adapters/write/results.h"
#include "engine/base/date.h"

namespace cashmatch {

struct MatchRequest {
  std::string open_items;             // a path
  std::string customers;              // a path, or empty
  std::string rules;                  // a path, or empty
  std::vector<std::string> inputs;    // files, folders, "-"; may be none
  std::string input_format;           // empty: by content
  std::vector<std::string> advice;    // files or folders; advice without money
  std::vector<std::string> mappings;  // paths; for CSV
  std::string out;                    // the folder to make
  Day as_of = kNoDay;
  TableOptions tables;
  Strictness strictness = Strictness::kNormal;
  bool overwrite = false;      // an existing `out` is replaced
  bool skip_rejected = false;  // a rejected input is left out of the run
  int threads = 1;             // for timing.json
  std::string version;         // for summary.json
};

/// Matches every receipt of the inputs to the open items and writes the results
/// to a folder, whole or not at all.
///
/// `*headline` gets the run in a few lines for people.
/// Errors: go to `watch`; the ending says of which kind.
/// Threads: uses the calling TBB arena.
Ending Match(const MatchRequest& request, const RunWatch& watch,
             std::string* headline);

}  // namespace cashmatch
