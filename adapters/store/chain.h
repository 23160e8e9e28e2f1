// SPDX-License-Identifier: Apache-2.0
// chain.h - each row of the journal is bound to all rows before it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "adapters/store/journal.h"

namespace cashmatch {

/// Computes links: SHA-256(0x00 | link of the row before | tenant | seq | at |
/// who | kind | subject | payload), each text with its length before it, whole
/// numbers as eight bytes, the greatest first. The first row follows a link of
/// zeros. The leading 0x00 keeps a row from passing for a node of a tree of
/// hashes (RFC 6962, section 2.1).
///
/// Threads: one owner. Cost: one SHA-256 of the row.
class Chain {
 public:
  Chain();
  Chain(Chain&&) noexcept;
  Chain& operator=(Chain&&) noexcept;
  ~Chain();

  /// Returns the link of `row`, which follows a row with link `before`;
  /// row.link is not read.
  Link LinkOf(const Link& before, const JournalRow& row);

 private:
  struct Digest;
  std::unique_ptr<Digest> digest_;
  std::string bytes_;
};

/// Returns 64 lower-case hex digits.
std::string HexOf(const Link& link);

/// What a walk over a tenant's journal found.
class ChainWalk {
 public:
  explicit ChainWalk(std::string tenant) : tenant_(std::move(tenant)) {}

  /// Takes the next row. Returns false, with broken() told, at the first row
  /// that is not the one that was written after those before.
  bool Take(const JournalRow& row);

  /// "row 17: ...", or empty.
  const std::string& broken() const { return broken_; }
  const Head& head() const { return head_; }

 private:
  std::string tenant_, broken_;
  Chain chain_;
  Head head_;
};

}  // namespace cashmatch
