// SPDX-License-Identifier: Apache-2.0
// cut.h - cuts a text between records, so that parts are read in parallel.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cashmatch {

/// A part of a text that begins and ends between records.
struct TextPart {
  std::string_view text;
  uint64_t offset = 0;      // of its first byte in the whole
  uint32_t first_line = 1;  // of its first byte in the whole
  uint32_t lines = 0;       // line ends in it
};

enum class LineEnds : uint8_t {
  kAll,            // every line feed ends a record
  kOutsideQuotes,  // only those outside of double quotes
};

/// Cuts `text` into parts of about `part_bytes`. The cuts depend on the text
/// alone. Where quotes are unbalanced the cuts may be wrong; the reader of such
/// a part sees a record that ends inside quotes.
///
/// `offset` and `first_line` say where `text` begins in the whole.
/// Threads: uses the calling TBB arena.  Cost: one parallel scan.
std::vector<TextPart> CutText(std::string_view text, LineEnds ends,
                              uint64_t offset, uint32_t first_line,
                              size_t part_bytes);

}  // namespace cashmatch
