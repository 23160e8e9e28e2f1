// SPDX-License-Identifier: Apache-2.0
// packing.cc - branch and bound over bids.
// Tested by tests/unit/engine/resolve/packing_test.cc
#include "engine/resolve/packing.h"

#include <algorithm>
#include <numeric>

#include "engine/resolve/shares.h"

namespace cashmatch {
namespace {

/// The search for the strongest packing, then for others as strong.
class PackingSearch {
 public:
  PackingSearch(const PackingProblem& problem, uint64_t units_max)
      : problem_(problem),
        shares_(problem),
        units_max_(units_max),
        count_(problem.bids.size(), 0),
        order_(problem.bids.size()) {
    std::iota(order_.begin(), order_.end(), 0);
    std::stable_sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
      return problem.bids[a].strength > problem.bids[b].strength;
    });
    CountWishes();
  }

  Packing Solve() {
    Explore(0, {});
    Packing packing;
    packing.taken = best_;
    packing.tied.assign(best_.size(), false);
    for (const uint32_t bid : order_) {
      if (spent_) break;
      if (!packing.tied[bid]) FindOther(bid, &packing.tied);
    }
    packing.proven = !spent_;
    packing.units = units_;
    return packing;
  }

 private:
  void CountWishes() {
    wanted_.resize(problem_.open.size(), 0);
    for (const Bid& bid : problem_.bids) {
      for (const Demand& demand : bid.demands) ++wanted_[demand.item];
    }
    counted_.resize(problem_.open.size(), false);
  }

  /// Returns no less than the bids from `place` on can still add. Of those that
  /// exclude each other at an item only the first, the strongest, counts.
  Strength Bound(size_t place) {
    Strength bound;
    pool_left_.resize(problem_.pool_sizes.size());
    for (uint32_t pool = 0; pool < pool_left_.size(); ++pool) {
      pool_left_[pool] = shares_.FreeInPool(pool);
    }
    for (size_t i = place; i < order_.size(); ++i) {
      if (order_[i] == fixed_) continue;
      const Bid& bid = problem_.bids[order_[i]];
      uint32_t room = shares_.RoomFor(bid);
      if (room == 0) continue;
      if (bid.pool == kNoPool) {
        room = CountAtItem(bid, room);
      } else {
        room = std::min(room, pool_left_[bid.pool]);
        pool_left_[bid.pool] -= room;
      }
      bound.Add(bid.strength, room);
    }
    for (const uint32_t item : touched_) counted_[item] = false;
    touched_.clear();
    return bound;
  }

  /// Returns how many of a bid's members count; none where a stronger bid that
  /// excludes it was counted at one of its items.
  uint32_t CountAtItem(const Bid& bid, uint32_t room) {
    const Demand* most = nullptr;
    for (const Demand& demand : bid.demands) {
      if (!shares_.TakesMost(demand)) continue;
      if (counted_[demand.item]) return 0;
      if (most == nullptr || wanted_[demand.item] > wanted_[most->item]) {
        most = &demand;
      }
    }
    if (most == nullptr) return room;
    counted_[most->item] = true;
    touched_.push_back(most->item);
    return 1;
  }

  /// Tries the bids from `place` on, beside those that add up to `value`.
  void Explore(size_t place, const Strength& value) {
    if (spent_ || found_) return;
    units_ += order_.size() - place + 1;
    spent_ = units_ > units_max_;
    if (spent_) return;
    Strength most = Bound(place);
    most.Add(value);
    if (seeking_ ? most < goal_ : !best_.empty() && most <= goal_) return;
    while (place < order_.size() &&
           (order_[place] == fixed_ ||
            shares_.RoomFor(problem_.bids[order_[place]]) == 0)) {
      ++place;
    }
    if (place == order_.size()) {
      Arrive(value);
      return;
    }
    const uint32_t bid = order_[place];
    for (uint32_t n = shares_.RoomFor(problem_.bids[bid]) + 1; n-- != 0;) {
      Strength with = value;
      with.Add(problem_.bids[bid].strength, n);
      Grant(bid, n);
      Explore(place + 1, with);
      TakeBack(bid, n);
    }
  }

  /// Everything is granted or refused.
  void Arrive(const Strength& value) {
    found_ = seeking_;
    if (seeking_) {
      other_ = count_;
      return;
    }
    goal_ = value;
    best_ = count_;
  }

  /// Looks for a packing as strong as the best that serves another number of a
  /// bid's members; all bids in which the two differ are tied.
  void FindOther(uint32_t bid, std::vector<bool>* tied) {
    seeking_ = true;
    fixed_ = bid;
    for (uint32_t n = shares_.RoomFor(problem_.bids[bid]) + 1; n-- != 0;) {
      if (n == best_[bid]) continue;
      Strength value;
      value.Add(problem_.bids[bid].strength, n);
      Grant(bid, n);
      Explore(0, value);
      TakeBack(bid, n);
      if (!found_) continue;
      for (size_t i = 0; i < best_.size(); ++i) {
        if (other_[i] != best_[i]) (*tied)[i] = true;
      }
      found_ = false;
      return;
    }
  }

  void Grant(uint32_t bid, uint32_t members) {
    count_[bid] = members;
    shares_.Take(problem_.bids[bid], members);
  }
  void TakeBack(uint32_t bid, uint32_t members) {
    count_[bid] = 0;
    shares_.TakeBack(problem_.bids[bid], members);
  }

  const PackingProblem& problem_;
  Shares shares_;
  const uint64_t units_max_;
  std::vector<uint32_t> count_;      // by bid: granted on the way here
  std::vector<uint32_t> order_;      // bids, the strongest first
  std::vector<uint32_t> wanted_;     // by item: bids that ask for it
  std::vector<bool> counted_;        // by item: a bid counts there in a bound
  std::vector<uint32_t> touched_;    // the items where one does
  std::vector<uint32_t> pool_left_;  // what no bid counts at
  std::vector<uint32_t> best_, other_;
  Strength goal_;                // of the best so far
  bool seeking_ = false;         // another one as strong as the best
  bool found_ = false;           // and there is one
  uint32_t fixed_ = UINT32_MAX;  // the bid that is decided beforehand
  uint64_t units_ = 0;
  bool spent_ = false;
};

}  // namespace

Packing SolvePacking(const PackingProblem& problem, uint64_t units_max) {
  return PackingSearch(problem, units_max).Solve();
}

}  // namespace cashmatch
