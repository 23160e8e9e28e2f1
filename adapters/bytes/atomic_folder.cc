// SPDX-License-Identifier: Apache-2.0
// atomic_folder.cc - write beside, sync, rename.
// Tested by tests/unit/adapters/bytes/atomic_folder_test.cc
#include "adapters/bytes/atomic_folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <thread>
#include <vector>

#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

namespace fs = std::filesystem;

constexpr size_t kSyncedAtOnce = 8;

std::string Because() { return std::string(": ") + std::strerror(errno); }

bool SyncPath(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool ok = fsync(descriptor) == 0;
  const int number = errno;
  close(descriptor);
  errno = number;
  return ok;
}

/// Forces files to disk, several at once: a file system that is asked together
/// writes its log once for all of them.
bool SyncFiles(const std::vector<std::string>& files) {
  std::atomic<size_t> next = 0;
  std::atomic<int> failed = 0;  // errno of the last that failed
  const auto work = [&] {
    for (size_t at = next++; at < files.size(); at = next++) {
      if (!SyncPath(files[at])) failed = errno;
    }
  };
  {
    std::vector<std::jthread> helpers;
    const size_t wanted = std::min(files.size(), kSyncedAtOnce);
    while (helpers.size() + 1 < wanted) helpers.emplace_back(work);
    work();
  }
  errno = failed;
  return failed == 0;
}

/// Forces every file and folder below `folder`, and itself, to disk.
bool SyncTree(const std::string& folder) {
  std::error_code failed;
  fs::recursive_directory_iterator walk(folder, failed);
  std::vector<std::string> folders = {folder}, files;
  while (!failed && walk != fs::recursive_directory_iterator()) {
    (walk->is_directory(failed) ? folders : files)
        .push_back(walk->path().string());
    walk.increment(failed);
  }
  if (failed) {
    errno = failed.value();
    return false;
  }
  return SyncFiles(files) &&
         std::all_of(folders.rbegin(), folders.rend(), SyncPath);
}

/// mkdtemp lets only the owner in; results get what the umask leaves.
void OpenToUmask(const std::string& folder) {
  const mode_t mask = umask(0);
  umask(mask);
  chmod(folder.c_str(), 0777 & ~mask);
}

/// Renames with a flag, or -1 with ENOTSUP where the file system has no flags.
int RenameWith(const std::string& from, const std::string& to, unsigned flags) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0) {
    return 0;
  }
  if (errno == EINVAL || errno == ENOSYS) errno = ENOTSUP;
  return -1;
}

bool MoveToFree(const std::string& from, const std::string& to) {
  if (RenameWith(from, to, RENAME_NOREPLACE) == 0) return true;
  if (errno != ENOTSUP) return false;
  if (fs::exists(fs::symlink_status(to))) {
    errno = EEXIST;
    return false;
  }
  return rename(from.c_str(), to.c_str()) == 0;
}

/// Puts `from` at `to`; afterwards `from` holds what stood there, if anything.
bool Swap(const std::string& from, const std::string& to) {
  if (RenameWith(from, to, RENAME_EXCHANGE) == 0) return true;
  if (errno == ENOENT) return MoveToFree(from, to);
  if (errno != ENOTSUP) return false;
  // Without an exchange there is a moment without a target, but never half of
  // one: the old folder is moved away whole, and back if the new cannot come.
  const std::string aside = from + ".old";
  if (rename(to.c_str(), aside.c_str()) != 0) return false;
  if (rename(from.c_str(), to.c_str()) != 0) {
    const int number = errno;
    rename(aside.c_str(), to.c_str());
    errno = number;
    return false;
  }
  return rename(aside.c_str(), from.c_str()) == 0;
}

/// True if `folder` is the working folder or above it.
bool HoldsWorkingFolder(const fs::path& folder) {
  std::error_code failed;
  const fs::path working = fs::current_path(failed);
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(),
                                            working.begin(), working.end());
  return end == folder.end();
}

/// The target as an absolute path without links, so that the folder itself is
/// replaced and not a link to it.
fs::path Resolve(const std::string& target) {
  std::error_code failed;
  fs::path path = fs::weakly_canonical(fs::absolute(target, failed), failed);
  if (!path.has_filename()) path = path.parent_path();
  return path;
}

}  // namespace

AtomicFolder& AtomicFolder::operator=(AtomicFolder&& other) noexcept {
  std::swap(target_, other.target_);
  std::swap(path_, other.path_);
  std::swap(overwrite_, other.overwrite_);
  return *this;
}

bool AtomicFolder::Fail(const std::string& what, std::string* error) {
  *error = target_ + ": " + what;
  Discard();
  return false;
}

bool AtomicFolder::Start(const std::string& target, bool overwrite,
                         std::string* error) {
  Discard();
  overwrite_ = overwrite;
  target_ = target;
  const fs::path path = Resolve(target);
  std::error_code failed;
  const fs::file_status status = fs::symlink_status(path, failed);
  if (target.empty() || HoldsWorkingFolder(path)) {
    return Fail("results need a folder of their own", error);
  }
  if (fs::exists(status) && !fs::is_directory(status)) {
    return Fail("exists and is no folder", error);
  }
  if (fs::exists(status) && !overwrite) {
    return Fail("exists already; --overwrite replaces it", error);
  }
  if (!fs::is_directory(path.parent_path(), failed)) {
    return Fail("the folder above it does not exist", error);
  }
  std::string name =
      path.parent_path() / ("." + path.filename().string() + ".partial-XXXXXX");
  if (mkdtemp(name.data()) == nullptr) {
    return Fail("cannot be made" + Because(), error);
  }
  target_ = path.string();
  path_ = std::move(name);
  OpenToUmask(path_);
  return true;
}

bool AtomicFolder::Commit(std::string* error) {
  if (!Planted("results are not forced to disk") && !SyncTree(path_))
    return Fail("cannot be written" + Because(), error);
  const bool moved =
      overwrite_ ? Swap(path_, target_) : MoveToFree(path_, target_);
  if (!moved) {
    if (errno == EEXIST) {
      return Fail("exists already; --overwrite replaces it", error);
    }
    return Fail("cannot be written" + Because(), error);
  }
  // From here on the results are there; a parent that cannot be synced only
  // means that a power cut may still undo the rename.
  SyncPath(fs::path(target_).parent_path().string());
  Discard();  // with `overwrite`: the old folder
  return true;
}

void AtomicFolder::Discard() {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  path_.clear();
}

}  // namespace cashmatch
