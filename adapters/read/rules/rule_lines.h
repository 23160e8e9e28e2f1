// SPDX-License-Identifier: Apache-2.0
// rule_lines.h - where in a rules file something stands.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// The keys that lead to a value; the place in a list counts from "0".
using RulePath = std::vector<std::string>;

/// A rules file as it is written, for whoever speaks about it.
/// Threads: const use from any number.
class RuleLines {
 public:
  /// A text that is no TOML has no lines.
  explicit RuleLines(std::string_view toml_text);

  /// True if the file writes this key.
  bool Has(const RulePath& path) const;
  /// Returns the line, from 1, of the value, or of the nearest thing around it
  /// that is written; 0 if nothing of the path is.
  uint32_t LineOf(const RulePath& path) const;

 private:
  /// The node at the end of the path, or the last one on the way; `*whole`
  /// tells which.
  const toml::node& Follow(const RulePath& path, bool* whole) const;

  toml::table file_;
};

/// Returns what a person calls the place: `customers.'C1'.match.wait_days`,
/// `route 2`. Accounts show their last four characters.
std::string NameOf(const RulePath& path);

}  // namespace cashmatch
