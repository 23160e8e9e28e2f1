// SPDX-License-Identifier: Apache-2.0
// fold_lumps.h - a lump whose items are in the same input is no receipt.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/lump.h"
#include "engine/model/own_account.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// A lump that was left out, and the items that stand for it.
struct FoldedLump {
  uint32_t row = 0;  // among the receipts before any was left out
  std::string_view file;
  uint32_t line = 0;
  Minor amount = 0;
  Currency currency = Currency::kNone;
  std::string_view type_code, bank_reference;
  std::string_view beside;  // the file of the items
  size_t items = 0;         // how many there are in it
};

/// Drops the credits that are sums of others in another file of the run, and
/// returns them by file, line and row. The money is then counted by its items.
///
/// A lockbox deposit of BAI2 (115, or all 116 of an account and day) beside a
/// lockbox file: a deposit of the same day (booking or value date of the lump)
/// and currency adds up to it exactly; the checks of a lockbox and day, in one
/// file or in several together, or of one of its batches. Where the lump names
/// its lockbox it is that one, and the lump may be up to three days later. A
/// deposit stands for one lump, and for the copies of it in other files.
///
/// A batch entry without details beside the details in a camt file: own
/// account, value date and currency are one, each detail names the bank
/// reference of the entry, or its message and payment information where it has
/// no payer, and they add up to it exactly.
///
/// Held items and intraday items of a final lump stand for nothing: the lump
/// stays, as it does where sums differ.
/// Where a lump may be of plain receipts, all of those are made first.
/// Source: CONTRACT section 4; BAI2 type codes 115 and 116; ISO 20022 camt.054.
/// Cost: nothing for one file; else linear, and a sort where a camt file is.
std::vector<FoldedLump> FoldLumps(ReceiptBlock* receipts,
                                  const OwnAccounts& own = {});

/// Finds what FoldLumps drops, and changes nothing. A row may be in several.
std::vector<Lump> FindLumps(const ReceiptBlock& receipts,
                            const OwnAccounts& own = {});

}  // namespace cashmatch
