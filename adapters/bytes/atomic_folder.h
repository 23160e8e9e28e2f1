// SPDX-License-Identifier: Apache-2.0
// atomic_folder.h - a results folder that appears whole or not at all.
#pragma once

#include <string>
#include <utility>

namespace cashmatch {

/// A hidden folder beside the target that is filled and then renamed.
///
/// Calls: Start, then any writing below path(), then Commit. Without Commit,
/// Discard or the destructor removes what was written, so that a run that fails
/// or is interrupted leaves nothing behind. A program that is killed leaves the
/// hidden folder, `.NAME.partial-XXXXXX`, and never half a target.
class AtomicFolder {
 public:
  AtomicFolder() = default;
  AtomicFolder(AtomicFolder&& other) noexcept { *this = std::move(other); }
  AtomicFolder& operator=(AtomicFolder&& other) noexcept;
  ~AtomicFolder() { Discard(); }

  /// Makes the hidden folder.
  /// Errors: false with a message if `target` exists and `overwrite` is false,
  /// if it is no folder, if the working folder lies in it, or if its parent is
  /// not there.
  bool Start(const std::string& target, bool overwrite, std::string* error);

  /// Where to write. Empty before Start and after Commit or Discard.
  const std::string& path() const { return path_; }

  /// Forces all files below path() to disk and renames the folder to the
  /// target. A target that is there by then is refused, or with `overwrite`
  /// swapped in one step and removed after.
  /// Errors: false with a message; the target is as it was, and path() goes.
  bool Commit(std::string* error);

  /// Removes the hidden folder. Does nothing after Commit.
  void Discard();

 private:
  bool Fail(const std::string& what, std::string* error);

  std::string target_, path_;
  bool overwrite_ = false;
};

}  // namespace cashmatch
