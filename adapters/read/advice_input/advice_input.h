// SPDX-License-Identifier: Apache-2.0
// advice_input.h - remittance advice in a file of its own.
#pragma once

#include <span>

#include "adapters/read/bank_file.h"
#include "adapters/read/mapped_csv/mapping.h"

namespace cashmatch {

/// Reads one file of advice into BankFile::advice, told from its content:
/// remt.001, X12 820, a mail with any of these in it or as text, NDJSON with
/// the members of canonical receipts, CSV by the first mapping of advice or
/// payouts that fits, else with columns of our own names (README.md here).
/// A file that could bring money brings none here: its receipts are taken for
/// advice. A bank's statement is none and is rejected (ADVICE-FORMAT), and so
/// is what nobody knows.
/// Calls FinishBankFile.  Requires: `file` is new.  Threads: any, one a file.
void ReadAdvice(const Source& source, std::span<const CsvMapping> mappings,
                const ReadOptions& options, BankFile* file);

/// False for content that ReadAdvice would reject for what it is.
bool LooksLikeAdvice(std::string_view bytes,
                     std::span<const CsvMapping> mappings);

}  // namespace cashmatch
