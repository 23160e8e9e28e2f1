// SPDX-License-Identifier: Apache-2.0
// difference.h - what sets an alternative apart from the first, in words.
#pragma once

#include <string>

#include "adapters/write/results.h"

namespace cashmatch {

/// Appends what sets a suggested row apart from the first alternative, such as
/// `INV-7 for INV-4: document date 2026-02-01 not 2026-01-15`, `INV-8 beside
/// them` for an item more, `without INV-5` for an item less; nothing for the
/// first alternative itself and for what both have in common.
void AppendSuggestionDifference(const Results& results,
                                const Suggestion& suggestion, std::string* out);

}  // namespace cashmatch
