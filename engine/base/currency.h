// SPDX-License-Identifier: Apache-2.0
// currency.h - ISO 4217 codes and their minor units.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cashmatch {

/// Three letters packed into 15 bits, A = 1: comparing them orders by code.
enum class Currency : uint16_t { kNone = 0 };

/// What American bank formats mean where they name no currency.
inline constexpr Currency kUsDollar{21 << 10 | 19 << 5 | 4};

/// The three letters of a currency, without an allocation.
struct CurrencyCode {
  std::array<char, 3> letters;
  operator std::string_view() const { return {letters.data(), 3}; }
};

/// Reads an upper-case ISO 4217 code; nothing if the standard does not list it.
std::optional<Currency> ParseCurrency(std::string_view code);

/// Returns the letters; "   " for Currency::kNone.
CurrencyCode CodeOf(Currency currency);

/// Returns the number of decimal digits of the minor unit: USD 2, JPY 0, KWD 3.
/// Source: ISO 4217 list one; ICU and CLDR differ for a dozen live currencies.
int ExponentOf(Currency currency);

}  // namespace cashmatch
