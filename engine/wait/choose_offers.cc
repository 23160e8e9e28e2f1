// SPDX-License-Identifier: Apache-2.0
// choose_offers.cc - one explanation, or none.
// Tested by tests/unit/engine/wait/choose_offers_test.cc
#include "engine/wait/choose_offers.h"

#include <algorithm>

namespace cashmatch {
namespace {

constexpr int64_t kCertain = 1'000'000;

bool Has(const Offer& offer, ItemRow item) {
  return std::find(offer.items.begin(), offer.items.end(), item) !=
         offer.items.end();
}

bool AreRivals(const Offer& a, const Offer& b) {
  return (a.set & b.set) != 0 ||
         std::any_of(a.items.begin(), a.items.end(),
                     [&](ItemRow item) { return Has(b, item); });
}

/// The probability that an offer is right, and all that contradicts it wrong.
Millionths ShareOf(const WaitingGroup& group, std::span<const Offer> offers,
                   size_t at) {
  int64_t share = offers[at].confidence;
  const auto unless = [&](Millionths rival) {
    share = share * (kCertain - rival) / kCertain;
  };
  for (size_t i = 0; i < offers.size(); ++i) {
    if (i != at && AreRivals(offers[at], offers[i])) {
      unless(offers[i].confidence);
    }
  }
  for (size_t i = 0; i < group.members.size(); ++i) {
    if ((offers[at].set >> i & 1) != 0) continue;
    for (const auto& [item, own] : group.members[i].own) {
      if (Has(offers[at], item)) unless(own);
    }
  }
  return static_cast<Millionths>(share);
}

}  // namespace

std::vector<size_t> ChooseOffers(const WaitingGroup& group,
                                 std::span<const Offer> offers,
                                 Millionths apply) {
  std::vector<size_t> chosen;
  for (size_t i = 0; i < offers.size(); ++i) {
    if (!offers[i].may_apply || ShareOf(group, offers, i) < apply) continue;
    // Two that contradict each other are sure only where the threshold is low.
    const bool contradicts = std::any_of(
        chosen.begin(), chosen.end(),
        [&](size_t other) { return AreRivals(offers[i], offers[other]); });
    if (!contradicts) chosen.push_back(i);
  }
  return chosen;
}

}  // namespace cashmatch
