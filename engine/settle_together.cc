// SPDX-License-Identifier: Apache-2.0
// settle_together.cc - from waiting groups to claims.
// Tested by tests/unit/engine/engine_test.cc, the scenarios and the properties.
#include "engine/settle_together.h"

#include <algorithm>
#include <unordered_map>

#include "engine/wait/choose_offers.h"
#include "engine/wait/sets_to_try.h"

namespace cashmatch {
namespace {

Offer OfferOf(const Candidate& candidate, ReceiptSet set) {
  const Proposal& best = candidate.best();
  Offer offer = {set, {}, best.confidence, best.apply};
  for (const ProposedRow& row : candidate.RowsOf(best)) {
    offer.items.push_back(row.item);
  }
  return offer;
}

void FindInGroup(const RunView& run, const WaitingGroup& group, Day day,
                 std::vector<TogetherClaim>* claims) {
  const BookTables& book = run.book.tables();
  const MatchingPolicy& policy =
      run.policy.For(run.book.CustomerId(group.key.customer));
  const auto piece = std::make_shared<Piece>();
  std::vector<Offer> offers;
  for (const ReceiptSet set :
       SetsToTry(group, day, policy.grace_days, book, run.state)) {
    if (ProposeForAll(run, RowsOf(group, set), PartsOf(group, set),
                      piece.get())) {
      offers.push_back(OfferOf(piece->candidates.back(), set));
    }
  }
  for (const size_t i : ChooseOffers(group, offers, policy.apply)) {
    claims->push_back(
        {piece, piece->candidates[i], group.key, RowsOf(group, offers[i].set)});
  }
}

}  // namespace

std::vector<TogetherClaim> FindTogether(const RunView& run,
                                        const std::vector<WaitingGroup>& groups,
                                        Day day) {
  std::vector<TogetherClaim> claims;
  for (const WaitingGroup& group : groups) {
    FindInGroup(run, group, day, &claims);
  }
  const auto rows_of = [](const TogetherClaim& claim) {
    return claim.candidate.RowsOf(claim.candidate.best());
  };
  std::unordered_map<ItemRow, const TogetherClaim*> wanted;
  std::vector<const TogetherClaim*> rivals;
  for (const TogetherClaim& claim : claims) {
    for (const ProposedRow& row : rows_of(claim)) {
      const auto [at, fresh] = wanted.try_emplace(row.item, &claim);
      if (fresh || at->second == &claim) continue;
      rivals.push_back(at->second);
      rivals.push_back(&claim);
    }
  }
  std::vector<TogetherClaim> sure;
  for (const TogetherClaim& claim : claims) {
    if (std::find(rivals.begin(), rivals.end(), &claim) == rivals.end()) {
      sure.push_back(claim);
    }
  }
  return sure;
}

}  // namespace cashmatch
