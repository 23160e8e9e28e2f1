// SPDX-License-Identifier: Apache-2.0
// file_mark.h - whether a file that is mapped was written to meanwhile.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace cashmatch {

/// What a file was when it was looked at. Who maps a file sees what others
/// write into it; this tells whether anybody did.
class FileMark {
 public:
  explicit FileMark(const std::string& path);

  /// False where the file was written to since. One that another file took the
  /// place of, or that is gone, is as it was for whoever has it mapped.
  bool IsAsItWas() const;

 private:
  struct State {
    dev_t device = 0;
    ino_t number = 0;  // 0: no file
    off_t size = 0;
    int64_t written = 0, written_part = 0;  // seconds, nanoseconds
  };
  static State Look(const std::string& path);

  std::string path_;
  State state_;
};

}  // namespace cashmatch
