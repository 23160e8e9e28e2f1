// SPDX-License-Identifier: Apache-2.0
// amounts.h - log-normal amounts from a table, without floating point.
#pragma once

#include <cstdint>

#include "engine/base/money.h"

namespace cashmatch {

/// No drawn amount is above this.
inline constexpr Minor kDrawnAmountMax = 17'000'000;

/// Returns the amount at the quantile `draw` / 2^64 of a log-normal
/// distribution with median 1,200.00 and sigma 1.35: 21.84 to 169,790.63. Never
/// one that IsOffGrid, so that these can be told from what an item costs.
Minor LogNormalAmount(uint64_t draw);

/// True for the amounts that no item has: one in a hundred. Receipts that must
/// not match an item by chance are given one of these.
constexpr bool IsOffGrid(Minor amount) { return amount % 100 == 7; }

/// Returns the nearest amount above `amount` that IsOffGrid.
constexpr Minor OffGrid(Minor amount) { return amount - amount % 100 + 107; }

/// Returns `amount`, or the next if no item may have it.
constexpr Minor OnGrid(Minor amount) {
  return IsOffGrid(amount) ? amount + 1 : amount;
}

}  // namespace cashmatch
