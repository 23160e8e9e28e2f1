// SPDX-License-Identifier: Apache-2.0
// bai2.h - reads BAI2 cash management (balance reporting) files.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// True if `bytes` begin like a BAI2 file: `01,` after an optional byte order
/// mark and blanks. Looks at the first bytes only.
bool LooksLikeBai2(std::string_view bytes);

/// Reads a file: receipts, findings and summary go to `file`, which must be
/// new. Never throws on bad input.  Threads: any number on different files.
/// Cost: one pass over the bytes.
/// Source: BAI Cash Management Balance Reporting Specifications, version 2.
void ReadBai2(const Source& source, const ReadOptions& options, BankFile* file);

}  // namespace cashmatch
