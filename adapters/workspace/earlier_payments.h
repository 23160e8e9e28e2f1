// SPDX-License-Identifier: Apache-2.0
// earlier_payments.h - what earlier runs settled, for the returns of this one.
#pragma once

#include <cstdint>
#include <functional>

#include "adapters/ledger/ledger.h"
#include "engine/model/earlier.h"

namespace cashmatch {

/// Reads the decision of a row that the ledger has taken.
/// Errors: false, told to whoever knows.
using DecisionAt = std::function<bool(uint64_t seq, ReceiptDecision* decision)>;

/// Gathers the receipts of earlier runs that the debits among `receipts` may
/// undo: those whose amount fits one, that nobody undid and that do not wait.
/// Errors: false, told by `decision_at`.  Cost: a look at each receipt of the
/// ledger, if there are debits; two rows of the journal for each that fits.
bool GatherEarlier(const Ledger& ledger, const ReceiptBlock& receipts,
                   const DecisionAt& decision_at, EarlierPayments* earlier);

}  // namespace cashmatch
