// SPDX-License-Identifier: Apache-2.0
// parts.h - splits the money of an entry over its details, to the last cent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/camt/amount.h"
#include "adapters/read/camt/entry.h"
#include "adapters/read/finding.h"

namespace cashmatch {

/// One amount that came in or went out.
struct Part {
  const Detail* detail = nullptr;  // null: the entry as a whole
  Minor amount = 0;                // net of charges that were taken off
  Side side = Side::kCredit;
  std::optional<Minor> charges;  // taken off on the way
  Minor stated = 0;              // as the detail has it
};

/// The parts of an entry and, unless `code` is empty, what is odd about them.
struct Split {
  std::vector<Part> parts;
  std::string_view code;
  Severity severity = Severity::kWarning;
  size_t offset = 0;
  size_t place = 0;  // number of the detail, from 1; 0: the entry
  std::string found, expected, done;
};

/// The charges taken from the account by a line (negative: given to it).
Minor ChargesOf(const ChargesText& text, Currency currency);

/// Splits an entry of `money` on `side`. The amount of a detail is, in this
/// order, its Amt, TxAmt, InstdAmt or CntrValAmt, the first in the entry's
/// currency; a single detail may take the entry's. The parts add up to the
/// entry: a difference is charges that the file states, which come off the
/// detail they stand at or else the largest; or, on a debit, the fee for a
/// returned item, which is no part; that is a guess, made only where all
/// details stand on the entry's side. Anything else holds the entry. Where
/// several details lack an amount, the entry is one part. Source: FORMATS 3.1
/// and 3.2.
void SplitEntry(const Entry& entry, const Money& money, Side side,
                Split* split);

}  // namespace cashmatch
