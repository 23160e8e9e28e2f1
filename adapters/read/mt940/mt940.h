// SPDX-License-Identifier: Apache-2.0
// mt940.h - reads SWIFT MT940 statements and MT942 interim reports.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// True if `bytes` look like MT940 or MT942: near their beginning a line
/// `:20:…` and behind it a line `:25:…` or `:28C:…`, with or without the blocks
/// of FIN around them. Looks at the first 64 KiB.
bool LooksLikeMt940(std::string_view bytes);

/// Reads a file of any number of messages, both types: receipts, findings and
/// summary go to `file`, which must be new. Never throws on bad input.
/// Threads: any number on different files.  Cost: one pass over the bytes; one
/// message is in memory at a time.
/// Source: SWIFT user handbook, category 9; DFUe-Abkommen, annex 3.
void ReadMt940(const Source& source, const ReadOptions& options,
               BankFile* file);

}  // namespace cashmatch
