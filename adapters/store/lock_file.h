// SPDX-License-Identifier: Apache-2.0
// lock_file.h - one process at a time writes to a store.
#pragma once

#include <string>

namespace cashmatch {

/// Holds `path` locked for the life of the process that writes.
///
/// The kernel lets go when the process ends, however it ends; the file stays
/// and says who held it last.
class LockFile {
 public:
  LockFile() = default;
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;
  ~LockFile();

  /// Errors: false with "PATH: held by process N on HOST", or why it cannot be
  /// made.
  bool Take(const std::string& path, std::string* error);

 private:
  int descriptor_ = -1;
};

}  // namespace cashmatch
