// SPDX-License-Identifier: Apache-2.0
// row_findings.h - the findings of one part of a table, cheap to count.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/read/finding.h"

namespace cashmatch {

/// Where a row begins.
struct RowPlace {
  uint32_t line = 0;
  uint64_t offset = 0;
};

/// Findings of one part. Beyond Findings::kMost of a code they are only
/// counted, so that a file of nothing but faults costs no memory.
class RowFindings {
 public:
  /// Notes one finding. Returns it to be worded, or null if it only counts; the
  /// pointer is good until the next call.
  /// Requires: `code` lives as long as the program.
  Finding* Add(std::string_view code, Severity severity, RowPlace place,
               std::string_view column = {});

  bool empty() const { return counters_.empty(); }
  /// Moves everything into `findings`, by line.
  void MoveTo(Findings* findings);

 private:
  struct Counter {
    std::string_view code;
    Severity severity;  // one code may warn and reject
    uint64_t unworded = 0, worded = 0;
  };
  Counter* CounterOf(std::string_view code, Severity severity);

  std::vector<Counter> counters_;
  std::vector<Finding> list_;
};

}  // namespace cashmatch
