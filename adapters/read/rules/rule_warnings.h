// SPDX-License-Identifier: Apache-2.0
// rule_warnings.h - collects what is odd in a rules file, each with its line.
#pragma once

#include <string>
#include <vector>

#include "adapters/read/finding.h"
#include "adapters/read/rules/rule_lines.h"

namespace cashmatch {

class RuleWarnings {
 public:
  explicit RuleWarnings(const RuleLines& lines) : lines_(lines) {}

  const RuleLines& lines() const { return lines_; }
  /// Tells about the value at `path`: what stands there, what would make sense
  /// and what comes of it. `found` is printed as it is.
  void Add(const RulePath& path, std::string_view code, std::string found,
           std::string expected, std::string done);
  /// Hands all to `findings`, ordered by line.
  void AppendTo(Findings* findings);

 private:
  const RuleLines& lines_;
  std::vector<Finding> warnings_;
};

}  // namespace cashmatch
