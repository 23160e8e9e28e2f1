// SPDX-License-Identifier: Apache-2.0
// summary.h - summary.json and timing.json: a run in numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/write/results.h"

namespace cashmatch {

/// One input as the run met it.
struct InputFacts {
  std::string file;
  std::string sha256;
  std::string status;                     // "accepted", "held", "rejected"
  size_t files_begin = 0, files_end = 0;  // its files in ReceiptBlock::files
};

/// What the report does not know about its run.
struct RunFacts {
  std::string version;
  std::string rules_sha256;  // empty: no rules file
  std::vector<InputFacts> inputs;
  bool brief = false;  // what was learned is left out
};

/// Returns summary.json: counts and money by status, rule and file, control
/// totals in against out, and what happened to the open items. Inputs come out
/// sorted by name, so that their order on the command line does not show.
std::string SummaryJson(const Results& results, const RunFacts& facts);

/// One stage of a run: how long, how many lines, and the memory at its end.
struct StageTime {
  std::string stage;
  double seconds = 0;      // on the clock
  double cpu_seconds = 0;  // of all threads, in the program and the system
  uint64_t lines = 0;
  uint64_t memory_bytes = 0;  // resident, the most so far
};

/// What the book takes, and how much of the process lies on huge pages: 0 where
/// the system gives none, and large books are then slower.
struct MemoryUse {
  BookMemory book;
  uint64_t items = 0;
  uint64_t huge_page_bytes = 0;
};

/// Returns timing.json; the only result that differs from run to run.
std::string TimingJson(const std::vector<StageTime>& stages, int threads,
                       const MemoryUse& memory);

}  // namespace cashmatch
