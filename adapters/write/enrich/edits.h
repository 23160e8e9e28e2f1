// SPDX-License-Identifier: Apache-2.0
// edits.h - changes of a text that leave all other bytes as they are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// Collects replacements, in any order, and makes them all at once. Those at
/// one place are made in the order in which they were added.
///
/// Requires: replaced ranges do not overlap.
class Edits {
 public:
  void Insert(size_t offset, std::string text) {
    Replace(offset, 0, std::move(text));
  }
  void Replace(size_t offset, size_t size, std::string text) {
    edits_.push_back({offset, size, std::move(text)});
  }
  /// Returns `bytes` with the changes made.  Cost: one pass.
  std::string Apply(std::string_view bytes);

 private:
  struct Edit {
    size_t offset, size;
    std::string text;
  };
  std::vector<Edit> edits_;
};

/// What ends the line whose text ends at `offset`: "\n", "\r\n", "\r", or empty
/// at the end of the bytes and before anything else.
std::string_view LineEndAt(std::string_view bytes, size_t offset);

/// What ends the first line of `bytes`; "\n" if nothing does.
std::string_view FirstLineEnd(std::string_view bytes);

/// Whether all of it is printable ASCII: what every bank format may hold.
bool IsPlainText(std::string_view text);

}  // namespace cashmatch
