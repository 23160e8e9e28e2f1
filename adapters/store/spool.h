// SPDX-License-Identifier: Apache-2.0
// spool.h - received files, kept under the SHA-256 of their bytes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace cashmatch {

/// A folder of files named by their content, `ab/cdef...`. What stands in it is
/// whole, durable and never changed; the name a sender gave is no path here.
///
/// Threads: any, also of several processes: the same bytes end in one file.
class Spool {
 public:
  explicit Spool(std::string folder) : folder_(std::move(folder)) {}

  /// Takes bytes as they come and puts them under their name at the end.
  class Incoming {
   public:
    Incoming(Incoming&&) noexcept;
    /// Forgets what was taken, unless Keep was called.
    ~Incoming();

    void Append(std::string_view bytes);
    uint64_t size() const;

    /// Makes the file durable under its name: file, then folders, are forced to
    /// disk. Sets `*sha256` to 64 hex digits.
    /// Errors: false with `*error` told, the spool as it was.
    bool Keep(std::string* sha256, std::string* error);

   private:
    friend class Spool;
    struct State;
    explicit Incoming(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
  };

  /// Begins a file; a fault of the disk is told by Keep.
  Incoming Receive() const;

  /// Keeps bytes that are in memory. Errors as Keep.
  bool Put(std::string_view bytes, std::string* sha256,
           std::string* error) const;

  /// Returns where the bytes of that hash are, whether they are there or not.
  /// Requires: 64 lower-case hex digits.
  std::string PathOf(std::string_view sha256) const;

 private:
  std::string folder_;
};

}  // namespace cashmatch
