// SPDX-License-Identifier: Apache-2.0
// shares.cc - bookkeeping of a packing.
// Tested by tests/unit/engine/resolve/packing_test.cc
#include "engine/resolve/shares.h"

#include <algorithm>

namespace cashmatch {

Shares::Shares(const PackingProblem& problem)
    : problem_(problem),
      taken_(problem.open.size()),
      pool_free_(problem.pool_sizes) {}

uint32_t Shares::RoomFor(const Bid& bid) const {
  if (bid.pool != kNoPool) return std::min(bid.members, pool_free_[bid.pool]);
  uint32_t room = bid.members;
  for (const Demand& demand : bid.demands) {
    room = RoomAt(demand, room);
    if (room == 0) return 0;
  }
  return PoolsHold(bid) ? room : 0;
}

uint32_t Shares::RoomAt(const Demand& demand, uint32_t members) const {
  const Taken& taken = taken_[demand.item];
  if (demand.alone) return taken.holders == 0 ? 1 : 0;
  if (taken.alone) return 0;
  // One proposal alone is never more than the item holds.
  const Minor left = problem_.open[demand.item] - taken.amount;
  const Minor fits = std::max<Minor>(left / demand.amount, 0);
  return static_cast<uint32_t>(std::clamp<Minor>(
      fits, taken.holders == 0 ? 1 : 0, static_cast<Minor>(members)));
}

bool Shares::TakesMost(const Demand& demand) const {
  const Minor left = problem_.open[demand.item] - taken_[demand.item].amount;
  return demand.alone || left / demand.amount < 2;
}

/// True if each pool has a free item for each item of it that the bid is the
/// first to hold.
bool Shares::PoolsHold(const Bid& bid) const {
  for (size_t i = 0; i < bid.demands.size(); ++i) {
    const uint32_t pool = problem_.pool_of[bid.demands[i].item];
    if (pool == kNoPool || taken_[bid.demands[i].item].holders != 0) continue;
    uint32_t wanted = 1;
    for (size_t j = 0; j < i; ++j) {
      const uint32_t item = bid.demands[j].item;
      wanted += problem_.pool_of[item] == pool && taken_[item].holders == 0;
    }
    if (wanted > pool_free_[pool]) return false;
  }
  return true;
}

void Shares::Take(const Bid& bid, uint32_t members) {
  if (members == 0) return;
  if (bid.pool != kNoPool) pool_free_[bid.pool] -= members;
  for (const Demand& demand : bid.demands) {
    Taken& taken = taken_[demand.item];
    const uint32_t pool = problem_.pool_of[demand.item];
    if (taken.holders == 0 && pool != kNoPool) --pool_free_[pool];
    taken.amount += demand.amount * members;
    taken.holders += members;
    taken.alone = demand.alone;
  }
}

void Shares::TakeBack(const Bid& bid, uint32_t members) {
  if (members == 0) return;
  if (bid.pool != kNoPool) pool_free_[bid.pool] += members;
  for (const Demand& demand : bid.demands) {
    Taken& taken = taken_[demand.item];
    const uint32_t pool = problem_.pool_of[demand.item];
    taken.amount -= demand.amount * members;
    taken.holders -= members;
    taken.alone = false;
    if (taken.holders == 0 && pool != kNoPool) ++pool_free_[pool];
  }
}

}  // namespace cashmatch
