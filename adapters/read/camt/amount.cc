// SPDX-License-Identifier: Apache-2.0
// amount.cc - reading amounts, sums and days of camt files.
// Tested by tests/unit/adapters/read/camt/amount_test.cc
#include "adapters/read/camt/amount.h"

#include <optional>
#include <string>

namespace cashmatch {
namespace {

constexpr int kResidueDigits = 9;

WideMinor Scale(WideMinor minor, int exponent) {
  for (int i = exponent; i < kFineDigits; ++i) minor *= 10;
  return minor;
}

/// Reads `100.0000000000005` as 100.00 and `99.9999999999` as 100.00; nothing
/// when more than a residue is cut off.
std::optional<Minor> WithoutResidue(std::string_view digits, int exponent) {
  const size_t point = digits.find('.');
  if (point == std::string_view::npos) return std::nullopt;
  const auto kept = point + 1 + static_cast<size_t>(exponent);
  const auto proof = point + 1 + static_cast<size_t>(kResidueDigits);
  if (digits.size() <= proof) return std::nullopt;
  const ParsedAmount floor = ParseDecimal(digits.substr(0, kept), exponent);
  if (!floor.ok()) return std::nullopt;
  const std::string_view residue = digits.substr(kept, proof - kept);
  const std::string_view rest = digits.substr(proof);
  if (rest.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  if (residue.find_first_not_of('0') == std::string_view::npos) {
    return floor.minor;
  }
  if (residue.find_first_not_of('9') == std::string_view::npos) {
    return floor.minor + 1;
  }
  return std::nullopt;
}

MoneyFault FaultOf(AmountFault fault) {
  switch (fault) {
    case AmountFault::kNone:
      return MoneyFault::kNone;
    case AmountFault::kNotANumber:
      return MoneyFault::kNotANumber;
    case AmountFault::kTooManyDigits:
      return MoneyFault::kTooFine;
    case AmountFault::kOutOfRange:
      return MoneyFault::kOutOfRange;
  }
  return MoneyFault::kNotANumber;
}

}  // namespace

Money ReadMoney(const AmountText& text, Currency fallback) {
  Money money;
  if (!text.present()) return money;
  const std::optional<Currency> currency = ParseCurrency(text.currency);
  money.own_currency = currency.has_value();
  money.currency = currency.value_or(fallback);
  if ((!currency && !text.currency.empty()) ||
      money.currency == Currency::kNone) {
    money.fault = MoneyFault::kCurrency;
    return money;
  }
  const int exponent = ExponentOf(money.currency);
  const ParsedAmount parsed = ParseDecimal(text.digits, exponent);
  money.fault = FaultOf(parsed.fault);
  money.minor = parsed.minor;
  if (money.fault == MoneyFault::kTooFine) {
    if (const auto minor = WithoutResidue(text.digits, exponent)) {
      money.minor = *minor;
      money.fault = MoneyFault::kNone;
      money.rounded = true;
    } else {
      ReadFine(text.digits, &money.fine);
      return money;
    }
  }
  money.fine = Scale(money.minor, exponent);
  if (money.ok() && money.minor < 0) money.fault = MoneyFault::kNegative;
  return money;
}

bool ReadFine(std::string_view digits, WideMinor* fine) {
  const ParsedAmount parsed = ParseDecimal(digits, kFineDigits);
  if (parsed.ok()) {
    *fine = parsed.minor;
    return true;
  }
  if (parsed.fault == AmountFault::kTooManyDigits) {
    const auto minor = WithoutResidue(digits, kFineDigits);
    if (minor) *fine = *minor;
    return minor.has_value();
  }
  // Larger than 10^12 units: two decimals must do.
  const ParsedAmount coarse = ParseDecimal(digits, 2);
  *fine = Scale(coarse.minor, 2);
  return coarse.ok();
}

std::string_view ExpectedFor(MoneyFault fault) {
  switch (fault) {
    case MoneyFault::kNone:
      return {};
    case MoneyFault::kMissing:
      return "an amount";
    case MoneyFault::kNotANumber:
      return "digits and a decimal point";
    case MoneyFault::kNegative:
      return "no sign: CdtDbtInd says the side";
    case MoneyFault::kTooFine:
      return "no fraction of the currency's minor unit";
    case MoneyFault::kOutOfRange:
      return "at most 10^17 minor units";
    case MoneyFault::kCurrency:
      return "an ISO 4217 currency in Ccy";
  }
  return {};
}

std::string FormatFine(WideMinor fine) {
  std::string text = FormatDecimal(fine, kFineDigits);
  for (int i = kFineDigits; i > 2 && text.back() == '0'; --i) text.pop_back();
  return text;
}

Day ReadDay(std::string_view text) {
  constexpr size_t kDayDigits = 10;
  return ParseIsoDay(text.substr(0, kDayDigits)).value_or(kNoDay);
}

}  // namespace cashmatch
