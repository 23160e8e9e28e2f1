// SPDX-License-Identifier: Apache-2.0
// cut.cc - cuts by counting quotes and line ends.
// Tested by tests/unit/adapters/read/rows/cut_test.cc
//
// A line feed ends a record if the quotes before it are even in number. So one
// scan counts quotes and line feeds of each stretch of `part_bytes`; the sums
// tell for the first byte of each stretch its line and whether it is quoted;
// from there the next line feed outside quotes is the cut.
#include "adapters/read/rows/cut.h"

#include <algorithm>

#include "adapters/read/byte_scan.h"
#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

struct Counts {
  uint64_t quotes = 0, lines = 0;
};

Counts Count(std::string_view text) {
  return {CountByte(text, '"'), CountByte(text, '\n')};
}

/// Returns the position behind the next line feed outside quotes.
size_t NextCut(std::string_view text, size_t at, bool quoted, bool see_quotes) {
  for (; at < text.size(); ++at) {
    if (see_quotes && text[at] == '"') quoted = !quoted;
    if (text[at] == '\n' && !quoted) return at + 1;
  }
  return text.size();
}

}  // namespace

std::vector<TextPart> CutText(std::string_view text, LineEnds ends,
                              uint64_t offset, uint32_t first_line,
                              size_t part_bytes) {
  std::vector<Counts> counts(ChunkCount(text.size(), part_bytes));
  ForEachChunk(text.size(), part_bytes,
               [&](size_t chunk, size_t begin, size_t end) {
                 counts[chunk] = Count(text.substr(begin, end - begin));
               });
  const bool see_quotes = ends == LineEnds::kOutsideQuotes;
  std::vector<TextPart> parts;
  Counts before;       // in the text up to the stretch looked at
  size_t begin = 0;    // of the part being made
  uint64_t lines = 0;  // up to `begin`
  for (size_t i = 0; i < counts.size(); ++i) {
    before.quotes += counts[i].quotes;
    before.lines += counts[i].lines;
    const size_t stretch_end = std::min(text.size(), (i + 1) * part_bytes);
    if (begin > stretch_end) continue;  // one record longer than a stretch
    const bool quoted = see_quotes && before.quotes % 2 != 0;
    const size_t end = NextCut(text, stretch_end, quoted, see_quotes);
    if (end == begin) continue;
    const uint64_t lines_to_end =
        before.lines + Count(text.substr(stretch_end, end - stretch_end)).lines;
    parts.push_back({text.substr(begin, end - begin), offset + begin,
                     static_cast<uint32_t>(first_line + lines),
                     static_cast<uint32_t>(lines_to_end - lines)});
    begin = end;
    lines = lines_to_end;
  }
  return parts;
}

}  // namespace cashmatch
