// SPDX-License-Identifier: Apache-2.0
// fields.cc - amounts, dates, check digits. Tested by
// tests/unit/adapters/read/lockbox/fields_test.cc
#include "adapters/read/lockbox/fields.h"

#include <algorithm>
#include <array>
#include <string>

namespace cashmatch::lockbox {
namespace {

constexpr size_t kRoutingDigits = 9;

std::string_view WithoutLeadingBlanks(std::string_view text) {
  const size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first);
}

/// The digit and sign of an overpunched last character.
struct Punch {
  char digit;
  bool negative;
};
std::optional<Punch> ReadPunch(char c) {
  if (c == '{') return Punch{'0', false};
  if (c == '}') return Punch{'0', true};
  if (c >= 'A' && c <= 'I')
    return Punch{static_cast<char>(c - 'A' + '1'), false};
  if (c >= 'J' && c <= 'R')
    return Punch{static_cast<char>(c - 'J' + '1'), true};
  return std::nullopt;
}

}  // namespace

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

bool IsBlankOrZero(std::string_view text) {
  return text.find_first_not_of(" 0") == std::string_view::npos;
}

std::string_view WithoutLeadingZeros(std::string_view text) {
  const size_t first = text.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first);
}

std::optional<Minor> ReadDigits(std::string_view slice, size_t width) {
  if (slice.size() != width) return std::nullopt;
  const ParsedAmount amount = ParseMinorDigits(WithoutLeadingBlanks(slice));
  if (!amount.ok()) return std::nullopt;
  return amount.minor;
}

std::optional<Minor> ReadSigned(std::string_view slice, size_t width,
                                bool* blank) {
  std::string_view text = WithoutLeadingBlanks(slice);
  *blank = text.find_first_not_of(' ') == std::string_view::npos;
  if (*blank) return std::nullopt;
  while (text.back() == ' ') text.remove_suffix(1);
  bool negative = false;
  if (text.front() == '-') {
    negative = true;
    text.remove_prefix(1);
  } else if (text.back() == '-') {
    negative = true;
    text.remove_suffix(1);
  }
  if (slice.size() != width || text.empty() || text.size() > 20) {
    return std::nullopt;
  }
  std::array<char, 20> digits{};
  std::copy(text.begin(), text.end(), digits.begin());
  const std::optional<Punch> punch = ReadPunch(text.back());
  if (punch && !negative) {
    digits[text.size() - 1] = punch->digit;
    negative = punch->negative;
  }
  const ParsedAmount amount = ParseMinorDigits({digits.data(), text.size()});
  if (!amount.ok()) return std::nullopt;
  return negative ? -amount.minor : amount.minor;
}

std::optional<Minor> ToMinorUnits(Minor amount, int decimals, int exponent) {
  for (; decimals < exponent; ++decimals) {
    if (amount > kAmountMax / 10 || amount < -kAmountMax / 10) {
      return std::nullopt;
    }
    amount *= 10;
  }
  for (; decimals > exponent; --decimals) {
    if (amount % 10 != 0) return std::nullopt;
    amount /= 10;
  }
  return amount;
}

std::optional<Day> ReadPatternDay(std::string_view slice,
                                  std::string_view pattern) {
  if (IsBlankOrZero(slice)) return kNoDay;
  if (slice.size() != pattern.size()) return std::nullopt;
  int year = 0, years = 0;
  unsigned month = 0, day = 0;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (slice[i] < '0' || slice[i] > '9') return std::nullopt;
    const unsigned digit = static_cast<unsigned>(slice[i] - '0');
    if (pattern[i] == 'Y') {
      year = year * 10 + static_cast<int>(digit);
      ++years;
    } else {
      unsigned& part = pattern[i] == 'M' ? month : day;
      part = part * 10 + digit;
    }
  }
  if (years == 2) year += year < 80 ? 2000 : 1900;
  return MakeDay(year, month, day);
}

std::string_view RoutingDigits(std::string_view field) {
  if (field.size() == kRoutingDigits + 1 && field.front() == '0') {
    field.remove_prefix(1);
  }
  return field.size() == kRoutingDigits && AllDigits(field)
             ? field
             : std::string_view();
}

bool RoutingPasses(std::string_view nine_digits) {
  constexpr std::array<int, 3> kWeights = {3, 7, 1};
  if (nine_digits.size() != kRoutingDigits) return false;
  int sum = 0;
  for (size_t i = 0; i < nine_digits.size(); ++i) {
    sum += (nine_digits[i] - '0') * kWeights[i % 3];
  }
  return sum % 10 == 0;
}

}  // namespace cashmatch::lockbox
