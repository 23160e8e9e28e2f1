// SPDX-License-Identifier: Apache-2.0
// inputs.h - from arguments to files in memory, each read once.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/bytes/input_list.h"
#include "adapters/read/bank_file.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

class Input;

/// One file that was read: what it is and what its reader made of it.
struct ReadInput {
  std::string name;    // the path below the argument that was named; of a file
                       // of an archive `archive.zip/member`
  std::string sha256;  // of the bytes as they are stored; of an archive's file
                       // of its own
  BankFile file;
  /// Kept where a drain took receipts of the file, to read it again, and where
  /// some are plain and point into it.
  std::shared_ptr<const Input> content;
  std::string_view bytes;  // of `content`, this file's

  bool rejected() const { return file.summary.status == FileStatus::kRejected; }
  bool held() const { return file.summary.status == FileStatus::kHeld; }
};

/// Reads one file. `named`: it must be read, or rejected with a finding. False:
/// nobody knows it, and it was not named.
using ReadOne =
    std::function<bool(const Source& source, bool named, BankFile* file)>;

/// What a reader is given of a file.
Source SourceOf(const std::string& name, std::string_view bytes,
                const std::shared_ptr<const Input>& content);

/// Lists files, folders and archives, loads every file and reads it with
/// `read`, in parallel; tells their findings in order. What is in a folder or
/// an archive and is not read is passed over with a warning, and so is what is
/// hidden there; an archive that was named must hold something to be read.
///
/// `hashed`: nobody needs ReadInput::sha256 where it is false.
/// False: an argument is not there, which was told.
/// Threads: uses the calling TBB arena; standard input and pipes are read on
/// the calling thread, so that a signal can end the wait.
bool ReadInputs(const std::vector<std::string>& arguments, const ReadOne& read,
                const RunWatch& watch, std::vector<ReadInput>* files,
                bool hashed = true);

/// The same for files that were listed before, all of them named.
void ReadListed(std::vector<InputFile> listed, const ReadOne& read,
                const RunWatch& watch, std::vector<ReadInput>* files);

}  // namespace cashmatch
