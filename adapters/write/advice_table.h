// SPDX-License-Identifier: Apache-2.0
// advice_table.h - advice.csv: what became of advice that came apart.
#pragma once

#include <string>
#include <vector>

#include "adapters/write/row.h"
#include "engine/model/advice_join.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Writes one row for each advice, in its order: `advice_id, source_file,
/// source_line, status, joined_by, receipt_id, bank_reference, date, currency,
/// amount, payer, lines`. The receipt is that of a join, and of a conflict, a
/// duplicate or a claim that others make as well.
///
/// Returns: false with a message if the file cannot be written.
bool WriteAdvice(const ReceiptBlock& advice,
                 const std::vector<AdviceJoin>& joins,
                 const ReceiptBlock& receipts, TableFormat format,
                 const std::string& folder, std::string* error);

}  // namespace cashmatch
