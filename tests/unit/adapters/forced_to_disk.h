// SPDX-License-Identifier: Apache-2.0
// forced_to_disk.h - sees what a program forces to disk, and lets it fail. For
// one source file of a test program: it stands before fsync of the C library.
#pragma once

#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <vector>

namespace cashmatch {

/// Looks on while it lives; one at a time, in one thread.
class ForcedToDisk {
 public:
  /// Lets the call of that number, from 1, fail with EIO; none if 0.
  explicit ForcedToDisk(size_t fails = 0) : fails_(fails) { looks = this; }
  ~ForcedToDisk() { looks = nullptr; }

  /// Each file or folder under the name that it had when it was forced.
  const std::vector<std::string>& names() const { return names_; }

  bool Fails(int descriptor) {
    names_.push_back(std::filesystem::read_symlink("/proc/self/fd/" +
                                                   std::to_string(descriptor)));
    return names_.size() == fails_;
  }

  static inline ForcedToDisk* looks = nullptr;

 private:
  size_t fails_;
  std::vector<std::string> names_;
};

}  // namespace cashmatch

extern "C" int fsync(int descriptor) {
  auto* const looks = cashmatch::ForcedToDisk::looks;
  if (looks != nullptr && looks->Fails(descriptor)) {
    errno = EIO;
    return -1;
  }
  return static_cast<int>(syscall(SYS_fsync, descriptor));
}
