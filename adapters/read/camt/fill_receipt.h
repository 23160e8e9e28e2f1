// SPDX-License-Identifier: Apache-2.0
// fill_receipt.h - the texts of a receipt: payer, references, remittance.
#pragma once

#include <string_view>

#include "adapters/read/camt/entry.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Whether a reference says something: not empty, NOTPROVIDED, NONREF, "-", 0.
bool IsReference(std::string_view text);

/// Sets type code, method, bank reference, payer, references, texts and advice
/// of the receipt added last. `detail` null: of all details together.
/// The type code is Domain-Family-SubFamily, else the bank's own; a credit that
/// only takes back a debit of ours ends in "/RVSL" (reversed) or "/RTRN"
/// (returned): by RvslInd, RtrInf or UndoingOf its codes.
/// `notified`: by a camt.054, whose details may be of an entry in a statement.
void FillReceipt(const Entry& entry, const Detail* detail, bool notified,
                 Receipt* receipt, ReceiptBlock* block);

}  // namespace cashmatch
