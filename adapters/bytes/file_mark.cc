// SPDX-License-Identifier: Apache-2.0
// file_mark.cc - compares what the system says of a file.
// Tested by tests/unit/adapters/bytes/file_mark_test.cc
#include "adapters/bytes/file_mark.h"

#include <sys/stat.h>

namespace cashmatch {

FileMark::State FileMark::Look(const std::string& path) {
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0) return {};
  return {status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec,
          status.st_mtim.tv_nsec};
}

FileMark::FileMark(const std::string& path) : path_(path), state_(Look(path)) {}

bool FileMark::IsAsItWas() const {
  const State now = Look(path_);
  if (now.device != state_.device || now.number != state_.number) return true;
  return now.size == state_.size && now.written == state_.written &&
         now.written_part == state_.written_part;
}

}  // namespace cashmatch
