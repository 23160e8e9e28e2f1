// SPDX-License-Identifier: Apache-2.0
// money.cc - reading, writing and sharing amounts.
// Tested by tests/unit/engine/base/money_test.cc
#include "engine/base/money.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "engine/base/check.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

constexpr Millionths kWhole = 1'000'000;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Reads a decimal share scaled to millionths of `unit` (1 or 100).
std::optional<Millionths> ParseShare(std::string_view text, int exponent) {
  const ParsedAmount parsed = ParseDecimal(text, exponent);
  if (!parsed.ok() || parsed.minor < 0 || parsed.minor > kWhole) {
    return std::nullopt;
  }
  return static_cast<Millionths>(parsed.minor);
}

/// Writes the digits of `rest` before `at`, with a point before the last
/// `exponent` of them; returns where they begin.
char* PutWideBefore(unsigned __int128 rest, int exponent, char* at) {
  int digits = 0;
  while (rest != 0 || digits <= exponent) {
    if (digits == exponent && exponent != 0) *--at = '.';
    *--at = static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
    ++digits;
  }
  return at;
}

// The last digits of a number, zeros in front of them.
char* PutFraction(uint64_t rest, int digits, char* at) {
  for (char* it = at + digits; it != at; rest /= 10) {
    *--it = static_cast<char>('0' + static_cast<int>(rest % 10));
  }
  return at + digits;
}

constexpr uint64_t PowerOfTen(int exponent) {
  uint64_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

inline char* PutNarrow(uint64_t size, uint64_t one, int exponent, char* at) {
  at = std::to_chars(at, at + kDecimalMost, size / one).ptr;
  if (exponent == 0) return at;
  *at++ = '.';
  return PutFraction(size % one, exponent, at);
}

}  // namespace

ParsedAmount ParseDecimal(std::string_view text, int exponent) {
  size_t at = 0;
  bool negative = false;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
    negative = text[at] == '-';
    ++at;
  }
  // Never above ten times kAmountMax, so that 64 bits hold it.
  static_assert(kAmountMax < std::numeric_limits<Minor>::max() / 10 - 9);
  Minor value = 0;
  int fraction = -1;  // digits after the point; -1 before it
  bool any_digit = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && fraction < 0) {
      fraction = 0;
      continue;
    }
    if (!IsDigit(c)) return {0, AmountFault::kNotANumber};
    any_digit = true;
    if (fraction >= exponent) {
      if (c != '0' && !Planted("a third decimal is dropped"))
        return {0, AmountFault::kTooManyDigits};
      continue;
    }
    if (fraction >= 0) ++fraction;
    value = value * 10 + (c - '0');
    if (value > kAmountMax) return {0, AmountFault::kOutOfRange};
  }
  if (!any_digit) return {0, AmountFault::kNotANumber};
  for (int i = std::max(fraction, 0); i < exponent; ++i) {
    value *= 10;
    if (value > kAmountMax) return {0, AmountFault::kOutOfRange};
  }
  return {negative ? -value : value, AmountFault::kNone};
}

ParsedAmount ParseMinorDigits(std::string_view digits) {
  if (digits.empty()) return {0, AmountFault::kNotANumber};
  Minor value = 0;
  for (const char c : digits) {
    if (!IsDigit(c)) return {0, AmountFault::kNotANumber};
    value = value * 10 + (c - '0');
    if (value > kAmountMax) return {0, AmountFault::kOutOfRange};
  }
  return {value, AmountFault::kNone};
}

char* PutDecimal(WideMinor minor, int exponent, char* at) {
  const bool negative = minor < 0;
  const auto size = negative ? -static_cast<unsigned __int128>(minor)
                             : static_cast<unsigned __int128>(minor);
  if (negative) *at++ = '-';
  // Nearly all fit 64 bits, whose division is ten times faster.
  if (size <= std::numeric_limits<uint64_t>::max() && exponent < 20) {
    const auto narrow = static_cast<uint64_t>(size);
    // The compiler divides by a constant without dividing.
    return exponent == 2
               ? PutNarrow(narrow, 100, 2, at)
               : PutNarrow(narrow, PowerOfTen(exponent), exponent, at);
  }
  std::array<char, kDecimalMost> buffer;
  char* const end = buffer.data() + buffer.size();
  return std::copy(PutWideBefore(size, exponent, end), end, at);
}

void AppendDecimal(WideMinor minor, int exponent, std::string* out) {
  std::array<char, kDecimalMost> buffer;
  out->append(buffer.data(), PutDecimal(minor, exponent, buffer.data()));
}

std::string FormatDecimal(WideMinor minor, int exponent) {
  std::string out;
  AppendDecimal(minor, exponent, &out);
  return out;
}

Minor ShareHalfAway(Minor amount, Millionths share) {
  // Most amounts leave room for the product, and half of what it is over.
  if (Minor narrow = 0;
      !__builtin_mul_overflow(amount, Minor{share}, &narrow) &&
      narrow < INT64_MAX - kWhole && narrow > INT64_MIN + kWhole) {
    constexpr Minor kHalf = kWhole / 2;
    return (narrow + (narrow < 0 ? -kHalf : kHalf)) / kWhole;
  }
  const WideMinor product = static_cast<WideMinor>(amount) * share;
  const WideMinor half = product < 0 ? -kWhole / 2 : kWhole / 2;
  return Narrow((product + half) / kWhole);
}

Minor ShareTowardZero(Minor amount, Millionths share) {
  return Narrow(static_cast<WideMinor>(amount) * share / kWhole);
}

std::optional<Millionths> ParsePercent(std::string_view text) {
  return ParseShare(text, 4);
}

std::optional<Millionths> ParseProbability(std::string_view text) {
  return ParseShare(text, 6);
}

Minor Narrow(WideMinor value) {
  CASHMATCH_CHECK(value >= std::numeric_limits<Minor>::min() &&
                  value <= std::numeric_limits<Minor>::max());
  return static_cast<Minor>(value);
}

}  // namespace cashmatch
