// SPDX-License-Identifier: Apache-2.0
// claim_order.h - claims as the index of them has them.
#pragma once

#include <vector>

#include "adapters/store/journal.h"

namespace cashmatch::sqlite {

/// Returns claims by scope and key. In any other order, each page of the index
/// would go to the log again and again.
/// Cost: most claims differ in the beginning of their keys, so that sorting
/// looks at few texts.
std::vector<const Claim*> InOrderOfIndex(const std::vector<Claim>& claims);

}  // namespace cashmatch::sqlite
