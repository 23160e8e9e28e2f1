// SPDX-License-Identifier: Apache-2.0
// segments.h - bytes to segments: whatever the delimiters are.
//
// An interchange says in its header ISA which bytes it uses: the element
// separator is byte 4, the component separator byte 105 and the segment
// terminator byte 106 of the fixed 106. X12 knows no release character: a
// delimiter never stands inside an element. Banks bend this: a line break after
// each terminator, lines wrapped at 80, an ISA that is not padded. A piece of
// an interchange without ISA, as ACH addenda carry it, is read as well.
// Source: ASC X12.5 interchange control structures; X12.6 application control.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/text_arena.h"

namespace cashmatch::x12 {

struct Delimiters {
  char element = '*';
  char terminator = '~';
};

/// How an ISA header stands in the bytes.
enum class IsaForm : uint8_t {
  kFixed,     // 106 bytes, as the standard has it
  kWrapped,   // the same with line breaks inside
  kUnpadded,  // sixteen elements, but not at their fixed places
};

struct IsaHeader {
  Delimiters delimiters;
  size_t bytes = 0;  // with the terminator
  IsaForm form = IsaForm::kFixed;
};

/// Finds an ISA header at the start of `bytes`; nothing if there is none: the
/// letters ISA alone may be data. Looks at the first 512 bytes.
std::optional<IsaHeader> FindIsa(std::string_view bytes);

/// Tells the delimiters of a piece without ISA, which begins with a segment
/// such as `ST*820*` or `RMR*IV*`; nothing if it does not.
std::optional<Delimiters> DelimitersOfPiece(std::string_view bytes);

/// One segment. Elements are without outer blanks; those beyond the last that
/// any segment of an 820 or 823 has are dropped.
struct Segment {
  static constexpr size_t kElementsMax = 32;

  std::array<std::string_view, kElementsMax> elements;
  size_t count = 0;
  uint32_t line = 0;    // from 1; the segment's number where there are no lines
  uint64_t offset = 0;  // of its first byte
  bool terminated = true;  // false: the input ended instead
  bool too_long = false;   // cut to SegmentReader::kBytesMax
  bool wrapped = false;    // line breaks inside were taken out

  std::string_view id() const { return (*this)[0]; }
  std::string_view operator[](size_t i) const {
    return i < count ? elements[i] : std::string_view();
  }
};

/// Reads segments one after the other, in one pass. Each ISA header of the
/// fixed form sets the delimiters anew.
class SegmentReader {
 public:
  /// A longer segment is cut here and said to be too long.
  static constexpr size_t kBytesMax = size_t{4} << 10;

  /// Reads a file that FindIsa knows, or a piece that DelimitersOfPiece knows.
  /// Requires: one of the two does, at `begin`.
  explicit SegmentReader(std::string_view bytes, size_t begin = 0);

  /// Reads the next segment; false at the end. Views live as long as the bytes
  /// and the reader.
  bool Next(Segment* segment);

  const Delimiters& delimiters() const { return delimiters_; }

 private:
  bool SkipGap();
  bool TakeIsa(Segment* segment);
  std::string_view Unwrap(std::string_view text);
  void Split(std::string_view text, Segment* segment);
  void SeeLines();

  std::string_view bytes_;
  size_t at_ = 0;
  uint32_t line_ = 1;
  uint32_t number_ = 0;
  bool lines_ = false;  // line breaks after terminators
  Delimiters delimiters_;
  TextArena unwrapped_;
};

}  // namespace cashmatch::x12
