// SPDX-License-Identifier: Apache-2.0
// price.h - the amounts of a planned block.
#pragma once

#include "adapters/corpus/plan.h"

namespace cashmatch {

/// Gives every item and receipt of the plan its amount. Where the truth says
/// that an amount alone settles a receipt, or that nothing does, no other item
/// of the customer in the block costs the same, with or without discount.
void PriceBlock(const Geometry& geometry, BlockPlan* plan);

}  // namespace cashmatch
