// SPDX-License-Identifier: Apache-2.0
// lines.h - bytes to lines, whatever ends them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cashmatch::mt940 {

/// One line without its end; a view into the input.
struct Line {
  std::string_view text;
  uint32_t number = 0;  // from 1
  uint64_t offset = 0;  // of its first byte
};

/// Cuts an input into lines at CR LF, LF, CR, and, in files that use it so, at
/// the "@@" of old online banking. One pass, no copy. A copy of the reader
/// looks ahead.
class LineReader {
 public:
  /// A byte order mark is skipped.
  explicit LineReader(std::string_view bytes);

  bool Next(Line* line);
  /// Whether "@@" ends lines: it stands before a tag that follows :20:.
  bool at_signs() const { return at_signs_; }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
  uint32_t number_ = 0;
  bool at_signs_ = false;
};

/// True for blanks and the bytes that pad or end old files.
inline bool IsPadding(char c) {
  return c == ' ' || c == '\t' || static_cast<unsigned char>(c) <= 0x03 ||
         c == '\x1A';
}

/// Removes padding at both ends.
std::string_view Trim(std::string_view text);

}  // namespace cashmatch::mt940
