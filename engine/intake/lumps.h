// SPDX-License-Identifier: Apache-2.0
// lumps.h - the two ways to find the items of a lump, inside of FoldLumps.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/lump.h"
#include "engine/model/own_account.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Lockbox deposits of BAI2 whose checks a lockbox file has.
void FindLockboxLumps(const ReceiptBlock& receipts, const OwnAccounts& own,
                      std::vector<Lump>* found);

/// Entries whose details a camt file has under the entry's bank reference.
void FindBatchLumps(const ReceiptBlock& receipts, const OwnAccounts& own,
                    std::vector<Lump>* found);

/// True for a lockbox deposit of BAI2, and for an item of one.
inline bool IsDepositOfChecks(const ReceiptBlock& receipts, const Receipt& it) {
  return (it.type_code == "115" || it.type_code == "116") &&
         it.direction == Direction::kCredit &&
         receipts.files[it.file].format == "bai2";
}

inline bool IsCamt(const SourceFile& file) {
  return file.format.starts_with("camt.");
}

/// Whether an item may stand for a lump: the final copy comes before intraday.
inline bool MayStandFor(const Receipt& item, bool lump_is_provisional) {
  return item.direction == Direction::kCredit && item.held.empty() &&
         (!item.provisional || lump_is_provisional);
}

}  // namespace cashmatch
