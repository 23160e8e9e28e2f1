// SPDX-License-Identifier: Apache-2.0
// postings.h - from a results folder to what is to be posted.
#pragma once

#include <string>
#include <vector>

#include "adapters/write/erp/posting.h"

namespace cashmatch {

/// Reads receipts, applications and remainders, in the order of the results.
/// Receipts that are no money (held, duplicate, provisional) are passed over.
/// Returns an empty string, or what is wrong: a table that is missing or brief,
/// a cell that is no amount, a receipt whose rows do not add up to its amount.
std::string ReadPostings(const std::string& results,
                         std::vector<Posting>* postings);

}  // namespace cashmatch
