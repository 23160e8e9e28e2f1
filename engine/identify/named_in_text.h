// SPDX-License-Identifier: Apache-2.0
// named_in_text.h - customers whose names stand in free text.
#pragma once

#include <vector>

#include "engine/book/tables.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Returns the customers whose name or alias, of two to eight words, stands
/// word for word in a text of the receipt, ascending. A return often names the
/// maker of a check nowhere else.
/// Threads: pure.  Cost: a probe for each run of words; 64 words a text.
std::vector<CustomerRow> NamedInText(const BookTables& book,
                                     const ReceiptBlock& block,
                                     const Receipt& receipt);

}  // namespace cashmatch
