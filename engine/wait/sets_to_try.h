// SPDX-License-Identifier: Apache-2.0
// sets_to_try.h - which receipts of a group might pay together?
#pragma once

#include <cstdint>
#include <vector>

#include "engine/book/open_state.h"
#include "engine/model/together.h"
#include "engine/wait/waiting_list.h"

namespace cashmatch {

/// Some receipts of a group: bit i stands for its member i.
using ReceiptSet = uint32_t;

/// Returns the sets of at least two receipts, one of them of `day`, that are
/// worth a look: those that all quote items, and bring just what these ask,
/// with or without the discounts still earned; and, of those that quote
/// nothing, all of at most three receipts, and larger ones that bring just what
/// one item asks. Cost: at most 2^WaitingList::kMost sets are summed up, and
/// one probe each.
std::vector<ReceiptSet> SetsToTry(const WaitingGroup& group, Day day,
                                  int32_t grace_days, const BookTables& book,
                                  const OpenState& state);

/// Returns the rows of a set, in order of date.
std::vector<ReceiptRow> RowsOf(const WaitingGroup& group, ReceiptSet set);

/// Returns what the receipts of a set bring.
PartPayments PartsOf(const WaitingGroup& group, ReceiptSet set);

}  // namespace cashmatch
