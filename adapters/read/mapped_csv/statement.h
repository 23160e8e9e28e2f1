// SPDX-License-Identifier: Apache-2.0
// statement.h - rows of a bank's CSV statement become receipts.
#pragma once

#include "adapters/read/bank_file.h"
#include "adapters/read/mapped_csv/mapping.h"
#include "adapters/read/mapped_csv/rows.h"

namespace cashmatch {

/// Reads all rows as entries of the accounts they name. Credits become
/// receipts; so does a debit of status `return`, which undoes one, while a
/// credit of it is a payment of ours that came back (type code with `/RTRN`);
/// other debits and what is pending are counted only.
///
/// Held, and left out for there is no money to keep: an amount that is none or
/// finer than its currency (CSV-AMOUNT), a currency, a side or a status that
/// nobody knows (CSV-CURRENCY, CSV-SIDE, CSV-STATUS). Held as a receipt: no
/// date, or one that is none (CSV-DATE). Where rows have a balance, each must
/// follow from the one before it, read downwards or upwards; where one does
/// not, a row is missing or wrong, and the account is held (CSV-BALANCE).
/// Requires: `rows` at its beginning, of the same mapping.
void ReadStatementRows(const Source& source, const CsvMapping& mapping,
                       MappedRows* rows, BankFile* file);

}  // namespace cashmatch
