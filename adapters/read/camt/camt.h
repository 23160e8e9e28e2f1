// SPDX-License-Identifier: Apache-2.0
// camt.h - ISO 20022 account reports: camt.052, camt.053 and camt.054.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// Reads a camt file of any version (.01 to .14), with or without namespace,
/// envelope or several documents in a row, into receipts and a summary. One
/// pass; besides the receipts it keeps one entry in memory. Never throws:
/// whatever is wrong becomes a finding, and what is not well-formed, cut off or
/// has a DOCTYPE rejects the file.
/// Calls FinishBankFile.  Requires: `file` is new.  Threads: any, one a file.
void ReadCamt(const Source& source, const ReadOptions& options, BankFile* file);

/// Whether the bytes look like a camt file: XML in any encoding with a camt
/// body or namespace near its beginning. Reads at most 64 KiB.
bool LooksLikeCamt(std::string_view bytes);

}  // namespace cashmatch
