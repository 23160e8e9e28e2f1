// SPDX-License-Identifier: Apache-2.0
// held_whole.cc - refuses what memory may not hold.
// Tested by tests/unit/adapters/read/detect/detect_test.cc
#include "adapters/read/held_whole.h"

#include <string>
#include <utility>

namespace cashmatch {

bool RefuseLarge(const Source& source, uint64_t bytes_max,
                 const ReadOptions& options, BankFile* file) {
  if (source.bytes.size() <= bytes_max) return false;
  Finding finding;
  finding.code = "TOO-LARGE";
  finding.severity = Severity::kRejected;
  finding.found = std::to_string(source.bytes.size()) + " bytes";
  finding.expected = "at most " + std::to_string(bytes_max >> 20) +
                     " MiB of a format that is held in memory";
  finding.done = "file rejected";
  AddFinding(std::move(finding), false, options, file);
  FinishBankFile(file);
  return true;
}

}  // namespace cashmatch
