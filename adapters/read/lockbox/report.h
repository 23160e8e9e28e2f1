// SPDX-License-Identifier: Apache-2.0
// report.h - findings at a record.
#pragma once

#include <string>
#include <utility>

#include "adapters/read/bank_file.h"
#include "adapters/read/lockbox/records.h"

namespace cashmatch::lockbox {

/// Adds findings to a file; the options and the file outlive it.
class Reporter {
 public:
  Reporter(const ReadOptions& options, BankFile* file)
      : options_(options), file_(file) {}

  /// Returns the severity that holds (AddFinding).
  Severity operator()(const Record& record, std::string path, std::string code,
                      Severity severity, std::string found,
                      std::string expected, std::string done,
                      bool forgivable = false) const {
    Finding finding;
    finding.place = {record.line, record.offset, std::move(path)};
    finding.code = std::move(code);
    finding.severity = severity;
    finding.found = std::move(found);
    finding.expected = std::move(expected);
    finding.done = std::move(done);
    return AddFinding(std::move(finding), forgivable, options_, file_);
  }

 private:
  const ReadOptions& options_;
  BankFile* file_;
};

}  // namespace cashmatch::lockbox
