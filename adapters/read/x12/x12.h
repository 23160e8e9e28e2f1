// SPDX-License-Identifier: Apache-2.0
// x12.h - reads X12 820 (payment, remittance advice) and 823 (lockbox) files.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// True for an interchange header ISA with its separators, or a set 820 or 823
/// or a group of them without one, after an optional byte order mark and
/// blanks. The letters ISA alone do not count. Looks at the first bytes only.
bool LooksLikeX12(std::string_view bytes);

/// Reads a file: receipts, findings and summary go to `file`, which must be
/// new. Never throws on bad input.  Threads: any number on different files.
/// Cost: one pass over the bytes.
/// Source: ASC X12, transaction sets 820 and 823.
void ReadX12(const Source& source, const ReadOptions& options, BankFile* file);

}  // namespace cashmatch
