// SPDX-License-Identifier: Apache-2.0
// rules.cc - the sections of the whole file, and those that only it may have.
// Tested by tests/unit/adapters/read/rules/rules_test.cc
#include "adapters/read/rules/rules.h"

#include <array>
#include <sstream>
#include <utility>

#include "adapters/read/rules/matching_rules.h"
#include "adapters/read/rules/rule_section.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, 3> kTreatments = {
    "deduction", "write_off", "leave_open"};
constexpr std::array<std::string_view, 1> kUntil = {"due_date"};

/// Reads one file; each function one section that stands once.
class RulesFile {
 public:
  RulesFile(const toml::table& file, RuleErrors* errors, Policy* policy,
            ReadOptions* options)
      : file_(file), errors_(*errors), policy_(*policy), options_(*options) {}

  void Read();

 private:
  void ReadTerms(std::string_view code, const toml::table& table);
  void ReadReason(std::string_view code, const toml::table& table);
  void ReadAccount(std::string_view account, const toml::table& table);
  void ReadCustomer(std::string_view customer_id, const toml::table& table);
  void ReadRoutes(RuleSection* section);
  void ReadRoute(const toml::table& table);
  void ReadLockbox(RuleSection* section);
  void ReadLayouts(RuleSection* section);
  void ReadBai2(RuleSection* section);

  /// Calls read(name, table) for every table of a section of named tables.
  template <class Visit>
  void ForEachNamed(RuleSection* section, std::string_view key, Visit read);

  const toml::table& file_;
  RuleErrors& errors_;
  Policy& policy_;
  ReadOptions& options_;
};

template <class Visit>
void RulesFile::ForEachNamed(RuleSection* section, std::string_view key,
                             Visit read) {
  const toml::table* const tables = section->Table(key);
  if (tables == nullptr) return;
  for (const auto& [name, node] : *tables) {
    if (const toml::table* const table = node.as_table()) {
      read(name.str(), *table);
    } else {
      errors_.Add(name.source(), "'" + std::string(name.str()) +
                                     "' must be a table: [" + std::string(key) +
                                     ".\"" + std::string(name.str()) + "\"]");
    }
  }
}

void RulesFile::Read() {
  RuleSection section(file_, &errors_);
  ReadMatchingRules(&section, &errors_, &policy_.general);
  ForEachNamed(&section, "terms", [&](auto code, const toml::table& table) {
    ReadTerms(code, table);
  });
  ForEachNamed(&section, "reasons", [&](auto code, const toml::table& table) {
    ReadReason(code, table);
  });
  ForEachNamed(&section, "accounts", [&](auto name, const toml::table& table) {
    ReadAccount(name, table);
  });
  ReadRoutes(&section);
  // Customers come last: theirs stands over what the file says for all.
  ForEachNamed(&section, "customers", [&](auto id, const toml::table& table) {
    ReadCustomer(id, table);
  });
  ReadLockbox(&section);
  ReadBai2(&section);
  section.Finish();
  options_.accounts = policy_.accounts;
}

void RulesFile::ReadTerms(std::string_view code, const toml::table& table) {
  RuleSection section(table, &errors_);
  std::optional<Millionths> percent;
  int32_t discount_days = -1;
  bool until_due_date = false;
  Terms terms;
  section.Percent("discount_percent", &percent);
  section.Days("discount_days", &discount_days);
  const toml::node* const until = table.get("discount_until");
  int word = 0;
  section.Word("discount_until", kUntil, &word);
  until_due_date = until != nullptr;
  section.Days("net_days", &terms.net_days);
  section.Finish();
  const bool has_end = discount_days >= 0 || until_due_date;
  if (discount_days >= 0 && until_due_date) {
    section.Error("give 'discount_days' or 'discount_until', not both");
  }
  if (table.contains("discount_percent") != has_end) {
    section.Error(
        "a discount needs 'discount_percent' and one of "
        "'discount_days' and 'discount_until'");
  }
  if (percent) {
    terms.tiers.push_back(
        {*percent, until_due_date ? 0 : discount_days, until_due_date});
  }
  policy_.terms.insert_or_assign(std::string(code), std::move(terms));
}

void RulesFile::ReadReason(std::string_view code, const toml::table& table) {
  RuleSection section(table, &errors_);
  Reason reason;
  reason.code = code;
  section.Text("code", &reason.code);
  section.Word("treatment", kTreatments, &reason.treatment);
  section.Finish();
  policy_.reasons.insert_or_assign(std::string(code), std::move(reason));
}

void RulesFile::ReadAccount(std::string_view account,
                            const toml::table& table) {
  RuleSection section(table, &errors_);
  AccountPolicy own;
  section.Text("same_as", &own.same_as);
  bool repeat = false;
  section.Flag("numbers_repeat", &repeat);
  if (repeat) options_.repeating.emplace(account);
  section.Texts("company_codes", &own.company_codes);
  section.Flag("info_is_booked", &own.info_is_booked);
  section.Finish();
  if (!own.same_as.empty()) {
    if (OwnAccountKey(own.same_as) == OwnAccountKey(account)) {
      section.Error("'same_as' names the account itself");
    }
    policy_.own_accounts.Join(account, own.same_as);
  }
  policy_.accounts.insert_or_assign(std::string(account), std::move(own));
}

void RulesFile::ReadRoutes(RuleSection* section) {
  const toml::node* const node = section->Node("route");
  if (node == nullptr) return;
  const toml::array* const routes = node->as_array();
  if (routes == nullptr) {
    return section->Error(*node, "write each route as [[route]]");
  }
  for (const toml::node& route : *routes) {
    if (const toml::table* const table = route.as_table()) {
      ReadRoute(*table);
    } else {
      section->Error(route, "write each route as [[route]]");
    }
  }
}

void RulesFile::ReadRoute(const toml::table& table) {
  RuleSection section(table, &errors_);
  Route route;
  if (const toml::table* const when = section.Table("when")) {
    RuleSection conditions(*when, &errors_);
    conditions.Texts("type_code", &route.type_codes);
    conditions.Text("text", &route.text);
    conditions.Finish();
  }
  section.Text("class", &route.cls);
  section.Finish();
  // A route without a condition would take every credit.
  if (route.type_codes.empty() && route.text.empty()) {
    section.Error(
        "a route needs a condition: when = { type_code = [...], "
        "text = \"...\" }");
  }
  if (route.cls.empty()) section.Error("a route needs a 'class'");
  policy_.routes.push_back(std::move(route));
}

void RulesFile::ReadCustomer(std::string_view customer_id,
                             const toml::table& table) {
  RuleSection section(table, &errors_);
  MatchingPolicy own = policy_.general;
  ReadMatchingRules(&section, &errors_, &own);
  for (const std::string_view shared : {"terms", "reasons", "accounts"}) {
    if (const toml::node* const node = section.Node(shared)) {
      section.Error(*node, "'" + std::string(shared) +
                               "' holds for all customers; it cannot stand "
                               "under one");
    }
  }
  section.Finish();
  policy_.customers.insert_or_assign(std::string(customer_id), std::move(own));
}

void RulesFile::ReadLockbox(RuleSection* section) {
  const toml::table* const table = section->Table("lockbox");
  if (table == nullptr) return;
  RuleSection values(*table, &errors_);
  bool optional = false;
  values.Flag("trailer_optional", &optional);
  options_.trailer_optional = options_.trailer_optional || optional;
  ReadLayouts(&values);
  values.Finish();
}

/// Layouts are a path, or tables by name that are handed on as a layouts file:
/// the reader of lockboxes knows what may stand in one.
void RulesFile::ReadLayouts(RuleSection* section) {
  const toml::node* const node = section->Node("layouts");
  if (node == nullptr) return;
  if (const auto* const path = node->as_string()) {
    options_.lockbox_layouts_path = path->get();
    return;
  }
  const toml::table* const named = node->as_table();
  if (named == nullptr) {
    return section->Error(*node,
                          "'layouts' must be the path of a layouts "
                          "file, or tables [lockbox.layouts.NAME]");
  }
  toml::array layouts;
  for (const auto& [name, layout] : *named) {
    const toml::table* const table = layout.as_table();
    if (table == nullptr) {
      section->Error(layout, "'" + std::string(name.str()) +
                                 "' must be a table [lockbox.layouts.NAME]");
      continue;
    }
    toml::table copy = *table;
    copy.insert_or_assign("name", name.str());
    layouts.push_back(std::move(copy));
  }
  std::ostringstream text;
  text << toml::table{{"layout", std::move(layouts)}};
  options_.lockbox_layouts_toml = text.str();
}

void RulesFile::ReadBai2(RuleSection* section) {
  const toml::table* const table = section->Table("bai2");
  if (table == nullptr) return;
  RuleSection values(*table, &errors_);
  bool optional = false;
  values.Flag("trailer_optional", &optional);
  options_.trailer_optional = options_.trailer_optional || optional;
  values.Flag("decimal_amounts", &options_.decimal_amounts);
  values.Finish();
}

}  // namespace

bool ReadRules(std::string_view toml_text, std::string_view file_name,
               Policy* policy, ReadOptions* options,
               std::vector<std::string>* errors) {
  RuleErrors found(file_name);
  try {
    const toml::table file = toml::parse(toml_text);
    RulesFile(file, &found, policy, options).Read();
  } catch (const toml::parse_error& error) {
    found.Add(error.source(), error.description());
  }
  if (found.empty()) return true;
  found.AppendTo(errors);
  return false;
}

}  // namespace cashmatch
