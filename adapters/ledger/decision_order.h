// SPDX-License-Identifier: Apache-2.0
// decision_order.h - in which order a run settled its receipts.
#pragma once

#include <vector>

#include "engine/model/ids.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"

namespace cashmatch {

/// Returns all receipts of a report as they were settled: by booking date and
/// in canonical order, but for those that others completed on a later day and
/// for reversals, which stand behind the receipts of the day on which they were
/// settled. Whatever a decision needs stands before it: a payment before its
/// return, the return before whoever pays the item that it opens.
/// Cost: n log n of the receipts with rows, where any was settled late.
std::vector<ReceiptRow> DecisionOrder(const ReceiptBlock& receipts,
                                      const Report& report);

}  // namespace cashmatch
