// SPDX-License-Identifier: Apache-2.0
// explain.h - evidence in words: what was probed, found, decided, and possible.
#pragma once

#include <string>
#include <string_view>

#include "adapters/write/results.h"

namespace cashmatch {

/// Returns the words for a rule: "exact reference".
std::string_view WordsOf(Rule rule);

/// Appends one sentence on what became of a receipt and why, such as
/// `paid INV-1001 and INV-1002 by exact reference; discount 200.00`.
void AppendOutcome(const Results& results, ReceiptRow row, std::string* out);

/// Appends what one rule saw, such as `exact reference: 'INV-1002' names
/// INV-1002, the payment is 2.90 less than it asks`.
void AppendTrial(const Results& results, const Receipt& receipt,
                 const Trial& trial, std::string* out);

/// Appends the smallest change that would have let the receipt apply, such as
/// `tolerance +0.37` or `7 more days of grace`; nothing where there is none.
void AppendWayOut(const Receipt& receipt, const ReceiptOutcome& outcome,
                  std::string* out);

/// Appends what sets a suggested row apart from the first alternative, such as
/// `INV-7 for INV-4: document date 2026-02-01 not 2026-01-15`; nothing for the
/// first alternative itself and for what both have in common.
void AppendSuggestionDifference(const Results& results,
                                const Suggestion& suggestion, std::string* out);

}  // namespace cashmatch
