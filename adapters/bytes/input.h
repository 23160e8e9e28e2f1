// SPDX-License-Identifier: Apache-2.0
// input.h - one input, whole in memory: a file, a pipe or stdin, unpacked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/bytes/inflate.h"
#include "adapters/bytes/mapping.h"
#include "adapters/bytes/unzip.h"

namespace cashmatch {

/// The bytes of one input. Movable; views stay good.
class Input {
 public:
  /// Unpacked; followed by at least kPadding readable zero bytes. Of an archive
  /// its first file.
  std::string_view bytes() const {
    if (compression == Compression::kNone) return stored.bytes();
    return members.empty() ? unpacked.bytes() : members[0].content.bytes();
  }

  /// Gives back the memory of what lies in files (Mapping::LetGo).
  void LetGo() const {
    stored.LetGo();
    unpacked.LetGo();
    for (const ArchiveMember& member : members) member.content.LetGo();
  }

  /// True where bytes() lie in a file, not in memory alone.
  bool in_file() const {
    if (compression == Compression::kNone) return stored.in_file();
    return members.empty() ? unpacked.in_file() : members[0].content.in_file();
  }

  Compression compression = Compression::kNone;
  Mapping stored;           // as the input has it: what a checksum is made of
  GrowingMapping unpacked;  // empty when it is not compressed, or an archive
  std::vector<ArchiveMember> members;  // of an archive; never none
};

/// Loads an input whole: a file is mapped; stdin ("-"), a pipe and a device are
/// read to their end first; gzip, zstd and zip are recognised by content and
/// unpacked. Nothing of an input is handed out before all of it is there. An
/// archive may have several files.
///
/// Errors: false with "PATH: what is wrong"; `*input` is then not to be used.
/// `interrupted`, if set, can end the wait for stdin.
/// Threads: any number, on different inputs.
bool LoadInputs(const std::string& path, const InputLimits& limits,
                bool (*interrupted)(), Input* input, std::string* error);

/// The same where one file is wanted: an archive of several is an error.
bool LoadInput(const std::string& path, const InputLimits& limits,
               bool (*interrupted)(), Input* input, std::string* error);

inline bool LoadInput(const std::string& path, Input* input,
                      std::string* error) {
  return LoadInput(path, InputLimits{}, nullptr, input, error);
}

}  // namespace cashmatch
