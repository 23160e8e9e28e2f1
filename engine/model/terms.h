// SPDX-License-Identifier: Apache-2.0
// terms.h - payment terms: when an invoice is due and what paying early earns.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch {

/// "2 % if paid within 10 days", or until the due date.
struct DiscountTier {
  Millionths percent = 0;  // of 1'000'000
  int32_t days = 0;        // from the document date, the last day counts
  bool until_due_date = false;
};

struct Terms {
  std::vector<DiscountTier> tiers;  // in the order written
  int32_t net_days = -1;            // -1: not stated
};

/// Reads `2/10 net 30`, `1/15 2/7 net 45`, `net 60` (any case and spacing);
/// nothing if the text has another form, for example a code of the ERP.
std::optional<Terms> ParseTerms(std::string_view text);

/// Returns the last day of a tier, or kNoDay if it cannot be known.
Day DiscountDay(const DiscountTier& tier, Day document_date, Day due_date);

}  // namespace cashmatch
