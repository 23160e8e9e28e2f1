// SPDX-License-Identifier: Apache-2.0
// lint_routes.h - warnings about routes that others keep from firing.
#pragma once

#include <vector>

#include "adapters/read/rules/rule_warnings.h"
#include "engine/model/policy.h"

namespace cashmatch {

/// Warns of routes that earlier ones cover, in whole or by some type codes, of
/// equal conditions with two classes, and of texts that are found in nearly
/// every receipt. Cost: routes * routes * type codes.
void LintRoutes(const std::vector<Route>& routes, RuleWarnings* warnings);

}  // namespace cashmatch
