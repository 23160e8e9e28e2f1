// SPDX-License-Identifier: Apache-2.0
// scaled_test.cc - sums and products far beyond what a double holds.
#include "engine/propose/scaled.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "engine/propose/log_sum.h"

namespace cashmatch {
namespace {

TEST(Scaled, KeepsWhatADoubleHolds) {
  for (const double value : {1.0, 0.25, 3e7, 1e-200, 1e300, 5e-324}) {
    EXPECT_NEAR(Scaled(value).Log(), std::log(value), 1e-12) << value;
  }
  EXPECT_TRUE(Scaled().IsZero());
  EXPECT_TRUE(Scaled(0).IsZero());
  EXPECT_EQ(Scaled(0).Log(), -std::numeric_limits<double>::infinity());
}

TEST(Scaled, AgreesWithLogarithmsAtAnySize) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> log(-3'000, 3'000), near(-40, 40);
  for (int i = 0; i < 2'000; ++i) {
    const double a = log(random);
    const double b = i % 2 == 0 ? log(random) : a + near(random);
    const Scaled x = Scaled::OfLog(a), y = Scaled::OfLog(b);
    EXPECT_NEAR(x.Log(), a, 1e-9);
    EXPECT_NEAR((x * y).Log(), a + b, 1e-9);
    EXPECT_NEAR((x / y).Log(), a - b, 1e-9);
    EXPECT_NEAR((x + y).Log(), LogSum(a, b), 1e-9);
    EXPECT_EQ((x + Scaled()).Log(), x.Log());
    EXPECT_EQ((Scaled() + x).Log(), x.Log());
    EXPECT_TRUE((x * Scaled()).IsZero());
  }
}

TEST(Scaled, PowersAreProducts) {
  EXPECT_NEAR(Scaled::Power(0.016, 500).Log(), 500 * std::log(0.016), 1e-9);
  EXPECT_NEAR(Scaled::Power(8103, 1'000).Log(), 1'000 * std::log(8103), 1e-8);
  EXPECT_EQ(Scaled::Power(0.3, 0).Log(), 0);
  EXPECT_NEAR(Scaled::Power(0.3, 1).Log(), std::log(0.3), 1e-15);
}

TEST(Scaled, NothingIsLostBesideTheLimitsOfAStep) {
  const Scaled just_below(0x1.fffffffffffffp255), half(0x1p255);
  EXPECT_NEAR((just_below + just_below).Log(), 257 * std::log(2.0), 1e-9);
  EXPECT_NEAR((half + half + half).Log(), std::log(3.0) + 255 * std::log(2.0),
              1e-9);
}

}  // namespace
}  // namespace cashmatch
