// SPDX-License-Identifier: Apache-2.0
// earlier_lumps.h - lumps and their items that came in different runs.
#pragma once

#include <vector>

#include "adapters/ledger/decide.h"
#include "adapters/ledger/ledger.h"
#include "adapters/workspace/run_watch.h"
#include "engine/model/own_account.h"

namespace cashmatch {

/// True if a receipt of an earlier run was counted, or is shown as money that
/// may come.
bool StandsAsMoney(const LedgerReceipt& receipt);

/// Looks for lumps (engine/fold_lumps.h) among receipts that arrived, which
/// are the first, one for each of `known`, and receipts of earlier runs behind
/// them, and tells of them (LUMP):
///
/// - a lump that comes after its items was counted with them;
/// - items that come after their lump stand for it, and the lump is replaced;
/// - but not where the lump is settled, was decided on by a person, or is in
///   the ERP: then the items were counted with it.
void PutLumpsTogether(const Ledger& ledger, const ReceiptBlock& receipts,
                      const OwnAccounts& own, const RunWatch& watch,
                      std::vector<Known>* known, RunGiven* given);

}  // namespace cashmatch
