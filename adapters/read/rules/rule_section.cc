// SPDX-License-Identifier: Apache-2.0
// rule_section.cc - kinds of values, and the wording of what is wrong.
// Tested by tests/unit/adapters/read/rules/rules_test.cc
#include "adapters/read/rules/rule_section.h"

#include <algorithm>
#include <cmath>

#include "adapters/read/own_amount.h"
#include "adapters/read/rules/nearest_name.h"

namespace cashmatch {
namespace {

constexpr int64_t kDaysMax = 3650;

std::string Quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

std::string ExpectedAmount(AmountFault fault, Currency currency) {
  const std::string code(CodeOf(currency));
  switch (fault) {
    case AmountFault::kTooManyDigits:
      return "at most " + std::to_string(ExponentOf(currency)) +
             " decimals for " + code;
    case AmountFault::kOutOfRange:
      return "an amount below " + FormatMoney(kAmountMax, currency);
    case AmountFault::kNone:
    case AmountFault::kNotANumber:
      break;
  }
  return "an amount such as \"" + FormatMoney(500, currency) + "\"";
}

}  // namespace

void RuleErrors::Add(const toml::source_region& at, std::string_view what) {
  errors_.emplace_back(at.begin.line, what);
}

void RuleErrors::AppendTo(std::vector<std::string>* errors) {
  std::stable_sort(
      errors_.begin(), errors_.end(),
      [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [line, what] : errors_) {
    errors->push_back(file_ + ":" + std::to_string(line) + ": " + what);
  }
}

const toml::node* RuleSection::Node(std::string_view key) {
  known_.emplace_back(key);
  return table_.get(key);
}

void RuleSection::Error(const toml::node& at, std::string_view what) {
  errors_.Add(at.source(), what);
}

const toml::table* RuleSection::Table(std::string_view key) {
  const toml::node* const node = Node(key);
  if (node == nullptr) return nullptr;
  if (!node->is_table()) Error(*node, Quoted(key) + " must be a table");
  return node->as_table();
}

void RuleSection::Text(std::string_view key, std::string* text) {
  const toml::node* const node = Node(key);
  if (node == nullptr) return;
  if (const auto* const value = node->as_string()) {
    *text = value->get();
  } else {
    Error(*node, Quoted(key) + " must be a text in quotes");
  }
}

void RuleSection::Texts(std::string_view key, std::vector<std::string>* texts) {
  const toml::node* const node = Node(key);
  if (node == nullptr) return;
  const toml::array* const list = node->as_array();
  if (list == nullptr) {
    return Error(*node, Quoted(key) + " must be a list of texts");
  }
  texts->clear();
  for (const toml::node& item : *list) {
    if (const auto* const value = item.as_string()) {
      texts->push_back(value->get());
    } else {
      Error(item, Quoted(key) + " must be a list of texts in quotes");
    }
  }
}

void RuleSection::Flag(std::string_view key, bool* flag) {
  const toml::node* const node = Node(key);
  if (node == nullptr) return;
  if (const auto* const value = node->as_boolean()) {
    *flag = value->get();
  } else {
    Error(*node, Quoted(key) + " must be true or false");
  }
}

void RuleSection::Days(std::string_view key, int32_t* days) {
  const toml::node* const node = Node(key);
  if (node == nullptr) return;
  const auto* const value = node->as_integer();
  if (value == nullptr || value->get() < 0 || value->get() > kDaysMax) {
    return Error(*node, Quoted(key) + " must be whole days, 0 to 3650");
  }
  *days = static_cast<int32_t>(value->get());
}

void RuleSection::Probability(std::string_view key, Millionths* share) {
  const toml::node* const node = Node(key);
  if (node == nullptr) return;
  std::optional<Millionths> read;
  if (const auto* const text = node->as_string()) {
    read = ParseProbability(text->get());
  } else if (const std::optional<double> number = node->value<double>()) {
    // The only place where a number of the file is floating point: a share has
    // at most six decimals, so that rounding once gives back what was written.
    const double millionths = *number * 1e6;
    const double rounded = std::round(millionths);
    if (rounded >= 0 && rounded <= 1e6 &&
        std::abs(millionths - rounded) < 1e-4) {
      read = static_cast<Millionths>(rounded);
    }
  }
  if (read) {
    *share = *read;
  } else {
    Error(*node, Quoted(key) +
                     " must be a probability from 0 to 1 with at most six "
                     "decimals");
  }
}

std::optional<Millionths> RuleSection::PercentOf(const toml::node& node) {
  const auto* const text = node.as_string();
  const std::optional<Millionths> read =
      text == nullptr ? std::nullopt : ParsePercent(text->get());
  if (!read) {
    Error(node,
          "a percentage must be a text from \"0\" to \"100\" with at "
          "most four decimals, such as \"0.5\"");
  }
  return read;
}

void RuleSection::Percent(std::string_view key,
                          std::optional<Millionths>* share) {
  const toml::node* const node = Node(key);
  if (node == nullptr) return;
  *share = PercentOf(*node);
}

void RuleSection::Percents(std::string_view key,
                           std::vector<Millionths>* shares) {
  const toml::node* const node = Node(key);
  if (node == nullptr) return;
  const toml::array* const list = node->as_array();
  if (list == nullptr) {
    return Error(*node, Quoted(key) + " must be a list of percentages");
  }
  shares->clear();
  for (const toml::node& item : *list) {
    if (const auto share = PercentOf(item)) shares->push_back(*share);
  }
}

std::optional<Minor> RuleSection::Amount(const toml::node& node,
                                         Currency currency) {
  const auto* const text = node.as_string();
  if (text == nullptr) {
    Error(node, "an amount must be a text in quotes, such as \"" +
                    FormatMoney(500, currency) + "\"");
    return std::nullopt;
  }
  const ParsedAmount parsed = ParseOwnAmount(text->get(), currency);
  if (parsed.ok() && parsed.minor >= 0) return parsed.minor;
  Error(node, "found " + Quoted(text->get()) + ", expected " +
                  (parsed.ok() ? "an amount that is not negative"
                               : ExpectedAmount(parsed.fault, currency)));
  return std::nullopt;
}

template <class Visit>
void RuleSection::ForEachCurrency(const toml::table& table, bool others,
                                  Visit visit) {
  for (const auto& [key, node] : table) {
    if (const auto currency = ParseCurrency(key.str())) {
      visit(*currency, node);
    } else if (!others) {
      errors_.Add(key.source(), "unknown currency " + Quoted(key.str()) +
                                    "; expected an ISO 4217 code such as USD");
    }
  }
}

void RuleSection::OwnAmounts(AmountByCurrency* amounts) {
  currencies_known_ = true;
  ForEachCurrency(table_, true, [&](Currency currency, const toml::node& node) {
    if (const auto amount = Amount(node, currency)) {
      (*amounts)[currency] = *amount;
    }
  });
}

void RuleSection::Amounts(std::string_view key, AmountByCurrency* amounts) {
  const toml::table* const table = Table(key);
  if (table == nullptr) return;
  amounts->clear();
  ForEachCurrency(*table, false,
                  [&](Currency currency, const toml::node& node) {
                    if (const auto amount = Amount(node, currency)) {
                      (*amounts)[currency] = *amount;
                    }
                  });
}

void RuleSection::AmountLists(std::string_view key,
                              std::map<Currency, std::vector<Minor>>* amounts) {
  const toml::table* const table = Table(key);
  if (table == nullptr) return;
  amounts->clear();
  ForEachCurrency(
      *table, false, [&](Currency currency, const toml::node& node) {
        const toml::array* const list = node.as_array();
        if (list == nullptr) {
          return Error(node, Quoted(key) +
                                 " must be a list of amounts for each "
                                 "currency");
        }
        for (const toml::node& item : *list) {
          if (const auto amount = Amount(item, currency)) {
            (*amounts)[currency].push_back(*amount);
          }
        }
      });
}

std::optional<size_t> RuleSection::WordIndex(
    std::string_view key, std::span<const std::string_view> words) {
  const toml::node* const node = Node(key);
  if (node == nullptr) return std::nullopt;
  const std::vector<std::string> names(words.begin(), words.end());
  const auto* const text = node->as_string();
  if (text == nullptr) {
    Error(*node,
          Quoted(key) + " must be a word in quotes" + Suggestion("", names));
    return std::nullopt;
  }
  const auto found = std::find(words.begin(), words.end(), text->get());
  if (found == words.end()) {
    Error(*node, "unknown value " + Quoted(text->get()) + " of " + Quoted(key) +
                     Suggestion(text->get(), names));
    return std::nullopt;
  }
  return static_cast<size_t>(found - words.begin());
}

void RuleSection::Finish() {
  for (const auto& [key, node] : table_) {
    const std::string_view name = key.str();
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    if (currencies_known_ && ParseCurrency(name)) continue;
    std::string what = "unknown key " + Quoted(name) + Suggestion(name, known_);
    if (currencies_known_) what += " (or a currency code such as USD)";
    errors_.Add(key.source(), what);
  }
}

}  // namespace cashmatch
