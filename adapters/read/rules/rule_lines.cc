// SPDX-License-Identifier: Apache-2.0
// rule_lines.cc - follows a path of keys through the file as it is written.
// Tested by tests/unit/adapters/read/rules/rule_lines_test.cc
#include "adapters/read/rules/rule_lines.h"

#include <algorithm>
#include <charconv>

#include "adapters/read/finding.h"

namespace cashmatch {
namespace {

bool IsIndex(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

size_t IndexOf(std::string_view digits) {
  size_t index = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), index);
  return index;
}

const toml::node* Child(const toml::node& node, std::string_view key) {
  if (const toml::table* const table = node.as_table()) return table->get(key);
  const toml::array* const list = node.as_array();
  if (list == nullptr || !IsIndex(key)) return nullptr;
  return list->get(IndexOf(key));
}

/// Names that a user chose stand in quotes, as TOML wants most of them.
bool IsChosen(const RulePath& path, size_t at) {
  constexpr std::string_view kNamed[] = {"terms", "reasons", "accounts",
                                         "customers"};
  if (at == 1) {
    return std::find(std::begin(kNamed), std::end(kNamed), path[0]) !=
           std::end(kNamed);
  }
  return at == 2 && path[0] == "lockbox";
}

}  // namespace

RuleLines::RuleLines(std::string_view toml_text) {
  try {
    file_ = toml::parse(toml_text);
  } catch (const toml::parse_error&) {
    file_.clear();
  }
}

const toml::node& RuleLines::Follow(const RulePath& path, bool* whole) const {
  const toml::node* at = &file_;
  for (const std::string& key : path) {
    const toml::node* const next = Child(*at, key);
    *whole = next != nullptr;
    if (next == nullptr) break;
    at = next;
  }
  return *at;
}

bool RuleLines::Has(const RulePath& path) const {
  bool whole = true;
  Follow(path, &whole);
  return whole;
}

uint32_t RuleLines::LineOf(const RulePath& path) const {
  bool whole = true;
  const toml::node& node = Follow(path, &whole);
  return &node == &file_ ? 0 : node.source().begin.line;
}

std::string NameOf(const RulePath& path) {
  if (path.size() >= 2 && path[0] == "route" && IsIndex(path[1])) {
    return "route " + std::to_string(IndexOf(path[1]) + 1);
  }
  std::string name;
  for (size_t i = 0; i < path.size(); ++i) {
    const bool chosen = IsChosen(path, i);
    if (!chosen && IsIndex(path[i])) continue;
    if (!name.empty()) name += '.';
    const bool account = chosen && path[0] == "accounts";
    name += chosen ? Quote(account ? MaskAccount(path[i]) : path[i]) : path[i];
  }
  return name;
}

}  // namespace cashmatch
