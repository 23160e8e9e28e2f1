// SPDX-License-Identifier: Apache-2.0
// date.cc - civil days. Tested by tests/unit/engine/base/date_test.cc
#include "engine/base/date.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace cashmatch {
namespace {

/// Reads `text` as digits only; -1 if there is any other character.
int Digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Day> FromParts(int year, int month, int day) {
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  return MakeDay(year, static_cast<unsigned>(month),
                 static_cast<unsigned>(day));
}

}  // namespace

std::optional<Day> MakeDay(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return static_cast<Day>(
      std::chrono::sys_days{date}.time_since_epoch().count());
}

std::optional<Day> ParseIsoDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  return FromParts(Digits(text.substr(0, 4)), Digits(text.substr(5, 2)),
                   Digits(text.substr(8, 2)));
}

std::optional<Day> ParseCompactDay(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  return FromParts(Digits(text.substr(0, 4)), Digits(text.substr(4, 2)),
                   Digits(text.substr(6, 2)));
}

std::optional<Day> ParseShortDay(std::string_view text) {
  if (text.size() != 6) return std::nullopt;
  const int year = Digits(text.substr(0, 2));
  if (year < 0) return std::nullopt;
  return FromParts(year + (year < 80 ? 2000 : 1900), Digits(text.substr(2, 2)),
                   Digits(text.substr(4, 2)));
}

std::string FormatDay(Day day) {
  if (day == kNoDay) return {};
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{day}}};
  const int year = static_cast<int>(date.year());
  if (year < 0 || year > 9999) {
    std::array<char, 16> buffer{};
    const int length = std::snprintf(
        buffer.data(), buffer.size(), "%04d-%02u-%02u", year,
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {buffer.data(), static_cast<size_t>(length)};
  }
  std::string text = "0000-00-00";
  const auto put = [&text](size_t last, unsigned value) {
    for (; value != 0; value /= 10) {
      text[last--] = static_cast<char>('0' + value % 10);
    }
  };
  put(3, static_cast<unsigned>(year));
  put(6, static_cast<unsigned>(date.month()));
  put(9, static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace cashmatch
