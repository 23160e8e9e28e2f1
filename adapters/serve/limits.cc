// SPDX-License-Identifier: Apache-2.0
// limits.cc - amounts by currency, out of a key and beside what is asked.
// Tested by tests/unit/adapters/serve/limits_test.cc
#include "adapters/serve/limits.h"

#include <algorithm>
#include <limits>

namespace cashmatch::serve {
namespace {

constexpr Minor kAll = std::numeric_limits<Minor>::max();

/// Takes the next of a list with commas, without the spaces around it.
std::string_view NextOf(std::string_view* list) {
  const size_t end = std::min(list->find(','), list->size());
  std::string_view one = list->substr(0, end);
  list->remove_prefix(std::min(end + 1, list->size()));
  while (one.starts_with(' ')) one.remove_prefix(1);
  while (one.ends_with(' ')) one.remove_suffix(1);
  return one;
}

bool HasNoLimit(Role role) {
  return role == Role::kController || role == Role::kOperator;
}

Minor Bounded(WideMinor sum) {
  return sum > kAll ? kAll : static_cast<Minor>(sum);
}

}  // namespace

std::optional<Limits> ReadLimits(std::string_view text) {
  Limits limits;
  while (!text.empty()) {
    const std::string_view one = NextOf(&text);
    const size_t space = std::min(one.find(' '), one.size());
    const std::optional<Currency> currency =
        ParseCurrency(one.substr(0, space));
    if (!currency || space == one.size()) return std::nullopt;
    const ParsedAmount amount =
        ParseDecimal(one.substr(space + 1), ExponentOf(*currency));
    if (!amount.ok() || amount.minor < 0 ||
        !limits.emplace(*currency, amount.minor).second) {
      return std::nullopt;
    }
  }
  return limits;
}

std::string ToText(const std::map<Currency, WideMinor>& sums) {
  std::string text;
  for (const auto& [currency, sum] : sums) {
    if (!text.empty()) text += ", ";
    text += std::string(CodeOf(currency)) + " " + FormatMoney(sum, currency);
  }
  return text;
}

std::vector<Warrant> WarrantsOf(const Principal& who,
                                const std::map<Currency, WideMinor>& sums) {
  const Limits limits = ReadLimits(who.limit).value_or(Limits{});
  std::vector<Warrant> warrants;
  for (const auto& [currency, sum] : sums) {
    const auto limit = limits.find(currency);
    const Minor allowed = HasNoLimit(who.role)    ? kAll
                          : limit == limits.end() ? 0
                                                  : limit->second;
    warrants.push_back(
        {who.owner, std::string(CodeOf(currency)), Bounded(sum), allowed});
  }
  return warrants;
}

bool Suffice(const std::vector<Warrant>& warrants) {
  return std::all_of(warrants.begin(), warrants.end(), [](const Warrant& one) {
    return one.asked <= one.allowed;
  });
}

}  // namespace cashmatch::serve
