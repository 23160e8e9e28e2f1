// SPDX-License-Identifier: Apache-2.0
// accidents_test.cc - the number itself, where there are ten or more.
#include "engine/sums/accidents.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/engine/sums/instances.h"

namespace cashmatch {
namespace {

Density Accidents(const std::vector<Minor>& amounts, Minor target) {
  static DensityEstimator estimator;
  static SumSearch search;
  return CountAccidents(amounts, target, &estimator, &search);
}

TEST(Accidents, IsExactWhereTenOrMoreAreCheapToCount) {
  DensityEstimator estimator;
  std::mt19937_64 random(5);
  int exact = 0, estimated = 0;
  for (int i = 0; i < 2'000; ++i) {
    const SumInstance sum = DrawSum(8 + Below(&random, 7), &random);
    const Density estimate = estimator.Count(sum.amounts, sum.target);
    const Density density = Accidents(sum.amounts, sum.target);
    EXPECT_EQ(density.size, estimate.size);
    const size_t all = EnumerateSums(sum).size();
    if (all >= 10 && estimate.log_count >= 1 && !estimate.decided) {
      EXPECT_NEAR(std::exp(density.log_count), static_cast<double>(all),
                  1e-5 * static_cast<double>(all));
      ++exact;
    } else {
      EXPECT_EQ(density.log_count, estimate.log_count);
      ++estimated;
    }
  }
  EXPECT_GT(exact, 100);
  EXPECT_GT(estimated, 100);
}

TEST(Accidents, EstimatesWhatWouldCostTooMuch) {
  std::vector<Minor> amounts;
  for (Minor i = 0; i < 60; ++i) amounts.push_back(1'000'003 + 7'919 * i * i);
  DensityEstimator estimator;
  for (const Minor target : {Minor{5'000'000}, Minor{300'000'000}}) {
    EXPECT_EQ(Accidents(amounts, target).log_count,
              estimator.Count(amounts, target).log_count);
  }
}

TEST(Accidents, OneThatIsThereIsNoAccident) {
  const std::vector<Minor> amounts = {123'456, 98'765, 4'321, 77'777, 31'415};
  EXPECT_LT(Accidents(amounts, 102'086 + 1'000).log_count, 0);
  EXPECT_LT(Accidents(amounts, 123'456 + 4'321).log_count, 0);
}

}  // namespace
}  // namespace cashmatch
