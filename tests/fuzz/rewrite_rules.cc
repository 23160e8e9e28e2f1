// SPDX-License-Identifier: Apache-2.0
// rewrite_rules.cc - a policy as the rules file that says it.
// Tested by tests/fuzz/rewrite_test.cc.
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <utility>

#include "adapters/read/rules/rules.h"
#include "engine/base/money.h"
#include "tests/fuzz/rewrite.h"

namespace cashmatch::fuzz {
namespace {

/// The word of an enum or a flag.
template <size_t kWords, class Value>
std::string_view Word(const std::array<std::string_view, kWords>& words,
                      Value value) {
  return words.at(static_cast<size_t>(value));
}

std::string Probability(Millionths share) { return FormatDecimal(share, 6); }
std::string Percent(Millionths share) { return FormatDecimal(share, 4); }

/// toml++ 3.3 takes ', tabs and line feeds for letters of a bare key when it
/// writes one, and cannot read it again (toml::impl::formatter::print_string).
bool CanBeWritten(const toml::table& table) {
  return std::ranges::all_of(table, [](const auto& entry) {
    const auto& [key, node] = entry;
    const toml::table* const inner = node.as_table();
    return key.str().find_first_of("'\t\n") == std::string_view::npos &&
           (inner == nullptr || CanBeWritten(*inner));
  });
}

toml::table Amounts(const AmountByCurrency& amounts) {
  toml::table table;
  for (const auto& [currency, amount] : amounts) {
    table.insert(CodeOf(currency), FormatMoney(amount, currency));
  }
  return table;
}

toml::table ToleranceTable(const Tolerance& tolerance) {
  toml::table table = Amounts(tolerance.absolute);
  if (tolerance.percent) table.insert("percent", Percent(*tolerance.percent));
  table.insert("combine", tolerance.larger_wins ? "max" : "min");
  return table;
}

toml::table Fees(const MatchingPolicy& policy) {
  toml::table amounts;
  for (const auto& [currency, list] : policy.fee_amounts) {
    toml::array fees;
    for (const Minor fee : list) fees.push_back(FormatMoney(fee, currency));
    amounts.insert(CodeOf(currency), std::move(fees));
  }
  return toml::table{{"amounts", std::move(amounts)},
                     {"maximum", Amounts(policy.fee_maximum)}};
}

toml::table Matching(const MatchingPolicy& it) {
  constexpr std::array<std::string_view, 3> kUnearned = {"suggest", "allow",
                                                         "deduction"};
  constexpr std::array<std::string_view, 2> kShort = {"suggest", "apply"};
  constexpr std::array<std::string_view, 2> kOver = {"unapplied", "on_account"};
  constexpr std::array<std::string_view, 2> kCredits = {"referenced", "any"};
  toml::array rates;
  for (const Millionths rate : it.withholding_rates) {
    rates.push_back(Percent(rate));
  }
  return toml::table{
      {"match", toml::table{{"apply", Probability(it.apply)},
                            {"suggest", Probability(it.suggest)},
                            {"review_above", Amounts(it.review_above)},
                            {"prepayment_days", it.prepayment_days},
                            {"wait_days", it.wait_days},
                            {"qa_sample", Probability(it.qa_sample)}}},
      {"tolerance", toml::table{{"under", ToleranceTable(it.under)},
                                {"over", ToleranceTable(it.over)}}},
      {"discount", toml::table{{"grace_days", it.grace_days},
                               {"unearned", Word(kUnearned, it.unearned)}}},
      {"short_pay", toml::table{{"policy", Word(kShort, it.short_pay)}}},
      {"overpay", toml::table{{"policy", Word(kOver, it.overpay)}}},
      {"fees", Fees(it)},
      {"credits", toml::table{{"use", Word(kCredits, it.credits)}}},
      {"withholding", toml::table{{"rates", std::move(rates)}}},
      {"oldest_first", toml::table{{"enabled", it.oldest_first}}}};
}

toml::table TermsTable(const Terms& terms) {
  toml::table table;
  if (terms.net_days >= 0) table.insert("net_days", terms.net_days);
  for (const DiscountTier& tier : terms.tiers) {  // at most one
    table.insert("discount_percent", Percent(tier.percent));
    if (tier.until_due_date) {
      table.insert("discount_until", "due_date");
    } else {
      table.insert("discount_days", tier.days);
    }
  }
  return table;
}

toml::array Texts(const std::vector<std::string>& texts) {
  toml::array array;
  for (const std::string& text : texts) array.push_back(text);
  return array;
}

toml::table Account(const AccountPolicy& account, bool repeats) {
  return toml::table{{"same_as", account.same_as},
                     {"numbers_repeat", repeats},
                     {"company_codes", Texts(account.company_codes)},
                     {"info_is_booked", account.info_is_booked}};
}

/// The layouts that are handed on as a file, under their names again.
toml::table Lockbox(const ReadOptions& options) {
  toml::table lockbox{{"trailer_optional", options.trailer_optional}};
  if (!options.lockbox_layouts_path.empty()) {
    lockbox.insert("layouts", options.lockbox_layouts_path);
  }
  if (options.lockbox_layouts_toml.empty()) return lockbox;
  toml::table named, file = toml::parse(options.lockbox_layouts_toml);
  for (toml::node& layout : *file["layout"].as_array()) {
    toml::table* const table = layout.as_table();
    const std::string name = table->at("name").value_or(std::string());
    table->erase("name");
    named.insert(name, std::move(*table));
  }
  lockbox.insert("layouts", std::move(named));
  return lockbox;
}

toml::table RulesTable(const Policy& policy, const ReadOptions& options) {
  constexpr std::array<std::string_view, 3> kTreatments = {
      "deduction", "write_off", "leave_open"};
  toml::table file = Matching(policy.general);
  toml::table terms, reasons, accounts, customers;
  toml::array routes;
  for (const auto& [code, it] : policy.terms)
    terms.insert(code, TermsTable(it));
  for (const auto& [key, it] : policy.reasons) {
    reasons.insert(key,
                   toml::table{{"code", it.code},
                               {"treatment", Word(kTreatments, it.treatment)}});
  }
  for (const auto& [name, it] : policy.accounts) {
    accounts.insert(name, Account(it, options.repeating.contains(name)));
  }
  for (const auto& [id, it] : policy.customers)
    customers.insert(id, Matching(it));
  for (const Route& it : policy.routes) {
    toml::table when{{"type_code", Texts(it.type_codes)}, {"text", it.text}};
    routes.push_back(toml::table{{"when", std::move(when)}, {"class", it.cls}});
  }
  file.insert("terms", std::move(terms));
  file.insert("reasons", std::move(reasons));
  file.insert("accounts", std::move(accounts));
  file.insert("customers", std::move(customers));
  file.insert("route", std::move(routes));
  file.insert("lockbox", Lockbox(options));
  file.insert("bai2",
              toml::table{{"decimal_amounts", options.decimal_amounts}});
  return file;
}

}  // namespace

std::string RulesToml(const Policy& policy, const ReadOptions& options) {
  std::ostringstream text;
  text << RulesTable(policy, options) << '\n';
  return text.str();
}

std::string FaultOfRewrite(const Policy& policy, const ReadOptions& options) {
  try {
    if (!CanBeWritten(RulesTable(policy, options))) return "";
  } catch (const toml::parse_error&) {
    return "";  // the layouts that ReadRules handed on, written by toml++ too
  }
  const std::string text = RulesToml(policy, options);
  Policy again;
  ReadOptions options_again;
  std::vector<std::string> errors;
  if (!ReadRules(text, "input", &again, &options_again, &errors)) {
    return "written and read again, the rules are refused: " + errors.front();
  }
  return RulesToml(again, options_again) == text
             ? ""
             : "written and read again, the rules change";
}

}  // namespace cashmatch::fuzz
