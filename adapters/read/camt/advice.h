// SPDX-License-Identifier: Apache-2.0
// advice.h - structured remittance becomes references and advice lines.
#pragma once

#include "adapters/read/camt/entry.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Adds the references and advice lines of a detail to the receipt added last,
/// which is in `currency`. A line is made where one document, or a creditor
/// reference alone, has amounts in that currency; several documents with one
/// amount stay references. Credit notes count negative.
/// Source: FORMATS 3.4; ISO 20022 external code set for document amount types.
void AddStructured(const Entry& entry, const Detail& detail, Currency currency,
                   ReceiptBlock* block);

}  // namespace cashmatch
