// SPDX-License-Identifier: Apache-2.0
// held_whole.h - how large a file may be whose receipts are all held in memory.
#pragma once

#include <cstdint>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// Up to 28 bytes of memory a byte of the file were measured (MT940 whose
/// entries have no texts).
inline constexpr uint64_t kHeldWhole = uint64_t{512} << 20;

/// Refuses a file of more than `bytes_max` bytes (TOO-LARGE), before any of
/// them is looked at, and calls FinishBankFile; returns whether it did.
/// Threads: any, one a file.
bool RefuseLarge(const Source& source, uint64_t bytes_max,
                 const ReadOptions& options, BankFile* file);

}  // namespace cashmatch
