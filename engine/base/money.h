// SPDX-License-Identifier: Apache-2.0
// money.h - exact amounts: 64-bit counts of minor units, never floating point.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/currency.h"

namespace cashmatch {

/// A count of minor units of some currency (cents, yen, fils); signed.
using Minor = int64_t;

/// Wide enough for every sum of Minor that a machine can hold.
using WideMinor = __int128;

/// The largest amount a file may state: 10^17 minor units. It leaves room to
/// add any 92 of them in 64 bits; longer sums are kept in WideMinor.
inline constexpr Minor kAmountMax = 100'000'000'000'000'000;

/// A share in millionths: 2 % is 20'000. Also a probability: 0.999 is 999'000.
using Millionths = int32_t;

/// Why an amount could not be read.
enum class AmountFault : uint8_t {
  kNone,
  kNotANumber,     // empty, letters, a comma, two points
  kTooManyDigits,  // a fraction finer than the minor unit, not zero
  kOutOfRange,     // beyond kAmountMax
};

struct ParsedAmount {
  Minor minor = 0;
  AmountFault fault = AmountFault::kNone;
  bool ok() const { return fault == AmountFault::kNone; }
};

/// Reads a decimal such as `-1250.00`: sign, digits, a point, digits. Leading
/// zeros and zeros beyond the minor unit are fine; nothing is ever rounded.
ParsedAmount ParseDecimal(std::string_view text, int exponent);

/// Reads an unsigned count of minor units: digits only, as BAI files hold it.
ParsedAmount ParseMinorDigits(std::string_view digits);

/// Writes an amount with exactly the digits of its minor unit: `-0.05`.
std::string FormatDecimal(WideMinor minor, int exponent);
inline std::string FormatMoney(WideMinor minor, Currency currency) {
  return FormatDecimal(minor, ExponentOf(currency));
}

/// What FormatDecimal returns is never longer, up to exponent 38.
inline constexpr size_t kDecimalMost = 48;

/// Writes what FormatDecimal returns to `at`, where there is room for
/// kDecimalMost characters, and returns where it ends.
char* PutDecimal(WideMinor minor, int exponent, char* at);

/// Appends what FormatDecimal returns; no allocation when `out` has room.
void AppendDecimal(WideMinor minor, int exponent, std::string* out);

/// Returns `share` of `amount`, rounded half away from zero (discounts).
/// Requires: |amount| <= kAmountMax, 0 <= share <= 1'000'000.
Minor ShareHalfAway(Minor amount, Millionths share);

/// Returns `share` of `amount`, rounded toward zero (tolerances).
Minor ShareTowardZero(Minor amount, Millionths share);

/// Reads a percentage such as `0.5` or `2` into millionths: 5'000, 20'000.
/// Nothing for more than four decimals or a value outside 0..100.
std::optional<Millionths> ParsePercent(std::string_view text);

/// Reads a probability such as `0.999` into millionths; 0 to 1.
std::optional<Millionths> ParseProbability(std::string_view text);

/// Narrows a sum that is known to fit; stops the program if it does not.
Minor Narrow(WideMinor value);

}  // namespace cashmatch
