// SPDX-License-Identifier: Apache-2.0
// lockbox.h - BAI lockbox: checks that a bank opened and keyed for us.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// Reads a lockbox file in whichever layout proves it (layouts of
/// `options.lockbox_layouts_toml` first, then those built in) into one receipt
/// a check. Never throws: whatever is wrong becomes a finding; a file that no
/// layout proves is rejected, with the three best and what they miss.
/// `summary.version` is the layout's name.
/// Calls FinishBankFile.  Requires: `file` is new.  Threads: uses the calling
/// TBB arena, by parts of the file.
/// Cost: one pass, and for each layout one over the first 512 records, or 4,096
/// where these do not decide.
void ReadLockbox(const Source& source, const ReadOptions& options,
                 BankFile* file);

/// Whether the bytes look like a lockbox file: fixed-width records that all
/// begin with a record type, and no NACHA file. Reads at most 64 KiB.
bool LooksLikeLockbox(std::string_view bytes);

}  // namespace cashmatch
