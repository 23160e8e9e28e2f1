// SPDX-License-Identifier: Apache-2.0
// targets.h - the discounts an item offers, and until when.
#pragma once

#include <array>
#include <cstdint>

#include "engine/book/tables.h"

namespace cashmatch {

struct DiscountOffer {
  Minor amount = 0;
  Day last_day =
      kNoDay;  // paid on it still counts; grace is added by the caller
};

/// The discounts of one item, in the order of its terms.
struct DiscountOffers {
  static constexpr int kMost = 4;
  std::array<DiscountOffer, kMost> list;
  int count = 0;
  const DiscountOffer* begin() const { return list.data(); }
  const DiscountOffer* end() const { return list.data() + count; }
};

/// Returns what paying `open` of the item early saves. Empty for credits and
/// for part-paid items: a discount is given on the whole item or not at all.
/// What the ERP states outranks the terms. Percent of the item's amount, half
/// away from zero. Source: CONTRACT section 3.
DiscountOffers OffersOf(const BookTables& book, ItemRow row, Minor open);

/// Returns the highest discount still earned by paying on `day`; 0 if none.
Minor EarnedDiscount(const DiscountOffers& offers, Day day, int32_t grace_days);

}  // namespace cashmatch
