// SPDX-License-Identifier: Apache-2.0
// lint.h - rules that can never fire, are shadowed or contradict themselves.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "adapters/read/finding.h"
#include "engine/model/policy.h"

namespace cashmatch {

/// What is known beside the rules file. What is not set is not judged.
struct RuleContext {
  using Names = std::set<std::string, std::less<>>;

  Names built_in_layouts, own_layouts;  // of lockbox files, by name
  std::optional<Names> customers;       // those of the rules that exist
  std::optional<Names> terms;           // payment_terms of items
  std::optional<std::set<Currency>> currencies;  // of items
  std::optional<Names> accounts;  // of ours, as receipts name them
};

/// Warns of what a rules file says to no avail; README.md here lists the codes.
/// All findings are warnings with a line, ordered by line.
///
/// Requires: `policy` is what ReadRules made of `toml_text`.
/// Cost: parses the text again; pairs of routes are compared.
void LintRules(std::string_view toml_text, const Policy& policy,
               const RuleContext& context, Findings* findings);

}  // namespace cashmatch
