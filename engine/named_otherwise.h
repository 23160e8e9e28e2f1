// SPDX-License-Identifier: Apache-2.0
// named_otherwise.h - a receipt that names other documents than its advice.
#pragma once

#include "engine/book/tables.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// True if a receipt itself, before it takes an advice of another block, names
/// a document of the book that the advice does not, and the advice names some.
/// Cost: as QuoteFinder.  Threads: any number.
bool NamesOthers(const BookTables& book, const ReceiptBlock& receipts,
                 const Receipt& receipt, const ReceiptBlock& advice,
                 const Receipt& given);

}  // namespace cashmatch
