// SPDX-License-Identifier: Apache-2.0
// payouts.h - payout reports of card schemes and gateways become receipts.
#pragma once

#include "adapters/read/bank_file.h"
#include "adapters/read/mapped_csv/mapping.h"
#include "adapters/read/mapped_csv/rows.h"

namespace cashmatch {

/// Reads the rows of each payout as one receipt of method card: its amount is
/// what was paid out, its charges the fees, its advice a line for each charge
/// (paid, gross), and one with a minus for each refund, chargeback and
/// adjustment that takes money back. The lines less the fees are the amount.
///
/// Signs: a charge counts as the file signs it; a refund and a chargeback
/// always take back; a fee is a cost unless gross and net say otherwise. The
/// amount is that of the row of type `payout`, else `payout_amount`, else the
/// sum of the rows, which then nothing proves.
///
/// Held, with the whole payout: a row whose type (CSV-TYPE), currency
/// (CSV-CURRENCY), amount (CSV-AMOUNT) or gross, fee and net together
/// (CSV-PAYOUT) make no sense, and rows that do not add up to what was paid out
/// (CSV-PAYOUT-SUM); a date that is none (CSV-DATE). A payout below zero, which
/// the gateway collects, is counted and no receipt (CSV-PAYOUT-DEBIT, a
/// warning). Rows of one payout need not stand together.
/// Requires: `rows` at its beginning, of the same mapping.
void ReadPayoutRows(const Source& source, const CsvMapping& mapping,
                    MappedRows* rows, BankFile* file);

}  // namespace cashmatch
