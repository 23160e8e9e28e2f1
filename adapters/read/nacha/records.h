// SPDX-License-Identifier: Apache-2.0
// records.h - bytes to records of 94 columns: lines, or blocks without breaks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/text_arena.h"

namespace cashmatch::nacha {

inline constexpr size_t kColumns = 94;

/// One record, at most 94 columns; a record whose blanks at the end were cut
/// off is shorter and reads as if they were there.
struct Record {
  std::string_view text;
  uint32_t line = 0;    // from 1; the record's number where there are no lines
  uint64_t offset = 0;  // of its first byte in the input
  bool too_long = false;  // more than blanks stood behind column 94

  char type() const { return text.front(); }
  /// Columns as they stand, 1-based, both ends in it; shorter where the record
  /// ends early.
  std::string_view Raw(size_t first, size_t last) const {
    return first > text.size() ? std::string_view()
                               : text.substr(first - 1, last - first + 1);
  }
  /// Columns without outer blanks.
  std::string_view Field(size_t first, size_t last) const;
};

/// Reads records one after the other, in one pass. Empty lines are skipped.
class RecordReader {
 public:
  /// A byte order mark is skipped.
  explicit RecordReader(std::string_view bytes);

  /// Reads the next record; false at the end. A record in UTF-8 is measured in
  /// letters, each of which becomes one byte: of Latin-1, or `?`.
  bool Next(Record* record);

 private:
  std::string_view NextPiece();
  std::string_view Squeeze(std::string_view text);

  std::string_view bytes_;
  size_t at_ = 0;
  uint32_t line_ = 0;
  char line_break_ = '\n';
  bool blocks_ = false;
  TextArena squeezed_;
};

/// True for a record of 9s alone, which fills up the last block.
bool IsPadding(const Record& record);

}  // namespace cashmatch::nacha
