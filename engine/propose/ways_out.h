// SPDX-License-Identifier: Apache-2.0
// ways_out.h - the small changes that would have let a receipt be applied.
#pragma once

#include "engine/propose/rules.h"

namespace cashmatch {

/// Adds the changes that would let the receipt be applied, each on its own: a
/// reference, more tolerance, an alias, another rule. Each is tried: the rules
/// look at the receipt again as if it had been made, and must apply what is
/// proposed. That another receipt wants the same item is not foreseen.
/// Nothing where the receipt may be applied, in such a second look, and where
/// what only explains is left out.
/// Cost: up to nine looks, one where many items are open.
void FindWaysOut(const ReceiptView& view, Answer* answer);

}  // namespace cashmatch
