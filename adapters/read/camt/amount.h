// SPDX-License-Identifier: Apache-2.0
// amount.h - the money of a camt file: exact, in minor units and finer.
#pragma once

#include <cstdint>
#include <string_view>

#include "adapters/read/camt/entry.h"
#include "engine/base/currency.h"
#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch {

/// camt allows five decimals: balances and sums are compared in 10^-5 units.
inline constexpr int kFineDigits = 5;

enum class MoneyFault : uint8_t {
  kNone,
  kMissing,
  kNotANumber,
  kNegative,
  kTooFine,  // a fraction of the minor unit
  kOutOfRange,
  kCurrency,  // none, or not in ISO 4217
};

struct Money {
  Minor minor = 0;
  WideMinor fine = 0;  // the same in 10^-5; also set for kTooFine
  Currency currency = Currency::kNone;
  MoneyFault fault = MoneyFault::kMissing;
  bool rounded = false;       // dropped the residue of a binary fraction
  bool own_currency = false;  // had a Ccy of its own
  bool ok() const { return fault == MoneyFault::kNone; }
};

/// Reads an amount. Without a Ccy the `fallback` counts. A residue below 10^-9
/// of a currency unit, as floating point leaves it, is rounded away and marked.
Money ReadMoney(const AmountText& text, Currency fallback);

/// Reads a sum without currency, such as TxsSummry has it, in 10^-5 units; what
/// floating point leaves below 10^-9 is rounded away. False: not a number, or a
/// finer one.
bool ReadFine(std::string_view digits, WideMinor* fine);

/// What was expected where `fault` was found.
std::string_view ExpectedFor(MoneyFault fault);

/// Writes 10^-5 units with at least two decimals: "1190.00", "0.00001".
std::string FormatFine(WideMinor fine);

/// Reads the day of an xs:date or xs:dateTime as written, in local time.
Day ReadDay(std::string_view text);

}  // namespace cashmatch
