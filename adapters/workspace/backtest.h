// SPDX-License-Identifier: Apache-2.0
// backtest.h - the use case that runs a user's own history and judges it.
#pragma once

#include <string>
#include <vector>

#include "adapters/workspace/run_watch.h"

namespace cashmatch {

struct BacktestRequest {
  std::string open_items;              // a path: all items of the history
  std::string customers;               // a path, or empty
  std::string rules;                   // a path, or empty
  std::vector<std::string> receipts;   // files, folders, "-"
  std::vector<std::string> clearings;  // paths: who paid what, see Clearings
  std::string out;                     // the folder to make, or empty
  bool day_reveal = false;  // people settle each evening what is left
  bool overwrite = false;   // an existing `out` is replaced
  bool json = false;        // `figures` as JSON instead of a page
};

/// Opens again what history closed, matches its receipts day by day with
/// nothing but the engine's own postings, and compares with history. With
/// `day_reveal`, what is left to a person is settled as history did before the
/// next booking date.
///
/// `*figures` gets the figures; with `out`, receipts.csv, disagreements.csv and
/// backtest.json are written, whole or not at all.
/// Errors: go to `watch`; the ending says of which kind.
/// Threads: uses the calling TBB arena.
Ending Backtest(const BacktestRequest& request, const RunWatch& watch,
                std::string* figures);

}  // namespace cashmatch
