// SPDX-License-Identifier: Apache-2.0
// text_bytes.h - text of unknown encoding to clean UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/read/passage.h"

namespace cashmatch {

/// Returns the position of the first line that is not UTF-8, or npos.
/// Cost: one pass.
size_t FindBadUtf8(std::string_view bytes, Passage* passage = nullptr);

/// Returns the position of the first `byte`, or npos.  Cost: one pass.
size_t FindByte(std::string_view bytes, char byte, Passage* passage);

/// Whether all bytes are printable ASCII or end a line, so that CleanText has
/// nothing to do in any of the lines.  Cost: one pass.
bool IsPlainText(std::string_view bytes, Passage* passage);

/// Returns `text` as UTF-8 without control bytes. What is not UTF-8 is read as
/// Windows-1252, of which Latin-1 is a part; control bytes become blanks.
/// The result is `text` itself where nothing had to change, else `scratch`.
std::string_view CleanText(std::string_view text, std::string* scratch);

}  // namespace cashmatch
