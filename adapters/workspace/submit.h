// SPDX-License-Identifier: Apache-2.0
// submit.h - bank files against the receivables that the journal holds.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/workspace/kept_file.h"
#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"
#include "adapters/write/results.h"

namespace cashmatch {

struct SubmitRequest {
  LedgerPlace place;
  Actor actor;
  std::vector<std::string> inputs;    // files, folders, "-"
  std::vector<std::string> mappings;  // of CSV files
  std::vector<std::string> advice;    // apart from money: files, folders
  std::string input_format;           // empty: by content
  Strictness strictness = Strictness::kNormal;
  std::string out;  // a folder for the tables of this run; empty: none
  TableOptions tables;
  bool overwrite = false;
  std::string version;         // of the engine
  std::vector<KeptFile> kept;  // after the inputs
  /// Makes what is answered to a request that may be sent again; it becomes
  /// true with the decisions. The tables are then in their place before the
  /// commit, and mean nothing without the answer.
  std::function<Answer(std::string_view headline, bool held)> answer;
};

/// Keeps the files, matches what is new in them, and what waited from earlier
/// runs, to the items that are open, and commits every decision together.
///
/// Advice joins the money that it speaks of, whichever comes first: what finds
/// no receipt waits in the spool, and is looked at again in each run.
///
/// A file that was received before is told and left out; so is money that was
/// counted before, in whatever file or format. With a rejected file nothing is
/// decided. The tables show this run alone and are written before the commit,
/// but come to their place after it: they are not there unless it succeeded. A
/// process that ended in between sends the same files again: nothing is new,
/// and the tables of the run that received them are made anew.
/// Threads: uses the calling TBB arena.
Ending Submit(const SubmitRequest& request, const RunWatch& watch,
              LedgerNews* news);

/// The same on a ledger that is open; the place of the request is not read.
Ending Submit(const SubmitRequest& request, LedgerStore* store,
              const RunWatch& watch, LedgerNews* news);

}  // namespace cashmatch
