// SPDX-License-Identifier: Apache-2.0
// rule_section.h - typed values of one table of the rules file.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/policy.h"

namespace cashmatch {

/// Collects what is wrong with a rules file, in the order of its lines.
class RuleErrors {
 public:
  explicit RuleErrors(std::string_view file) : file_(file) {}

  void Add(const toml::source_region& at, std::string_view what);
  bool empty() const { return errors_.empty(); }
  /// Appends "rules.toml:12: what" for each, ordered by line.
  void AppendTo(std::vector<std::string>* errors);

 private:
  std::string file_;
  std::vector<std::pair<uint32_t, std::string>> errors_;
};

/// Reads the keys of one table. A key that is absent leaves its target as it
/// is; one that is there replaces it whole; a wrong value is an error and
/// leaves the target in an unspecified but valid state. What is never asked for
/// is unknown: Finish says so, with the nearest name that was.
class RuleSection {
 public:
  RuleSection(const toml::table& table, RuleErrors* errors)
      : table_(table), errors_(*errors) {}

  void Text(std::string_view key, std::string* text);
  void Texts(std::string_view key, std::vector<std::string>* texts);
  void Flag(std::string_view key, bool* flag);
  /// Whole days, 0 to 3650.
  void Days(std::string_view key, int32_t* days);
  /// 0 to 1, at most six decimals; a TOML number or a text.
  void Probability(std::string_view key, Millionths* share);
  /// A text, 0 to 100, at most four decimals.
  void Percent(std::string_view key, std::optional<Millionths>* share);
  void Percents(std::string_view key, std::vector<Millionths>* shares);
  /// `{ USD = "5.00" }`; not negative.
  void Amounts(std::string_view key, AmountByCurrency* amounts);
  void AmountLists(std::string_view key,
                   std::map<Currency, std::vector<Minor>>* amounts);
  /// One of `words`, whose order is that of the enum.
  template <class E>
  void Word(std::string_view key, std::span<const std::string_view> words,
            E* value) {
    const std::optional<size_t> index = WordIndex(key, words);
    if (index) *value = static_cast<E>(*index);
  }
  /// The amounts of this table itself, whatever its other keys are.
  void OwnAmounts(AmountByCurrency* amounts);

  /// Returns the table of a key; nothing if absent or, with an error, no table.
  const toml::table* Table(std::string_view key);
  /// Returns the node of a key, whatever it is.
  const toml::node* Node(std::string_view key);

  void Error(const toml::node& at, std::string_view what);
  /// An error about the table as a whole.
  void Error(std::string_view what) { Error(table_, what); }
  void Finish();

 private:
  std::optional<size_t> WordIndex(std::string_view key,
                                  std::span<const std::string_view> words);
  std::optional<Minor> Amount(const toml::node& node, Currency currency);
  std::optional<Millionths> PercentOf(const toml::node& node);
  /// Calls visit(currency, node) for every key that is one.
  template <class Visit>
  void ForEachCurrency(const toml::table& table, bool others, Visit visit);

  const toml::table& table_;
  RuleErrors& errors_;
  std::vector<std::string> known_;
  bool currencies_known_ = false;
};

}  // namespace cashmatch
