// SPDX-License-Identifier: Apache-2.0
// lend_words.h - a copy that came later says who paid what.
#pragma once

#include <span>

#include "engine/model/own_account.h"
#include "engine/model/receipt.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {

/// Gives receipts that wait what copies of them in this run say more of payer,
/// documents, text and advice: a statement has the entry, the notification who
/// paid. The money stays that of the receipt that was counted. Nothing comes
/// from copies that are held or intraday, nor where one file has twins.
/// `known` tells, by receipt, which wait and which are copies of counted money.
/// Cost: nothing without both; else a hash and a sort of all.
void LendWords(std::span<const Known> known, const OwnAccounts& own,
               ReceiptBlock* receipts);

}  // namespace cashmatch
