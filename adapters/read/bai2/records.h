// SPDX-License-Identifier: Apache-2.0
// records.h - bytes to records: lines, slashes, continuations.
//
// A record is a line and the 88 lines after it. The slash ends a record only
// as the last non-blank byte of its line; every other slash is content. Banks
// bend this: several records on one line, text wrapped without 88, "88:".
// Source: BAI2 cash management balance reporting, record formats.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/read/byte_stops.h"
#include "adapters/read/passage.h"

namespace cashmatch::bai2 {

/// The two digits of a record; kUnknown for a line that begins otherwise.
enum class RecordCode : uint8_t {
  kUnknown = 0,
  kFileHeader = 1,
  kGroupHeader = 2,
  kAccount = 3,
  kDetail = 16,
  kAccountTrailer = 49,
  kContinuation = 88,
  kGroupTrailer = 98,
  kFileTrailer = 99,
};

/// One line of a record: what follows the code, without the ending slash.
struct Piece {
  std::string_view body;
  uint32_t line = 0;
  bool wrapped = false;  // came without a record code of its own
};

/// Something about lines that is odd but readable.
enum class Oddity : uint8_t { kSeveralOnLine, kWrapped, kColon, kEndless };

struct OddityAt {
  Oddity kind;
  uint32_t line;
  uint64_t offset;
};

/// Views point into the bytes given to the reader. What goes beyond the limits
/// is not kept (Oddity::kEndless): no real record comes near them, and a record
/// without end would need memory without end.
struct Record {
  static constexpr size_t kPiecesMax = 1024;
  static constexpr size_t kBytesMax = size_t{1} << 20;
  RecordCode code = RecordCode::kUnknown;
  uint32_t line = 0;           // from 1
  uint64_t offset = 0;         // of the record's first byte
  uint32_t continuations = 0;  // 88 lines
  bool terminated = false;     // the last line so far ended with a slash
  std::vector<Piece> pieces;   // never empty
  size_t bytes = 0;            // of them
  bool cut = false;            // there was more than the limits allow
  std::vector<OddityAt> oddities;
};

/// Reads records one after the other, in one pass, without copying.
class RecordReader {
 public:
  /// A byte order mark is skipped.
  explicit RecordReader(std::string_view bytes, Passage* passage = nullptr)
      : bytes_(bytes),
        at_(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0),
        line_ends_(bytes, kLineEnds),
        passage_(passage) {}
  /// Begins at a record that was read before.
  RecordReader(std::string_view bytes, uint64_t offset, uint32_t line,
               Passage* passage)
      : bytes_(bytes),
        at_(offset),
        line_ends_(bytes, kLineEnds),
        line_(line - 1),
        passage_(passage) {}

  /// Reads the next record with its continuations; false at the end. An 88
  /// with nothing before it comes as a record of its own.
  bool Next(Record* record);

 private:
  static constexpr ByteSet kLineEnds =
      ByteSet::Of([](unsigned char c) { return c == '\n' || c == '\r'; });
  struct Segment {
    RecordCode code = RecordCode::kUnknown;
    std::string_view body;
    uint32_t line = 0;
    uint64_t offset = 0;
    bool terminated = false;
    bool colon = false;
    bool split = false;  // another record stood before it on the line
  };

  bool NextLine();
  bool Fetch();
  void Take(Record* record);

  std::string_view bytes_;
  size_t at_;
  ByteStops line_ends_;
  uint32_t line_ = 0;
  Passage* passage_;
  std::string_view rest_;  // of the line, records not yet taken
  bool rest_is_split_ = false;
  Segment pending_;
  bool has_pending_ = false;
};

/// True for blanks and the bytes that pad or end old files.
inline bool IsBlankByte(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0' ||
         c == '\x1A';
}

/// Removes IsBlankByte bytes at both ends.
std::string_view TrimBlanks(std::string_view text);

}  // namespace cashmatch::bai2
