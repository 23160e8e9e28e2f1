// SPDX-License-Identifier: Apache-2.0
// history.h - takes open items back to the day on which each was new.
#pragma once

#include <cstdint>

#include "adapters/backtest/clearings.h"
#include "engine/model/open_item.h"

namespace cashmatch {

struct Reopened {
  uint64_t items = 0;          // named by a clearing and closed by now
  uint64_t closed_else = 0;    // closed by something that is no receipt
  uint64_t unknown_items = 0;  // named by clearings, not among the items
};

/// Opens each item that the history clears, with the amount it had when it was
/// new: its original amount, else its amount, else the sum of its clearings.
/// Other closed items stay closed. The engine itself takes an item for a
/// candidate only from its document date on.
Reopened ReopenHistory(const Clearings& clearings, OpenItemBlock* items);

}  // namespace cashmatch
