// SPDX-License-Identifier: Apache-2.0
// bank_inputs.h - from INPUT arguments to bank files that were read and proved.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/bytes/input_list.h"
#include "adapters/read/bank_file.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

/// One input: what it is and what its reader made of it.
struct BankInput {
  std::string name;    // the path below the INPUT that was named
  std::string sha256;  // of the bytes as they are stored
  BankFile file;

  bool rejected() const { return file.summary.status == FileStatus::kRejected; }
};

/// All inputs, in the order of the command line and, inside a folder, by name.
struct BankInputs {
  std::vector<BankInput> files;
  bool listed = false;  // false: an INPUT is not there; told to the watch

  bool any_rejected() const;
  bool any_held() const;
  bool any_ndjson() const;
};

/// True for what may be given as `format` below: "bai2", "camt.053", ...
bool IsInputFormat(std::string_view format);

/// Reads all inputs, in parallel, and tells their findings in order. What is
/// in a folder and cannot be recognised is passed over with a warning; what was
/// named itself is rejected. `format` overrides the detection unless empty.
///
/// Threads: uses the calling TBB arena; standard input and pipes are read on
/// the calling thread, so that a signal can end the wait.
BankInputs ReadBankInputs(const std::vector<std::string>& inputs,
                          const std::string& format, const ReadOptions& options,
                          const RunWatch& watch);

/// The same for files that were listed before, all of them named.
BankInputs ReadBankFiles(std::vector<InputFile> files,
                         const std::string& format, const ReadOptions& options,
                         const RunWatch& watch);

}  // namespace cashmatch
