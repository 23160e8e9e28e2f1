// SPDX-License-Identifier: Apache-2.0
// values.h - days, amounts and balances as SWIFT writes them.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/currency.h"
#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch::mt940 {

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool IsAmountByte(char c) { return IsDigit(c) || c == ',' || c == '.'; }

/// A day, and whether it was put right: banks that count 30 days a month write
/// 30 February, which becomes the last of the month.
struct MtDay {
  Day day = kNoDay;
  bool clamped = false;
};

/// Reads YYMMDD; kNoDay for what is no day.
MtDay ReadDay(std::string_view text);

/// Reads MMDD as the day nearest to `near`.  Requires: `near` is a day.
MtDay ReadDayNear(std::string_view text, Day near);

/// Reads "1234,56", "1234,", "1234" or ",56". A point is refused: in one
/// country it parts the thousands, in the other the cents.
ParsedAmount ReadAmount(std::string_view text, Currency currency);

/// What was expected where `fault` was found.
std::string_view ExpectedFor(AmountFault fault);

/// A balance of :60:, :62:, or a sum of :90:.
struct Balance {
  bool present = false;
  bool readable = false;
  Day day = kNoDay;  // a balance only
  Currency currency = Currency::kNone;
  WideMinor amount = 0;  // negative: debit
  uint64_t count = 0;    // a sum only
  uint32_t line = 0;
  uint64_t offset = 0;
  std::string_view text;
};

/// Reads "C260314EUR1290,00" into a balance that is present.
void ReadBalance(std::string_view text, Balance* balance);

/// Reads "12EUR1290,00" of :90C: or :90D:. The sum is not negative.
void ReadSum(std::string_view text, Balance* sum);

/// The floor limit of :34F:: smaller entries are not listed.
struct Floor {
  Currency currency = Currency::kNone;
  char side = 0;  // C, D, or 0 for both
  Minor amount = 0;
};

/// Reads "EURD100,00" or "EUR0,".
Floor ReadFloor(std::string_view text);

}  // namespace cashmatch::mt940
