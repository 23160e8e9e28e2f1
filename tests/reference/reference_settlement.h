// SPDX-License-Identifier: Apache-2.0
// reference_settlement.h - the twin's arithmetic: one total for some items.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/model/open_item.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"

namespace cashmatch::reference {

struct Row {
  std::string item;
  std::string kind;
  Minor amount = 0;
};

struct Rest {
  std::string kind;
  Minor amount = 0;
  std::string reference;
};

/// A way to place the money; `blocked` if a person must decide.
struct Settled {
  std::vector<Row> rows;
  std::vector<Rest> rests;
  std::string exception;
  bool blocked = false;
};

/// An item, what is left of it, and whether it was quoted as it stands.
struct OpenNow {
  const OpenItem* item = nullptr;
  Minor open = 0;
  bool exact = false;
};

/// Returns the best discount of an item that is still earned on a day.
Minor Earned(const OpenNow& item, Day day, int grace_days);

/// Settles items for a total, `unknown` being references that named nothing.
Settled Settle(const Receipt& receipt, const std::vector<OpenNow>& items,
               const std::vector<Rest>& unknown, const MatchingPolicy& policy);

}  // namespace cashmatch::reference
