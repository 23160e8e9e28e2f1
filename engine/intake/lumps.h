// SPDX-License-Identifier: Apache-2.0
// lumps.h - the two ways to find the items of a lump, inside of FoldLumps.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/receipt.h"

namespace cashmatch {

/// Receipts of one file that together are a lump, and the items of another.
struct Lump {
  std::vector<uint32_t> rows;
  uint32_t items_file = 0;
  size_t items = 0;
};

/// Lockbox deposits of BAI2 whose checks a lockbox file has.
void FindLockboxLumps(const ReceiptBlock& receipts, std::vector<Lump>* found);

/// Entries whose details a camt file has under the entry's bank reference.
void FindBatchLumps(const ReceiptBlock& receipts, std::vector<Lump>* found);

/// Whether an item may stand for a lump: the final copy comes before intraday.
inline bool MayStandFor(const Receipt& item, bool lump_is_provisional) {
  return item.direction == Direction::kCredit && item.held.empty() &&
         (!item.provisional || lump_is_provisional);
}

}  // namespace cashmatch
