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

}  // namespace cashmatch
