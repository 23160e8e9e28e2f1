// SPDX-License-Identifier: Apache-2.0
// change.h - makes the change that a run says would have helped a receipt.
#pragma once

#include <vector>

#include "engine/book/book.h"
#include "engine/model/report.h"
#include "tests/scenario/table.h"

namespace cashmatch::scenario {

/// A scenario in which something was changed, and its rules.
struct Changed {
  Scenario scenario;
  Policy policy;
};

/// Makes the change for a receipt: one world, or one for each item where a
/// reference to any one of several would do.
std::vector<Changed> MakeChange(const Scenario& scenario, const Policy& policy,
                                const Book& book, const Report& report,
                                ReceiptRow row, const WayOut& way);

}  // namespace cashmatch::scenario
