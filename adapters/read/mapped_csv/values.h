// SPDX-License-Identifier: Apache-2.0
// values.h - amounts and days as other countries and programs write them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "adapters/read/mapped_csv/mapping.h"
#include "engine/base/date.h"

namespace cashmatch {

/// Returns how else a thousands mark is spelled, in UTF-8: of a blank U+00A0,
/// U+202F and U+2009, of an apostrophe U+2019, of others nothing.
std::span<const std::string_view> SpellingsOf(char mark);

/// Rewrites an amount such as `-1.234,56`, `1'234.56-` or `(1,234.56)` as a
/// plain decimal, by the decimal and thousands marks of the mapping, in any
/// spelling of the latter. A thousands mark counts only where groups of digits
/// end: `1,00` with a comma for thousands is no amount, rather than 100.
/// Errors: nothing.
std::optional<std::string> PlainDecimal(std::string_view text,
                                        const CsvMapping& mapping);

/// True if the format names year, month and day, each once. Letters: YYYY, YY
/// (80 to 99 are 19xx), MM, M, MMM (Jan to Dec), DD, D; `*` at the end stands
/// for anything that follows, such as a time; all else stands for itself.
bool IsDateFormat(std::string_view format);

/// Reads a day by a format. M and D also take two digits.
/// Requires: IsDateFormat(format).  Errors: nothing.
std::optional<Day> ReadDayBy(std::string_view format, std::string_view text);

}  // namespace cashmatch
