// SPDX-License-Identifier: Apache-2.0
// packing_test.cc - branch and bound against all ways to share out.
#include "engine/resolve/packing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

namespace cashmatch {
namespace {

constexpr Minor kOpen = 1000;

Strength Weight(int64_t odds, Rule rule = Rule::kPayerSum) {
  Strength strength;
  strength.log_odds[static_cast<int>(rule) - 1] = odds;
  return strength;
}

/// A small component full of collisions: few weights, so that ties abound.
PackingProblem RandomProblem(std::mt19937_64* random) {
  const auto below = [&](uint64_t n) { return (*random)() % n; };
  PackingProblem problem;
  const uint64_t items = 2 + below(4);
  problem.open.assign(items, kOpen);
  problem.pool_of.assign(items, kNoPool);
  if (below(2) == 0) {  // the first items are a pool
    const auto size = static_cast<uint32_t>(1 + below(items));
    problem.pool_sizes.push_back(size);
    std::fill_n(problem.pool_of.begin(), size, 0);
  }
  const uint64_t bids = 2 + below(5);
  for (uint64_t i = 0; i < bids; ++i) {
    Bid bid;
    bid.strength =
        Weight(1 + static_cast<int64_t>(below(3)),
               below(3) == 0 ? Rule::kExactReference : Rule::kPayerSum);
    bid.members = static_cast<uint32_t>(1 + below(3) / 2);
    if (!problem.pool_sizes.empty() && below(3) == 0) {
      bid.pool = 0;
    } else {
      for (uint32_t item = 0; item < items; ++item) {
        if (below(2) != 0) continue;
        const Minor part = below(2) == 0 ? kOpen : 400;
        bid.demands.push_back({item, part, below(3) == 0});
      }
      if (bid.demands.empty()) bid.demands.push_back({0, kOpen, false});
    }
    problem.bids.push_back(bid);
  }
  return problem;
}

/// True if so many members of each bid can be served at once, said as plainly
/// as it can be.
bool Fits(const PackingProblem& problem, const std::vector<uint32_t>& taken) {
  std::vector<bool> held(problem.open.size(), false);
  for (uint32_t item = 0; item < problem.open.size(); ++item) {
    Minor sum = 0;
    uint32_t holders = 0;
    bool alone = false;
    for (size_t b = 0; b < taken.size(); ++b) {
      for (const Demand& demand : problem.bids[b].demands) {
        if (demand.item != item || taken[b] == 0) continue;
        sum += demand.amount * taken[b];
        holders += taken[b];
        alone = alone || demand.alone;
      }
    }
    if (sum > problem.open[item] || (alone && holders > 1)) return false;
    held[item] = holders != 0;
  }
  for (uint32_t pool = 0; pool < problem.pool_sizes.size(); ++pool) {
    uint32_t wanted = 0;
    for (size_t b = 0; b < taken.size(); ++b) {
      if (problem.bids[b].pool == pool) wanted += taken[b];
    }
    for (uint32_t item = 0; item < problem.open.size(); ++item) {
      wanted += problem.pool_of[item] == pool && held[item];
    }
    if (wanted > problem.pool_sizes[pool]) return false;
  }
  return true;
}

/// The value of the strongest packings, and which numbers of members each bid
/// has in them.
struct Truth {
  Strength best;
  std::vector<std::vector<uint32_t>> packings;
};

void Enumerate(const PackingProblem& problem, std::vector<uint32_t>* taken,
               Truth* truth) {
  if (taken->size() == problem.bids.size()) {
    if (!Fits(problem, *taken)) return;
    Strength value;
    for (size_t b = 0; b < taken->size(); ++b) {
      value.Add(problem.bids[b].strength, (*taken)[b]);
    }
    if (value > truth->best) *truth = {value, {}};
    if (value == truth->best) truth->packings.push_back(*taken);
    return;
  }
  const uint32_t members = problem.bids[taken->size()].members;
  for (uint32_t n = 0; n <= members; ++n) {
    taken->push_back(n);
    Enumerate(problem, taken, truth);
    taken->pop_back();
  }
}

TEST(Packing, AgreesWithAllWaysToShareOut) {
  std::mt19937_64 random(7);
  size_t ties = 0;
  size_t refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    const PackingProblem problem = RandomProblem(&random);
    Truth truth;
    std::vector<uint32_t> taken;
    Enumerate(problem, &taken, &truth);
    const Packing packing = SolvePacking(problem);
    ASSERT_TRUE(packing.proven) << i;
    ASSERT_EQ(std::ranges::count(truth.packings, packing.taken), 1) << i;
    for (size_t b = 0; b < problem.bids.size(); ++b) {
      const bool tied = std::ranges::any_of(
          truth.packings, [&](const std::vector<uint32_t>& other) {
            return other[b] != packing.taken[b];
          });
      ASSERT_EQ(packing.tied[b], tied) << i << ", bid " << b;
      ties += tied;
      refused += packing.taken[b] == 0;
    }
  }
  EXPECT_GT(ties, 5'000U);
  EXPECT_GT(refused, 10'000U);
}

TEST(Packing, TheOrderOfTheBidsDoesNotMatter) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 2000; ++i) {
    const PackingProblem problem = RandomProblem(&random);
    const Packing packing = SolvePacking(problem);
    std::vector<uint32_t> order(problem.bids.size());
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    PackingProblem shuffled = problem;
    for (size_t b = 0; b < order.size(); ++b) {
      shuffled.bids[b] = problem.bids[order[b]];
    }
    const Packing other = SolvePacking(shuffled);
    for (size_t b = 0; b < order.size(); ++b) {
      ASSERT_EQ(other.tied[b], packing.tied[order[b]]) << i;
      if (!other.tied[b]) {
        ASSERT_EQ(other.taken[b], packing.taken[order[b]]) << i;
      }
    }
  }
}

/// Receipts of one payer that want one to four items of hers each.
PackingProblem Component(uint32_t bids, uint32_t items, uint64_t seed) {
  std::mt19937_64 random(seed);
  PackingProblem problem;
  problem.open.assign(items, kOpen);
  problem.pool_of.assign(items, kNoPool);
  for (uint32_t i = 0; i < bids; ++i) {
    Bid bid;
    bid.strength = Weight(7000 + static_cast<int64_t>(random() % 700));
    const uint32_t first = static_cast<uint32_t>(random() % items);
    const uint32_t count = 1 + static_cast<uint32_t>(random() % 4);
    for (uint32_t k = 0; k < count && k < items; ++k) {
      bid.demands.push_back({(first + k * 7) % items, kOpen, false});
    }
    problem.bids.push_back(bid);
  }
  return problem;
}

TEST(Packing, TwentyReceiptsForFortyItemsAreProven) {
  uint64_t most = 0;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const Packing packing = SolvePacking(Component(20, 40, seed));
    ASSERT_TRUE(packing.proven) << seed;
    most = std::max(most, packing.units);
  }
  EXPECT_LT(most, kPackingUnits / 4);
}

TEST(Packing, NoMoreIsSpentThanTheBudget) {
  for (const uint32_t bids : {300U, 2000U, 20'000U}) {
    const Packing packing = SolvePacking(Component(bids, 61, 1));
    EXPECT_FALSE(packing.proven) << bids;
    EXPECT_LE(packing.units, kPackingUnits + bids + 1);
  }
  EXPECT_FALSE(SolvePacking(Component(10, 10, 1), 20).proven);
}

}  // namespace
}  // namespace cashmatch
