// SPDX-License-Identifier: Apache-2.0
// mapped_csv.h - CSV of banks, gateways, payers and ERPs, by a mapping file.
#pragma once

#include "adapters/read/bank_file.h"
#include "adapters/read/mapped_csv/mapping.h"
#include "engine/model/open_item.h"
#include "engine/model/policy.h"

namespace cashmatch {

/// Reads a statement or a payout report into BankFile::receipts, advice into
/// BankFile::advice. The checks of each: statement.h, payouts.h, advice.h; of
/// the form of rows: rows.h. The format is "csv", the version the mapping's
/// name. A file beyond kHeldWhole is refused. Calls FinishBankFile.
/// Requires: a mapping of another kind than open items; `file` is new.
/// Threads: any, one a file.
void ReadMappedCsv(const Source& source, const CsvMapping& mapping,
                   const ReadOptions& options, BankFile* file);

/// Reads open items by a mapping of that kind. What ERPs split over a debit and
/// a credit column, or tell by an indicator, becomes one signed amount; a
/// negative one without a document type is a credit memo. All faults of the
/// file are reported; with one that rejects it the block stays empty. The
/// checks: adapters/read/rows/item_rows.h.
void ReadMappedOpenItems(const Source& source, const CsvMapping& mapping,
                         const Policy* policy, OpenItemBlock* block,
                         Findings* findings);

}  // namespace cashmatch
