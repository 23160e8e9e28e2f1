// SPDX-License-Identifier: Apache-2.0
// choose_offers.h - which receipts are applied together?
#pragma once

#include <span>
#include <vector>

#include "engine/wait/sets_to_try.h"

namespace cashmatch {

/// What a set of receipts may pay together.
struct Offer {
  ReceiptSet set = 0;
  std::vector<ItemRow> items;
  Millionths confidence = 0;
  bool may_apply = false;  // nothing but another explanation is in the way
};

/// Returns the offers that stand beside all others: sure enough even if every
/// other offer that wants one of their receipts or items, and every receipt
/// that may pay one of these items alone, has its probability of being right.
/// Ascending. Cost: each pair of offers is compared.
std::vector<size_t> ChooseOffers(const WaitingGroup& group,
                                 std::span<const Offer> offers,
                                 Millionths apply);

}  // namespace cashmatch
