// SPDX-License-Identifier: Apache-2.0
// earlier.h - what earlier runs made of receipts that a reversal may undo now.
#pragma once

#include <string>
#include <vector>

#include "engine/model/receipt.h"
#include "engine/model/report.h"

namespace cashmatch {

/// A row of an earlier run that still stands, by the item's id.
struct EarlierRow {
  std::string item, reason;
  ApplicationKind kind = ApplicationKind::kPayment;
  Minor amount = 0;
};

/// Money of an earlier run that is on no item.
struct EarlierPart {
  RemainderKind kind = RemainderKind::kUnapplied;
  std::string customer, reference, reason;
  Minor amount = 0;
};

/// What stands of one receipt. `made` names the items that were made of it,
/// which the book must hold.
struct EarlierOutcome {
  std::string customer;
  std::vector<EarlierRow> rows;
  std::vector<EarlierPart> parts;
  std::vector<std::string> made;
};

/// Credits of earlier runs and what stands of each, in the same order. A run
/// decides nothing on them; its reversals may find them.
struct EarlierPayments {
  ReceiptBlock receipts;
  std::vector<EarlierOutcome> outcomes;
};

}  // namespace cashmatch
