// SPDX-License-Identifier: Apache-2.0
// interval_test.cc - intervals against figures from the literature and reason.
#include "adapters/backtest/interval.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace cashmatch {
namespace {

// Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
TEST(Wilson, PublishedFigures) {
  EXPECT_EQ(Wilson(81, 263), (Interval{2553, 3662}));
  EXPECT_EQ(Wilson(15, 148), (Interval{624, 1605}));
  EXPECT_EQ(Wilson(0, 20), (Interval{0, 1611}));
  EXPECT_EQ(Wilson(1, 29), (Interval{61, 1718}));
  EXPECT_EQ(Wilson(0, 0), (Interval{0, 10'000}));
}

std::vector<Case> Cases(size_t clusters, size_t each, size_t bad_clusters) {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (int i = 0; i < 1000; ++i) names.push_back(std::to_string(i));
    return names;
  }();
  std::vector<Case> cases;
  for (size_t c = 0; c < clusters; ++c) {
    for (size_t i = 0; i < each; ++i) {
      cases.push_back({kNames[c], c >= bad_clusters});
    }
  }
  return cases;
}

TEST(Clustered, CustomersThatAreAllOrNothingCountOnce) {
  // 100 customers of 50 receipts, 5 of them all wrong: as 100 receipts.
  const Interval found = Clustered(Cases(100, 50, 5));
  const Interval once = Wilson(95, 100);
  EXPECT_NEAR(found.low, once.low, 10);
  EXPECT_NEAR(found.high, once.high, 10);
}

TEST(Clustered, SingleCasesAreAsWithoutClusters) {
  const Interval found = Clustered(Cases(400, 1, 20));
  EXPECT_NEAR(found.low, Wilson(380, 400).low, 2);
  EXPECT_NEAR(found.high, Wilson(380, 400).high, 2);
}

TEST(Clustered, NeverNarrowerAndInAnyOrder) {
  std::vector<Case> cases = Cases(10, 20, 0);
  for (size_t i = 0; i < cases.size(); i += 20) cases[i].hit = false;
  const Interval even = Clustered(cases);
  EXPECT_EQ(even, Wilson(190, 200));
  cases[1].hit = false;
  const Interval found = Clustered(cases);
  EXPECT_EQ(found, Wilson(189, 200)) << "customers more even than chance";
  std::reverse(cases.begin(), cases.end());
  EXPECT_EQ(Clustered(cases), found);
}

TEST(Clustered, AllRightIsWilson) {
  EXPECT_EQ(Clustered(Cases(10, 3, 0)), Wilson(30, 30));
  EXPECT_EQ(Clustered({}), (Interval{0, 10'000}));
}

}  // namespace
}  // namespace cashmatch
