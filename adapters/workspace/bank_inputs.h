// SPDX-License-Identifier: Apache-2.0
// bank_inputs.h - from INPUT arguments to bank files that were read and proved.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/bytes/input_list.h"
#include "adapters/read/bank_file.h"
#include "adapters/read/mapped_csv/mapping.h"
#include "adapters/workspace/inputs.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

using BankInput = ReadInput;

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

/// What overrides or helps the detection of formats.
struct InputRules {
  std::string format;                         // empty: by content
  std::span<const CsvMapping> mappings = {};  // of statements and payouts
  /// Says who takes the receipts of the next file (BankFile::drain), or empty.
  /// Threads: is called from several.
  std::function<ReceiptDrain*()> drain = {};
  bool hashed = true;  // ReadInput::sha256 is wanted
};

/// Reads all inputs, in parallel, and tells their findings in order. What is
/// in a folder or an archive and cannot be recognised is passed over with a
/// warning; what was named itself is rejected. A file that no reader knows is
/// CSV if a mapping fits it, the first that does.
///
/// Threads: inputs.h.
BankInputs ReadBankInputs(const std::vector<std::string>& inputs,
                          const InputRules& rules, const ReadOptions& options,
                          const RunWatch& watch);

/// The same for files that were listed before, all of them named.
BankInputs ReadBankFiles(std::vector<InputFile> files, const InputRules& rules,
                         const ReadOptions& options, const RunWatch& watch);

/// Reads a file of which a drain took the receipts once more; `file` has who
/// takes them now.
void ReadBankInputAgain(const BankInput& input, const InputRules& rules,
                        const ReadOptions& options, BankFile* file);

}  // namespace cashmatch
