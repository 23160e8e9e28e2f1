// SPDX-License-Identifier: Apache-2.0
// check_runs.h - checks of a large file, read ahead in parts.
//
// A part begins with a check. What stands over its first checks is guessed from
// the records 5 and 1 before them, so that no part waits for another; who joins
// the parts knows, and reads again what was guessed wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>

#include "adapters/read/bank_file.h"
#include "adapters/read/lockbox/checks.h"

namespace cashmatch::lockbox {

/// What records 1 and 5 said last, as far as they can be read.
struct Heading {
  Day file_day = kNoDay, deposit_day = kNoDay;
  std::string_view lockbox;

  void Look(const Record& record, const Layout& layout);
  CheckContext context() const {
    return {lockbox, deposit_day != kNoDay ? deposit_day : file_day, {}};
  }
};

struct CheckPart {
  uint64_t begin = 0, end = 0;  // offsets
  uint32_t line = 0;            // before `begin`
  Heading heading;
};

/// Cuts a file before records 6.
class PartCutter {
 public:
  /// `reader`: at the beginning of the file.
  PartCutter(const RecordReader& reader, const Layout& layout,
             size_t part_bytes);

  std::optional<CheckPart> Next();

 private:
  uint64_t CheckFrom(uint64_t offset) const;
  uint64_t RecordBefore(uint64_t offset) const;
  void LookAt(const CheckPart& part);

  RecordReader reader_;
  const Layout& layout_;
  size_t part_bytes_;
  CheckPart next_;
};

/// Checks that follow each other, with nothing to report, in a context that was
/// guessed.
struct CheckRun {
  CheckContext context;
  uint64_t begin = 0, end = 0;  // of the first record 6, behind the last record
  uint32_t line = 0;            // of the last record
  CheckRow row;
  LastFlags last_flags;
  BankFile file;
  std::unique_ptr<CheckSink> sink;
};

/// What was read of a part.
struct CheckRuns {
  uint64_t end = 0;  // of the part
  std::deque<CheckRun> runs;
};

/// Reads the checks of a part; those with anything to report are left out.
/// Threads: any number.
CheckRuns ReadCheckRuns(const CheckPart& part, RecordReader reader,
                        const Layout& layout, const ReadOptions& options,
                        const CheckSink& sink);

}  // namespace cashmatch::lockbox
