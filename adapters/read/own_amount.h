// SPDX-License-Identifier: Apache-2.0
// own_amount.h - amounts of files whose form is ours to say.
#pragma once

#include <string_view>

#include "engine/base/money.h"

namespace cashmatch {

/// Reads a decimal as ParseDecimal does, but with no more digits behind the
/// point than the currency has, not even zeros: where somebody took a decimal
/// comma for a point, `1.250` is 1250 as often as 1.25. For tables, canonical
/// receipts, rules and mapped CSV; what the forms of banks allow is theirs.
/// Source: CONTRACT section 2.
inline ParsedAmount ParseOwnAmount(std::string_view text, Currency currency) {
  const int exponent = ExponentOf(currency);
  const ParsedAmount parsed = ParseDecimal(text, exponent);
  const size_t point = text.find('.');
  const bool finer = point != std::string_view::npos &&
                     text.size() - point - 1 > static_cast<size_t>(exponent);
  if (parsed.ok() && finer) return {0, AmountFault::kTooManyDigits};
  return parsed;
}

}  // namespace cashmatch
