// SPDX-License-Identifier: Apache-2.0
// advice.h - rows of advice that payers send as CSV.
#pragma once

#include "adapters/read/bank_file.h"
#include "adapters/read/mapped_csv/mapping.h"
#include "adapters/read/mapped_csv/rows.h"

namespace cashmatch {

/// Reads each row as a line of an advice. Rows of the same `advice_id` are one
/// advice; without one, rows that agree in everything that identifies the
/// payment. A head field may stand in any of the rows. The amount is what the
/// rows state, else the sum of what their lines pay; the currency may be
/// missing where no amount is stated.
///
/// Held, with the whole advice: an amount that is none (CSV-AMOUNT), a currency
/// that nobody knows (CSV-CURRENCY), a date that is none (CSV-DATE), rows of
/// one advice that differ in amount, currency or date (CSV-ADVICE).
/// Requires: `rows` at its beginning, of the same mapping.
void ReadAdviceRows(const Source& source, const CsvMapping& mapping,
                    MappedRows* rows, BankFile* file);

}  // namespace cashmatch
