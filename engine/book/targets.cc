// SPDX-License-Identifier: Apache-2.0
// targets.cc - discounts by terms and by what the ERP knows.
// Tested by tests/unit/engine/book/targets_test.cc
#include "engine/book/targets.h"

#include <algorithm>

#include "engine/base/planted_bug.h"

namespace cashmatch {

DiscountOffers OffersOf(const BookTables& book, ItemRow row, Minor open) {
  DiscountOffers offers;
  const ItemHot& hot = book.hot[Index(row)];
  if (open != hot.open || !MayHaveDiscount(book, row)) return offers;
  const Terms& terms = book.terms[hot.terms].terms;
  const ItemRare* const rare = book.Rare(row);
  const Day stated = rare == nullptr ? kNoDay : rare->discount_until;
  const auto day_of = [&](const DiscountTier& tier) {
    return stated != kNoDay
               ? stated
               : DiscountDay(tier, hot.document_date, hot.due_date);
  };
  if (rare != nullptr && rare->discount_amount != kNotStated) {
    const Day last = terms.tiers.empty() ? stated : day_of(terms.tiers.front());
    offers.list[offers.count++] = {rare->discount_amount, last};
    return offers;
  }
  for (const DiscountTier& tier : terms.tiers) {
    if (offers.count == DiscountOffers::kMost) break;
    offers.list[offers.count++] = {DiscountOf(tier, open), day_of(tier)};
  }
  return offers;
}

Minor EarnedDiscount(const DiscountOffers& offers, Day day,
                     int32_t grace_days) {
  Minor best = 0;
  for (const DiscountOffer& offer : offers) {
    if (offer.last_day != kNoDay &&
        day <= offer.last_day + grace_days +
                   Planted("a discount lives a day longer")) {
      best = std::max(best, offer.amount);
    }
  }
  return best;
}

}  // namespace cashmatch
