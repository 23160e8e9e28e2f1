// SPDX-License-Identifier: Apache-2.0
// density_test.cc - the estimate against exact counts.
#include "engine/sums/density.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/sums/sum_search.h"
#include "tests/unit/engine/sums/every_target.h"
#include "tests/unit/engine/sums/instances.h"

namespace cashmatch {
namespace {

/// Ways to make each sum up to `target`, equal amounts being interchangeable.
std::vector<double> CountAll(std::vector<Minor> amounts, Minor target) {
  std::sort(amounts.begin(), amounts.end());
  std::vector<double> ways(static_cast<size_t>(target) + 1, 0.0);
  ways[0] = 1;
  for (size_t i = 0; i < amounts.size();) {
    size_t end = i;
    while (end < amounts.size() && amounts[end] == amounts[i]) ++end;
    const std::vector<double> before = ways;
    for (size_t copy = 1; copy <= end - i; ++copy) {
      const size_t shift = copy * static_cast<size_t>(amounts[i]);
      for (size_t sum = shift; sum < ways.size(); ++sum) {
        ways[sum] += before[sum - shift];
      }
    }
    i = end;
  }
  return ways;
}

std::vector<Minor> DrawAmounts(size_t n, uint64_t range, Minor step,
                               std::mt19937_64* random) {
  std::vector<Minor> amounts(n);
  for (Minor& amount : amounts) {
    amount = step * static_cast<Minor>(1 + Below(random, range));
  }
  return amounts;
}

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2,
                   values.end());
  return values[values.size() / 2];
}

TEST(Density, IsNearLargeCounts) {
  DensityEstimator estimator;
  std::mt19937_64 random(1);
  for (const auto& [n, range, step] :
       {std::tuple<size_t, uint64_t, Minor>{24, 200, 1},
        {30, 5'000, 1},
        {60, 3'000, 1},
        {60, 30, 100},
        {100, 3'000, 1},
        {100, 60, 50}}) {
    std::vector<double> errors;
    for (int i = 0; i < 15; ++i) {
      const std::vector<Minor> amounts = DrawAmounts(n, range, step, &random);
      const Minor total =
          std::accumulate(amounts.begin(), amounts.end(), Minor{0});
      const Minor target =
          step * static_cast<Minor>(static_cast<uint64_t>(total / step) *
                                    (2 + Below(&random, 5)) / 8);
      const double ways = CountAll(amounts, target).back();
      if (ways < 10) continue;
      const Density density = estimator.Count(amounts, target);
      errors.push_back(std::fabs(std::exp(density.log_count) / ways - 1));
    }
    ASSERT_GT(errors.size(), 10u);
    EXPECT_LT(Median(errors), 0.02) << n << " amounts, step " << step;
  }
}

TEST(Density, IsRightOnAverageWhereSolutionsAreRare) {
  DensityEstimator estimator;
  SumSearch search;
  std::mt19937_64 random(2);
  double expected = 0, found = 0;
  for (int i = 0; i < 4'000; ++i) {
    const std::vector<Minor> amounts = DrawAmounts(16, 30'000, 1, &random);
    const Minor target = 150'000 + static_cast<Minor>(Below(&random, 100'000));
    expected += std::exp(estimator.Count(amounts, target).log_count);
    found += search.Find(amounts, target).solutions;
  }
  EXPECT_GT(found, 500);
  EXPECT_NEAR(expected / found, 1, 0.08);
}

TEST(Density, CountsRoundPricesByTheirResidue) {
  DensityEstimator estimator;
  std::mt19937_64 random(3);
  std::vector<Minor> amounts = DrawAmounts(22, 200, 100, &random);
  EXPECT_EQ(estimator.Count(amounts, 200'050).log_count, kLogNone);
  // An amount in odd cents cannot be in a round sum, and must be in an odd one.
  const double round = estimator.Count(amounts, 200'000).log_count;
  amounts.push_back(12'345);
  EXPECT_NEAR(estimator.Count(amounts, 200'000).log_count, round, 0.1);
  EXPECT_NEAR(estimator.Count(amounts, 212'345).log_count, round, 0.1);
  EXPECT_NEAR(std::exp(round) / CountAll(amounts, 200'000).back(), 1, 0.1);
}

TEST(Density, SeesTheEndsExactly) {
  DensityEstimator estimator;
  const std::vector<Minor> amounts = {100, 200, 400, 400};
  EXPECT_EQ(estimator.Count(amounts, 1'100).log_count, 0);
  EXPECT_EQ(estimator.Count(amounts, 1'100).size, 4);
  EXPECT_EQ(estimator.Count(amounts, 1'101).log_count, kLogNone);
  EXPECT_EQ(estimator.Count(amounts, -1).log_count, kLogNone);
  EXPECT_EQ(estimator.Count({}, 5).log_count, kLogNone);
}

TEST(Density, TurnsCredits) {
  DensityEstimator estimator;
  std::mt19937_64 random(4);
  const std::vector<Minor> amounts = DrawAmounts(30, 20'000, 1, &random);
  std::vector<Minor> turned = amounts;
  Minor target = 150'000;
  const Density straight = estimator.Count(amounts, target);
  for (size_t i = 0; i < turned.size(); i += 3) {
    target -= turned[i];
    turned[i] = -turned[i];
  }
  // Leaving out a credit is what taking the invoice was.
  EXPECT_EQ(estimator.Count(turned, target).log_count, straight.log_count);
}

TEST(Density, WeighsByInclusion) {
  DensityEstimator estimator;
  std::mt19937_64 random(5);
  const std::vector<Minor> amounts = DrawAmounts(30, 200'000, 1, &random);
  const Minor target = 1'500'000;
  const std::vector<double> even(30, 0.5);
  const Density count = estimator.Count(amounts, target);
  const Density weight = estimator.Weight(amounts, target, even);
  EXPECT_NEAR(weight.log_count + 30 * std::log(2.0), count.log_count, 1e-4);
  EXPECT_NEAR(weight.size, count.size, 1e-3);
  // Exact: the weight of all sums is 1.
  const std::vector<Minor> small = {3, 5, 9, 14};
  const std::vector<double> odds = {0.1, 0.4, 0.25, 0.7};
  EXPECT_NEAR(std::exp(estimator.Weight(small, 31, odds).log_count),
              0.1 * 0.4 * 0.25 * 0.7, 1e-6);
  EXPECT_NEAR(std::exp(estimator.Weight(small, 0, odds).log_count),
              0.9 * 0.6 * 0.75 * 0.3, 1e-6);
  // What is likely to be in makes what holds it likelier.
  std::vector<double> late(30, 0.2);
  for (size_t i = 0; i < 10; ++i) late[i] = 0.9;
  const Minor of_late =
      std::accumulate(amounts.begin(), amounts.begin() + 10, Minor{0});
  EXPECT_GT(estimator.Weight(amounts, of_late, late).log_count,
            estimator.Weight(amounts, of_late, even).log_count);
}

TEST(Density, IsTheSameForAnyOrderOfTheAmounts) {
  DensityEstimator estimator;
  std::mt19937_64 random(6);
  std::vector<Minor> amounts = DrawAmounts(50, 200'000, 1, &random);
  const Density before = estimator.Count(amounts, 1'500'000);
  std::shuffle(amounts.begin(), amounts.end(), random);
  const Density after = estimator.Count(amounts, 1'500'000);
  EXPECT_EQ(before.log_count, after.log_count);
  EXPECT_EQ(before.size, after.size);
}

TEST(Density, TellsHowLikelyEachAmountIsInTheSum) {
  const std::vector<Minor> amounts = {500, 0, 300, -200, 700, 400};
  const std::vector<double> inclusion = {0.5, 0.5, 0.2, 0.6, 0.3, 0.4};
  DensityEstimator density;
  density.Weight(amounts, 900, inclusion);
  std::vector<double> chosen;
  density.AppendChosen(amounts, &chosen);
  ASSERT_EQ(chosen.size(), amounts.size());
  EXPECT_EQ(chosen[1], 0);
  double mean = 0;
  for (size_t i = 0; i < amounts.size(); ++i) {
    EXPECT_GE(chosen[i], 0);
    EXPECT_LE(chosen[i], 1);
    mean += chosen[i] * static_cast<double>(amounts[i]);
  }
  EXPECT_NEAR(mean, 900, 1e-3);
}

/// What every machine must agree on, to the last bit.
TEST(Density, ResiduesAreMixedAlikeOnEveryTarget) {
  Residues law{};
  for (int r = 0; r < kResidues; ++r)
    law[r] = law[kResidues + r] = 1.0 / (r + 3);
  for (const int step : {1, 37, 50, 99}) {
    Residues wanted{};
    for (int r = 0; r < kResidues; ++r) {
      const double stays = law[r] * (1 - 0.3);
      const double comes = law[(r + kResidues - step) % kResidues] * 0.3;
      wanted[r] = wanted[kResidues + r] = stays + comes;
    }
    OnEveryTarget([&] {
      Residues mixed{};
      MixResidues(law, step, 0.3, &mixed);
      EXPECT_EQ(mixed, wanted) << step;
    });
  }
}

}  // namespace
}  // namespace cashmatch
