// SPDX-License-Identifier: Apache-2.0
// values.cc - reading days and amounts.
// Tested by tests/unit/adapters/read/mt940/values_test.cc
#include "adapters/read/mt940/values.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <string>

#include "adapters/read/mt940/lines.h"

namespace cashmatch::mt940 {
namespace {

constexpr size_t kLongestAmount = 40;

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

int TwoDigits(std::string_view text) {
  return (text[0] - '0') * 10 + (text[1] - '0');
}

MtDay DayOf(int year, int month, int day) {
  constexpr int kFebruary = 2;
  const auto exact = [year, month](int d) {
    return MakeDay(year, static_cast<unsigned>(month),
                   static_cast<unsigned>(d));
  };
  if (const auto found = exact(day)) return {*found, false};
  if (month != kFebruary || (day != 29 && day != 30)) return {};
  const auto leap = exact(29);
  return {leap ? *leap : *exact(28), true};
}

}  // namespace

MtDay ReadDay(std::string_view text) {
  constexpr int kLastYearOf2000s = 79;
  if (text.size() != 6 || !AllDigits(text)) return {};
  const int year = TwoDigits(text);
  return DayOf(year + (year <= kLastYearOf2000s ? 2000 : 1900),
               TwoDigits(text.substr(2)), TwoDigits(text.substr(4)));
}

MtDay ReadDayNear(std::string_view text, Day near) {
  if (text.size() != 4 || !AllDigits(text)) return {};
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{near}}};
  const int year = static_cast<int>(date.year());
  MtDay best;
  for (const int candidate : {year, year - 1, year + 1}) {
    const MtDay day =
        DayOf(candidate, TwoDigits(text), TwoDigits(text.substr(2)));
    if (day.day == kNoDay) continue;
    if (best.day == kNoDay ||
        std::abs(day.day - near) < std::abs(best.day - near)) {
      best = day;
    }
  }
  return best;
}

ParsedAmount ReadAmount(std::string_view text, Currency currency) {
  const ParsedAmount kNoNumber{0, AmountFault::kNotANumber};
  if (text.size() > kLongestAmount || text.empty()) return kNoNumber;
  const size_t comma = text.find(',');
  const std::string_view whole = text.substr(0, comma);
  if (!AllDigits(whole) && (!whole.empty() || text.size() == 1)) {
    return kNoNumber;
  }
  std::string plain = whole.empty() ? "0" : std::string(whole);
  if (comma != std::string_view::npos && comma + 1 < text.size()) {
    const std::string_view fraction = text.substr(comma + 1);
    if (!AllDigits(fraction)) return kNoNumber;
    plain += '.';
    plain += fraction;
  }
  return ParseDecimal(plain, ExponentOf(currency));
}

std::string_view ExpectedFor(AmountFault fault) {
  switch (fault) {
    case AmountFault::kNone:
      return {};
    case AmountFault::kNotANumber:
      return "digits and a decimal comma";
    case AmountFault::kTooManyDigits:
      return "no fraction of the currency's minor unit";
    case AmountFault::kOutOfRange:
      return "at most 10^17 minor units";
  }
  return {};
}

void ReadBalance(std::string_view text, Balance* balance) {
  constexpr size_t kDateAt = 1, kCurrencyAt = 7, kAmountAt = 10;
  balance->present = true;
  balance->readable = false;
  text = Trim(text);
  balance->text = text;
  if (text.size() <= kAmountAt || (text[0] != 'C' && text[0] != 'D')) return;
  const MtDay day = ReadDay(text.substr(kDateAt, 6));
  const auto currency = ParseCurrency(text.substr(kCurrencyAt, 3));
  if (currency) balance->currency = *currency;
  if (day.day == kNoDay || !currency) return;
  const ParsedAmount amount = ReadAmount(text.substr(kAmountAt), *currency);
  if (!amount.ok()) return;
  balance->day = day.day;
  balance->amount = text[0] == 'C' ? amount.minor : -amount.minor;
  balance->readable = true;
}

void ReadSum(std::string_view text, Balance* sum) {
  sum->present = true;
  sum->readable = false;
  text = Trim(text);
  sum->text = text;
  const char* const end = text.data() + text.size();
  const auto [rest, fault] = std::from_chars(text.data(), end, sum->count);
  if (fault != std::errc() || end - rest <= 3) return;
  const auto currency = ParseCurrency({rest, 3});
  if (!currency) return;
  sum->currency = *currency;
  const ParsedAmount amount =
      ReadAmount({rest + 3, static_cast<size_t>(end - rest - 3)}, *currency);
  sum->amount = amount.minor;
  sum->readable = amount.ok();
}

Floor ReadFloor(std::string_view text) {
  Floor floor;
  text = Trim(text);
  const auto currency = ParseCurrency(text.substr(0, 3));
  if (!currency) return floor;
  floor.currency = *currency;
  text.remove_prefix(3);
  if (!text.empty() && (text[0] == 'C' || text[0] == 'D')) {
    floor.side = text[0];
    text.remove_prefix(1);
  }
  const ParsedAmount amount = ReadAmount(text, *currency);
  if (amount.ok()) floor.amount = amount.minor;
  return floor;
}

}  // namespace cashmatch::mt940
