// SPDX-License-Identifier: Apache-2.0
// small_book.h - open items that the honest inputs pay, so that matching works.
#pragma once

#include "engine/model/customer.h"
#include "engine/model/open_item.h"
#include "engine/model/receipt.h"

namespace cashmatch::fuzz {

/// Adds, for each receipt, its payer as a customer and open items: one for each
/// advice line and reference, one of the same amount, one that is larger, a
/// credit, and a closed one. Without the receipts' money there is nothing to
/// match; with it, every rule of the engine has something to try.
void AddItemsFor(const ReceiptBlock& receipts, OpenItemBlock* items,
                 CustomerBlock* customers);

}  // namespace cashmatch::fuzz
