// SPDX-License-Identifier: Apache-2.0
// fields.h - what stands in the columns: amounts, dates, check digits.
#pragma once

#include <optional>
#include <string_view>

#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch::lockbox {

bool AllDigits(std::string_view text);

/// Whether a field holds nothing: blanks or zeros.
bool IsBlankOrZero(std::string_view text);

/// Drops leading zeros, all of them: "000" becomes "".
std::string_view WithoutLeadingZeros(std::string_view text);

/// Reads an amount or a count that fills its columns with digits, or with
/// blanks and then digits. `width` is the width of the columns: a field that is
/// cut off would read as a smaller amount.
std::optional<Minor> ReadDigits(std::string_view slice, size_t width);

/// Reads the amount of an advice line, which may be negative: `-` before or
/// behind the digits, or the last digit overpunched (`{A..I` is +0..9, `}J..R`
/// is -0..9). Blank reads as nothing, with `*blank` set.
std::optional<Minor> ReadSigned(std::string_view slice, size_t width,
                                bool* blank);

/// Moves an amount with `decimals` implied decimals to a currency's minor
/// units. Nothing if a digit would be lost or it grows too large.
std::optional<Minor> ToMinorUnits(Minor amount, int decimals, int exponent);

/// Reads a date by a pattern of Y, M and D such as "YYMMDD". Blanks and zeros
/// read as kNoDay, anything else that is no date as nothing.
std::optional<Day> ReadPatternDay(std::string_view slice,
                                  std::string_view pattern);

/// The nine digits of a routing number; of ten with a leading zero, the last
/// nine. Empty for anything else.
std::string_view RoutingDigits(std::string_view field);

/// Whether nine digits pass the check of ABA routing numbers: weights 3, 7, 1,
/// sum divisible by 10.
bool RoutingPasses(std::string_view nine_digits);

}  // namespace cashmatch::lockbox
