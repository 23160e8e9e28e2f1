// SPDX-License-Identifier: Apache-2.0
// records.h - bytes to fixed-width records: lines, or blocks without breaks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/lockbox/layout.h"

namespace cashmatch::lockbox {

/// One record: never empty, without line break and trailing blanks.
struct Record {
  std::string_view text;
  uint32_t line = 0;    // from 1; the record's number where there are no lines
  uint64_t offset = 0;  // of its first byte in the input
  char type() const { return text.front(); }
};

/// How the records of an input are told apart.
struct Framing {
  char line_break = '\n';  // '\n' (a '\r' before it is dropped) or '\r'
  size_t block = 0;        // bytes a record where there are no line breaks
};

/// Finds out how `bytes` are framed. Where there are no line breaks, the length
/// is the one that record 2 announces or one of `layouts`, whichever makes
/// every record begin with a record type.
/// Returns: nothing if there are no line breaks and no length fits.
std::optional<Framing> FramingOf(std::string_view bytes,
                                 std::span<const Layout* const> layouts);

/// Walks over the records. Skips empty lines and the records of 9s that fill
/// the last block of a tape.  Cost: one pass, no allocation.
class RecordReader {
 public:
  RecordReader(std::string_view bytes, Framing framing);

  /// Moves to the next record; false at the end.
  bool Next(Record* record);

  /// Goes back to the beginning.
  void Rewind();

  /// Goes before the latest record, and what was skipped before it.
  void Back() {
    at_ = before_at_;
    line_ = before_line_;
  }

  // For a caller that knows the records ahead.

  std::string_view bytes() const { return bytes_; }
  const Framing& framing() const { return framing_; }

  /// The bytes of the records to come; `offset` is where they begin.
  std::string_view rest() const { return bytes_.substr(at_); }
  uint64_t offset() const { return at_; }
  /// The line of the latest record.
  uint32_t line() const { return line_; }
  /// Passes over whole records.
  void Skip(size_t bytes, uint32_t lines) {
    MoveTo(at_ + bytes, line_ + lines);
  }
  /// Goes to the beginning of a record, behind line `line`.
  void MoveTo(uint64_t offset, uint32_t line) {
    at_ = offset;
    line_ = line;
  }

 private:
  std::string_view NextPiece();

  std::string_view bytes_;
  Framing framing_;
  size_t begin_ = 0;  // behind a byte order mark
  size_t at_ = 0, before_at_ = 0;
  uint32_t line_ = 0, before_line_ = 0;
};

/// The columns of a record as they stand; shorter where the record ends early,
/// empty where the layout has no such field.
inline std::string_view Slice(std::string_view record, Columns columns) {
  if (!columns.present() || record.size() < columns.first) return {};
  return record.substr(columns.first - 1u, columns.last - columns.first + 1u);
}

/// Drops outer blanks.
std::string_view Trim(std::string_view text);

/// The columns of a record without outer blanks.
inline std::string_view Field(std::string_view record, Columns columns) {
  return Trim(Slice(record, columns));
}

}  // namespace cashmatch::lockbox
