// SPDX-License-Identifier: Apache-2.0
// run_oracle.h - what must hold of a run, whatever it was given.
#pragma once

#include <string>

#include "engine/engine.h"

namespace cashmatch::fuzz {

/// The invariants of a run, counted again without the engine's own audit: every
/// receipt that is money is placed to the last cent, every item is as far down
/// as its rows say, no sign flips, currencies agree. Returns what is wrong, or
/// "" if all is well.
std::string FaultOf(const Book& book, const ReceiptBlock& receipts,
                    const Report& report);

}  // namespace cashmatch::fuzz
