// SPDX-License-Identifier: Apache-2.0
// strength.cc - log odds as whole numbers.
// Tested by tests/unit/engine/resolve/strength_test.cc
#include "engine/resolve/strength.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace cashmatch {

Strength StrengthOf(Rule rule, Millionths confidence) {
  constexpr Millionths kCertain = 1'000'000;
  const int tier = static_cast<int>(rule) - 1;
  CASHMATCH_CHECK(tier >= 0 && tier < Strength::kRules);
  const Millionths share =
      std::clamp(confidence, kCertain / 2 + 1, kCertain - 1);
  const double odds = static_cast<double>(share) / (kCertain - share);
  Strength strength;
  // Rounded, so that a last digit of the machine's logarithm decides nothing.
  strength.log_odds[tier] = std::llround(std::log(odds) * kCertain);
  return strength;
}

}  // namespace cashmatch
