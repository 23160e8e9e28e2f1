// SPDX-License-Identifier: Apache-2.0
// lint_matching.h - warnings about the sections that say how to match.
#pragma once

#include "adapters/read/rules/lint.h"
#include "adapters/read/rules/rule_warnings.h"

namespace cashmatch {

/// Warns of what the file writes at `scope`, which is empty or a customer;
/// `policy` is what holds there.
void LintMatching(const RulePath& scope, const MatchingPolicy& policy,
                  const RuleContext& context, RuleWarnings* warnings);

/// Warns once, at the first place, of tolerances that have a percentage or
/// amounts but not both.
void LintUnsetTolerances(const Policy& policy, RuleWarnings* warnings);

/// Warns of keys of one customer that say what holds for all.
void LintSame(const RulePath& customer, const MatchingPolicy& own,
              const MatchingPolicy& general, RuleWarnings* warnings);

}  // namespace cashmatch
