// SPDX-License-Identifier: Apache-2.0
// lock_file.cc - flock, with a name for who comes too late.
// Tested by tests/unit/adapters/store/lock_file_test.cc
#include "adapters/store/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

constexpr size_t kHolderMax = 200;

std::string HostName() {
  std::array<char, 128> name{};
  if (gethostname(name.data(), name.size() - 1) != 0) return "this machine";
  return name.data();
}

std::string HolderIn(int descriptor) {
  std::array<char, kHolderMax> text{};
  const ssize_t size = pread(descriptor, text.data(), text.size() - 1, 0);
  if (size <= 0) return "another process";
  std::string holder(text.data(), static_cast<size_t>(size));
  while (!holder.empty() && holder.back() == '\n') holder.pop_back();
  return holder;
}

}  // namespace

LockFile::~LockFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

bool LockFile::Take(const std::string& path, std::string* error) {
  descriptor_ =
      open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor_ < 0) {
    *error = path + ": cannot be made: " + std::strerror(errno);
    return false;
  }
  if (!Planted("two write at once") &&
      flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    *error = errno == EWOULDBLOCK
                 ? path + ": held by " + HolderIn(descriptor_)
                 : path + ": cannot be locked: " + std::strerror(errno);
    close(descriptor_);
    descriptor_ = -1;
    return false;
  }
  const std::string holder =
      "process " + std::to_string(getpid()) + " on " + HostName() + "\n";
  // Who holds it is said for people only; the lock holds without it.
  if (ftruncate(descriptor_, 0) != 0 ||
      pwrite(descriptor_, holder.data(), holder.size(), 0) < 0) {
    return true;
  }
  return true;
}

}  // namespace cashmatch
