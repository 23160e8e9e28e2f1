// SPDX-License-Identifier: Apache-2.0
// oracle.h - what must hold of every input, however broken.
#pragma once

#include <string>

#include "adapters/read/bank_file.h"
#include "engine/engine.h"

namespace cashmatch::fuzz {

// Each returns what is wrong, or "" if all is well.

/// A rejected file has no receipts; the status agrees with the findings; every
/// receipt has an id, a currency, an amount in range, and, unless held, a date;
/// a file whose control failed lets nothing of it through unseen. Money is not
/// made: by currency and side, receipts are at most what the file says was
/// booked or is pending.
std::string FaultOf(const BankFile& file);

/// The invariants of a run, counted again without the engine's own audit: every
/// receipt that is money is placed to the last cent, every item is as far down
/// as its rows say, no sign flips, currencies agree.
std::string FaultOf(const Book& book, const ReceiptBlock& receipts,
                    const Report& report);

}  // namespace cashmatch::fuzz
