// SPDX-License-Identifier: Apache-2.0
// matching_rules.h - the sections of the rules file that say how to match.
#pragma once

#include "adapters/read/rules/rule_section.h"
#include "engine/model/policy.h"

namespace cashmatch {

/// Reads the sections match, tolerance, discount, short_pay, overpay, fees,
/// credits, withholding and oldest_first that stand in `section` over what
/// `policy` already says. The caller reads the other sections and calls Finish.
void ReadMatchingRules(RuleSection* section, RuleErrors* errors,
                       MatchingPolicy* policy);

}  // namespace cashmatch
