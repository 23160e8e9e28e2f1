// SPDX-License-Identifier: Apache-2.0
// date.h - civil days as plain numbers. Bank dates are local; no time zones.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace cashmatch {

/// Days since 1970-01-01 in the Gregorian calendar.
using Day = int32_t;

/// The absence of a date. Smaller than every date.
inline constexpr Day kNoDay = std::numeric_limits<Day>::min();

/// Reads `YYYY-MM-DD`; nothing for any other text or a day that does not exist.
std::optional<Day> ParseIsoDay(std::string_view text);

/// Reads `YYYYMMDD`.
std::optional<Day> ParseCompactDay(std::string_view text);

/// Reads `YYMMDD` as banks write it: 00..79 is 20xx, 80..99 is 19xx.
std::optional<Day> ParseShortDay(std::string_view text);

/// Returns the day of a civil date, or nothing if there is no such date.
std::optional<Day> MakeDay(int year, unsigned month, unsigned day);

/// Writes `YYYY-MM-DD`, or nothing at all for kNoDay.
std::string FormatDay(Day day);

}  // namespace cashmatch
