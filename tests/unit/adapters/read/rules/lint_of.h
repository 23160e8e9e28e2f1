// SPDX-License-Identifier: Apache-2.0
// lint_of.h - what a rules file written in a test is warned of.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/rules/lint.h"
#include "adapters/read/rules/rules.h"

namespace cashmatch {

/// The warnings as a user sees them, of a file `r.toml` that must read.
inline std::vector<std::string> LintOf(std::string_view toml,
                                       const RuleContext& context = {}) {
  Policy policy;
  ReadOptions options;
  std::vector<std::string> lines;
  EXPECT_TRUE(ReadRules(toml, "r.toml", &policy, &options, &lines))
      << lines.front();
  Findings findings;
  LintRules(toml, policy, context, &findings);
  for (const Finding& finding : findings.list()) {
    EXPECT_EQ(finding.severity, Severity::kWarning);
    lines.push_back(Describe("r.toml", finding));
  }
  return lines;
}

/// Line and code of each: "3 RULES-FEE".
inline std::vector<std::string> CodesOf(std::string_view toml,
                                        const RuleContext& context = {}) {
  std::vector<std::string> codes;
  for (const std::string& line : LintOf(toml, context)) {
    const size_t begin = line.find(": RULES-") + 2;
    const size_t number = line.find(':') + 1;
    codes.push_back(line.substr(number, line.find(':', number) - number) + " " +
                    line.substr(begin, line.find(':', begin) - begin));
  }
  return codes;
}

}  // namespace cashmatch
