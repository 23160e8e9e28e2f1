// SPDX-License-Identifier: Apache-2.0
// fill_receipt.h - the texts of a receipt: payer, references, remittance.
#pragma once

#include <string_view>

#include "adapters/read/camt/entry.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Whether a reference says something: not empty, NOTPROVIDED, NONREF, "-", 0.
bool IsReference(std::string_view text);

/// Whether money on the debit side undoes an earlier credit by its bank
/// transaction code: unpaid direct debits and cheques, returned payments.
bool IsReturnCode(const BankCodes& codes);

/// Sets type code, method, bank reference, payer, references, texts and advice
/// of the receipt added last. `detail` null: of all details together.
/// The type code is Domain-Family-SubFamily, else the bank's own; a credit that
/// only takes back a debit of ours ends in "/RVSL" (reversed) or "/RTRN"
/// (returned).
/// `notified`: by a camt.054, whose details may be of an entry in a statement.
void FillReceipt(const Entry& entry, const Detail* detail, bool notified,
                 Receipt* receipt, ReceiptBlock* block);

}  // namespace cashmatch
