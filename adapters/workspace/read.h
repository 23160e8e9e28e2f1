// SPDX-License-Identifier: Apache-2.0
// read.h - the use case behind `cashmatch read`: bank files to receipts.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

struct ReadRequest {
  std::vector<std::string> inputs;    // files, folders, "-"
  std::string input_format;           // empty: by content
  std::vector<std::string> mappings;  // paths; for CSV
  std::string rules;                  // a path, or empty: for [accounts]
  Strictness strictness = Strictness::kNormal;
  bool summary = false;  // one JSON object a file instead of the receipts
};

/// Takes a piece of the output; returns false to end the writing.
using Sink = std::function<bool(std::string_view text)>;

/// Parses and proves bank files. Receipts are put out as canonical NDJSON only
/// when no input was rejected, and none was held under Strictness::kStrict;
/// summaries always.
Ending Read(const ReadRequest& request, const RunWatch& watch,
            const Sink& sink);

}  // namespace cashmatch
