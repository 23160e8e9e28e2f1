// SPDX-License-Identifier: Apache-2.0
// limits.cc - lists of amounts to text and back.
// Tested by tests/unit/adapters/serve/limits_test.cc
#include "adapters/ledger/limits.h"

#include <algorithm>

namespace cashmatch {
namespace {

/// Takes the next of a list with commas, without the spaces around it.
std::string_view NextOf(std::string_view* list) {
  const size_t end = std::min(list->find(','), list->size());
  std::string_view one = list->substr(0, end);
  list->remove_prefix(std::min(end + 1, list->size()));
  while (one.starts_with(' ')) one.remove_prefix(1);
  while (one.ends_with(' ')) one.remove_suffix(1);
  return one;
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

}  // namespace cashmatch
