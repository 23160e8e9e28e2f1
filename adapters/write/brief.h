// SPDX-License-Identifier: Apache-2.0
// brief.h - applications in the three columns that machines join on.
#pragma once

#include <string>

#include "adapters/write/results.h"

namespace cashmatch {

/// Writes `applications` with `bank_reference,item_id,amount` of kind payment:
/// of receipts, and of those that stayed plain, in one canonical order.
///
/// Returns: false with a message if the file cannot be written.
/// Threads: uses the calling TBB arena.
bool WriteBriefApplications(const Results& results, TableFormat format,
                            const std::string& folder, std::string* error);

}  // namespace cashmatch
