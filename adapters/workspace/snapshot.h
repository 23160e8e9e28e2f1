// SPDX-License-Identifier: Apache-2.0
// snapshot.h - the use case behind `cashmatch snapshot`: a book for many runs.
#pragma once

#include <string>
#include <vector>

#include "adapters/workspace/run_watch.h"

namespace cashmatch {

struct SnapshotRequest {
  std::string open_items;
  std::string customers;              // a path, or empty
  std::string rules;                  // a path, or empty: its terms count
  std::vector<std::string> mappings;  // for CSV of open items
  std::string out;                    // a file
  bool overwrite = false;
};

/// Reads open items and customers, builds their book and writes it to a file
/// that appears whole or not at all. The headline says what is in it.
Ending MakeSnapshot(const SnapshotRequest& request, const RunWatch& watch,
                    std::string* headline);

}  // namespace cashmatch
