// SPDX-License-Identifier: Apache-2.0
// strength.h - how strong a claim is, and several claims together.
#pragma once

#include <array>
#include <compare>
#include <cstdint>

#include "engine/base/money.h"
#include "engine/model/report.h"

namespace cashmatch {

/// The evidence of some claims: for each rule, the surest first, the sum of
/// their log odds in millionths of a nat. It is compared rule by rule, so that
/// no number of weaker claims outweighs one of a stronger rule.
struct Strength {
  static constexpr int kRules = static_cast<int>(Rule::kOldestFirst);
  std::array<int64_t, kRules> log_odds{};

  friend auto operator<=>(const Strength&, const Strength&) = default;

  /// Adds `count` times what another claim brings.
  void Add(const Strength& other, int64_t count = 1) {
    for (int i = 0; i < kRules; ++i) log_odds[i] += count * other.log_odds[i];
  }
};

/// Returns the strength of one claim; never nothing, so that a claim more is
/// always better than one less. Requires: a rule that applies.
Strength StrengthOf(Rule rule, Millionths confidence);

}  // namespace cashmatch
