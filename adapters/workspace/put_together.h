// SPDX-License-Identifier: Apache-2.0
// put_together.h - what the files of one run say of each other.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adapters/read/statement_ends.h"
#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/run_watch.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Warns where the statements of an account do not follow on each other from
/// file to file: STATEMENT-GAP, and STATEMENT-NUMBER where only a number of an
/// MT940 is missing. Files that were rejected are not there. `earlier` are the
/// statements of earlier runs; gaps among them alone are not told again.
void TellGaps(const BankInputs& inputs, const OwnAccounts& own,
              std::span<const StatementEnds> earlier, const RunWatch& watch);

/// Leaves out lumps whose items are among the receipts (engine/fold_lumps.h),
/// and tells of them.
void LeaveOutLumps(const OwnAccounts& own, const RunWatch& watch,
                   ReceiptBlock* receipts);

}  // namespace cashmatch
