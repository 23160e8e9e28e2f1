// SPDX-License-Identifier: Apache-2.0
// identify.h - stage 1: who sent the money?
#pragma once

#include "engine/book/tables.h"
#include "engine/model/payer_guess.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Guesses the payer by our virtual account, its bank account, the number it
/// quotes and its exact name or alias; all guesses are kept, the strongest
/// first. Owners of quoted references are found with the quotes.
///
/// An account that three or more unrelated customers use is no evidence.
/// Threads: pure.  Cost: one probe for each sign the receipt has.
PayerGuesses IdentifyPayers(const BookTables& book, const Receipt& receipt);

/// True if the receipt's texts keep it from being applied unseen.
bool IsRestricted(const ReceiptBlock& block, const Receipt& receipt);

/// Returns the directive in the receipt's texts.
Directive FindDirective(const ReceiptBlock& block, const Receipt& receipt);

}  // namespace cashmatch
