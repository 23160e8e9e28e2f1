// SPDX-License-Identifier: Apache-2.0
// text.h - names and memos from banks' machines, made fit to keep.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch::lockbox {

/// Whether a text is printable ASCII, as nearly every field is.
bool IsPlainText(std::string_view text);

/// Makes a text valid UTF-8 without control characters, outer blanks dropped:
/// UTF-8 stays (a sequence that a column cuts off goes), anything else is read
/// as Windows-1252. Returns whether it was read so.
bool CleanText(std::string_view text, std::string* out);

}  // namespace cashmatch::lockbox
