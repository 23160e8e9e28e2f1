// SPDX-License-Identifier: Apache-2.0
// seen_words.h - who may have paid, what a search for a sum came to, and what
// would have helped, in words.
#pragma once

#include <string>

#include "adapters/write/results.h"

namespace cashmatch {

/// Appends one guess at the payer, such as `C100195 by its bank account; 3 sets
/// of its items make the sum, together 0.93 likely`.
void AppendGuess(const Results& results, const SeenGuess& guess,
                 std::string* out);

/// Appends the result record of a search, such as `17 open items: 3 sets make
/// the sum, there are no others; the first is 0.62 likely, the next 0.3; 2.1
/// expected by accident`.
void AppendSum(const SumRecord& sum, std::string* out);

/// Appends the changes that would have let the receipt apply, such as
/// `tolerance +0.37 or a reference to INV-1`; nothing where there is none.
void AppendWaysOut(const Results& results, ReceiptRow row, std::string* out);

}  // namespace cashmatch
