// SPDX-License-Identifier: Apache-2.0
// expected_hits_test.cc - two digits, small and very large.
#include "adapters/write/expected_hits.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/model/evidence.h"

namespace cashmatch {
namespace {

std::string Of(double hits) {
  return ExpectedHits(std::llround(std::log(hits) * 1e6));
}

TEST(ExpectedHits, HasTwoDigits) {
  EXPECT_EQ(Of(1), "1");
  EXPECT_EQ(Of(3.14159), "3.1");
  EXPECT_EQ(Of(9.97), "10");
  EXPECT_EQ(Of(24), "24");
  EXPECT_EQ(Of(243), "240");
  EXPECT_EQ(Of(120'000), "120000");
  EXPECT_EQ(Of(0.5), "0.5");
  EXPECT_EQ(Of(0.0123), "0.012");
  EXPECT_EQ(Of(0.0000417), "0.000042");
}

TEST(ExpectedHits, TheVerySmallAndTheVeryLargeHaveAPowerOfTen) {
  EXPECT_EQ(Of(3.2e-7), "3.2e-7");
  EXPECT_EQ(Of(5e-12), "5e-12");
  EXPECT_EQ(Of(1.5e6), "1.5e6");
  EXPECT_EQ(ExpectedHits(23'025'850'930), "1e10000");
}

TEST(ExpectedHits, WhereNoSetCanThereIsNone) {
  EXPECT_EQ(ExpectedHits(SumRecord::kNoHits), "0");
}

}  // namespace
}  // namespace cashmatch
