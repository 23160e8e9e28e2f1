// SPDX-License-Identifier: Apache-2.0
// subset_count.h - in how many ways amounts can make a sum: none, one, more.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/money.h"

namespace cashmatch {

/// Items that nobody can tell apart: taking one is taking any.
struct AlikeItems {
  Minor amount = 0;
  uint32_t count = 0;
};

enum class Ways : uint8_t { kNone, kOne, kSeveral, kUncounted };

/// Counts the choices of items, at least one, that sum to `target`; alike items
/// are chosen by their number only. kUncounted: more than kHalfMax choices in
/// one half of the items, some 30 different items.
///
/// Source: Horowitz and Sahni 1974, two halves that meet.
/// Cost: at most 2 * kHalfMax sums sorted, some milliseconds.
Ways CountWays(std::span<const AlikeItems> items, WideMinor target);

inline constexpr uint64_t kHalfMax = 32768;

/// What two separate sets of items allow together.
Ways Either(Ways a, Ways b);

}  // namespace cashmatch
