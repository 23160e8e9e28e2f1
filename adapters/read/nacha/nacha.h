// SPDX-License-Identifier: Apache-2.0
// nacha.h - reads ACH files of 94 columns as a receiver gets them.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// True for a file header of ACH: `101`, and the record size 094 with what
/// follows it near column 35. Looks at the first bytes only.
bool LooksLikeNacha(std::string_view bytes);

/// Reads a file: receipts, findings and summary go to `file`, which must be
/// new. Never throws on bad input.  Threads: any number on different files.
/// Cost: one pass over the bytes.
/// Source: Nacha Operating Rules, ACH record formats.
void ReadNacha(const Source& source, const ReadOptions& options,
               BankFile* file);

}  // namespace cashmatch
