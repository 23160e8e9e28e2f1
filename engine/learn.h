// SPDX-License-Identifier: Apache-2.0
// learn.h - what a day teaches about payers.
#pragma once

#include <vector>

#include "engine/model/report.h"
#include "engine/proposer.h"

namespace cashmatch {

/// Counts what the receipts of a day that were applied paid, and what they
/// left, as weights for the days after it. Cost: the items of their payers; a
/// payer of more than 4,096 items is not counted.
void LearnFrom(const RunView& run, const Report& report,
               const std::vector<ReceiptRow>& money, Day day, Habits* habits);

}  // namespace cashmatch
