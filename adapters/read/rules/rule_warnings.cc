// SPDX-License-Identifier: Apache-2.0
// rule_warnings.cc - a finding for a place in the rules file.
// Tested by tests/unit/adapters/read/rules/lint_test.cc
#include "adapters/read/rules/rule_warnings.h"

#include <algorithm>
#include <utility>

namespace cashmatch {

void RuleWarnings::Add(const RulePath& path, std::string_view code,
                       std::string found, std::string expected,
                       std::string done) {
  Finding& warning = warnings_.emplace_back();
  warning.place.line = lines_.LineOf(path);
  warning.place.path = NameOf(path);
  warning.code = code;
  warning.found = std::move(found);
  warning.expected = std::move(expected);
  warning.done = std::move(done);
}

void RuleWarnings::AppendTo(Findings* findings) {
  std::stable_sort(warnings_.begin(), warnings_.end(),
                   [](const Finding& a, const Finding& b) {
                     return a.place.line < b.place.line;
                   });
  for (Finding& warning : warnings_) findings->Add(std::move(warning));
  warnings_.clear();
}

}  // namespace cashmatch
