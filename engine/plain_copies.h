// SPDX-License-Identifier: Apache-2.0
// plain_copies.h - which plain receipts may be money that another file has too.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/own_account.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// A row of ReceiptBlock::plain.
struct PlainPlace {
  uint32_t file, row;
};

/// Returns the plain receipts whose identity (engine/model/receipt_identity.h)
/// has the hash of another receipt of the run: nearly always none. What is not
/// among them is no copy of anything.
/// Threads: uses the calling TBB arena.  Cost: some 50 ns for each receipt of
/// an account and day that several files have, nothing for others.
std::vector<PlainPlace> FindPossibleCopies(const ReceiptBlock& receipts,
                                           const OwnAccounts& own);

}  // namespace cashmatch
