// SPDX-License-Identifier: Apache-2.0
// utf8_text.h - the text of a table file as UTF-8, whatever came in.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"
#include "adapters/read/finding.h"
#include "engine/base/text_arena.h"

namespace cashmatch {

/// Readable bytes behind every text that TakeUtf8 returns.
inline constexpr size_t kTextPadding = 64;

/// Copies a source into `arena` as UTF-8 without a byte order mark, followed by
/// kTextPadding zero bytes. UTF-16 with a mark is converted. Bytes that are not
/// UTF-8 are read as Windows-1252, each for itself, so that a file that mixes
/// both keeps its good names. Either way one warning says so.
///
/// Errors: a source that is empty, blank or holds NUL bytes is rejected (code
/// TEXT-EMPTY, TEXT-BINARY); the result is then empty.
/// Threads: uses the calling TBB arena.
std::string_view TakeUtf8(const Source& source, TextArena* arena,
                          Findings* findings);

/// The same without a copy: where nothing had to be converted, the bytes of the
/// source, which must be followed by kTextPadding readable ones and outlive the
/// result.
std::string_view ViewUtf8(const Source& source, TextArena* arena,
                          Findings* findings);

/// Where TakeUtf8 converted, offsets of findings count in what it returned.
/// Sets those of the findings from number `first` on that name a line to the
/// byte of the source where this line begins.  Cost: linear for each finding.
void RestoreOffsets(const Source& source, std::string_view text, size_t first,
                    Findings* findings);

}  // namespace cashmatch
