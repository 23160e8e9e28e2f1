// SPDX-License-Identifier: Apache-2.0
// cell_text.h - texts as they stand in a cell of CSV or NDJSON.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace cashmatch {

/// A text in parts that stand side by side.
using TextParts = std::span<const std::string_view>;

/// At most so many characters for one of a text, and two quotes.
inline constexpr size_t kCsvGrowth = 2, kJsonGrowth = 6, kQuotes = 2;

/// Copies a text; returns where it ends.
/// Requires, as all below: room for the most that it may become.
char* Put(std::string_view text, char* at);

/// Writes a CSV cell, quoted where RFC 4180 asks for it; returns where it ends.
/// Cost: some nanoseconds a part of up to 32 bytes.
char* PutCsv(TextParts parts, char* at);

/// The same as a JSON text with its quotes.
char* PutJson(TextParts parts, char* at);

}  // namespace cashmatch
