// SPDX-License-Identifier: Apache-2.0
// statement_ends.cc - from balance codes to the ends of a statement.
// Tested by tests/system/same_money_test.py
#include "adapters/read/camt/statement_ends.h"

#include <charconv>
#include <map>
#include <string>

#include "adapters/read/camt/amount.h"
#include "adapters/read/camt/booking.h"

namespace cashmatch {

uint64_t NumberOf(std::string_view text) {
  uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, number);
  return fault == std::errc() && stop == end ? number : 0;
}

void AddEnds(const Statement& statement, uint32_t line,
             std::vector<StatementEnds>* ends) {
  struct Found {
    bool opening = false, booked_opening = false, closing = false;
    StatementEnds ends;
  };
  const Currency fallback =
      ParseCurrency(statement.currency).value_or(Currency::kNone);
  std::map<Currency, Found> currencies;
  for (const BalanceText& balance : statement.balances) {
    const Money money = ReadMoney(balance.amount, fallback);
    if (!balance.subtype.empty() || !money.ok()) continue;
    const WideMinor value =
        SideOf(balance.side) == Side::kDebit ? -money.minor : money.minor;
    Found& found = currencies[money.currency];
    if (balance.code == "CLBD") {
      found.closing = true;
      found.ends.closing = value;
      found.ends.day = ReadDay(balance.date);
    } else if (balance.code == "OPBD" && !found.booked_opening) {
      found.opening = found.booked_opening = true;
      found.ends.opening = value;
    } else if (balance.code == "PRCD" && !found.opening) {
      found.opening = true;
      found.ends.opening = value;
    }
  }
  for (auto& [currency, found] : currencies) {
    if (!found.opening || !found.closing || found.ends.day == kNoDay) continue;
    found.ends.line = line;
    found.ends.numbers = StatementEnds::Numbers::kCamt;
    found.ends.number = NumberOf(statement.number);
    found.ends.account = std::string(statement.account);
    found.ends.currency = currency;
    ends->push_back(std::move(found.ends));
  }
}

}  // namespace cashmatch
