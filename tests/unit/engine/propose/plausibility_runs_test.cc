// SPDX-License-Identifier: Apache-2.0
// plausibility_runs_test.cc - sums over neighbours, against each run by itself.
#include "engine/propose/plausibility_runs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace cashmatch {
namespace {

using Numbers = std::vector<Scaled>;

Numbers Of(const std::vector<double>& values) {
  return {values.begin(), values.end()};
}

/// The sums over every pair and every run, in logs.
RunSums OneByOne(const Numbers& odds, const Numbers& less) {
  RunSums sums;
  for (size_t first = 0; first < odds.size(); ++first) {
    Scaled run(1);
    for (size_t last = first; last < odds.size(); ++last) {
      run *= odds[last];
      sums.runs += run;
      if (last != first) sums.pairs += odds[first] * odds[last];
      for (size_t out = first; out <= last; ++out) {
        Scaled rest = less.empty() ? Scaled(1) : less[out];
        for (size_t j = first; j <= last; ++j) {
          if (j != out) rest *= odds[j];
        }
        sums.less_one += rest;
      }
    }
  }
  return sums;
}

void ExpectNear(const Scaled& found, const Scaled& wanted) {
  if (wanted.IsZero()) {
    EXPECT_TRUE(found.IsZero());
  } else {
    EXPECT_NEAR(found.Log(), wanted.Log(), 1e-9);
  }
}

void ExpectSums(const Numbers& odds, const Numbers& less) {
  const RunSums found = SumRuns(odds, less);
  const RunSums wanted = OneByOne(odds, less);
  ExpectNear(found.pairs, wanted.pairs);
  ExpectNear(found.runs, wanted.runs);
  ExpectNear(found.less_one, wanted.less_one);
}

TEST(RunSums, AreThoseOfEveryRun) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> log(-8, 3);
  for (size_t count = 0; count < 20; ++count) {
    std::vector<double> odds, less;
    for (size_t i = 0; i < count; ++i) {
      odds.push_back(std::exp(log(random)));
      less.push_back(std::exp(log(random)));
    }
    ExpectSums(Of(odds), {});
    ExpectSums(Of(odds), Of(less));
  }
}

TEST(RunSums, OfNothingAndOfWhatHasNoOdds) {
  ExpectSums({}, {});
  ExpectSums(Of({0, 0.5, 0, 0.25, 2}), {});
  ExpectSums(Of({0, 0.5, 0, 0.25, 2}), Of({1, 1, 0, 1, 1}));
  ExpectSums(Of({0, 0.5, 0, 0.25, 2}), Of({1, 0, 0.5, 0, 0}));
}

/// Beyond what plain numbers hold.
TEST(RunSums, OfVeryLargeAndVerySmallOdds) {
  const Numbers large(12, Scaled(1e60)), small(12, Scaled(1e-60));
  ExpectSums(large, {});
  ExpectSums(small, small);
  Numbers both = large;
  both.insert(both.end(), small.begin(), small.end());
  ExpectSums(both, {});
  ExpectSums(Numbers(8, Scaled(1e70) * Scaled(1e70)), {});
}

/// More than are summed as plain numbers give the same bits as a few would.
TEST(RunSums, PlainOnesAndScaledOnesAreTheSameBits) {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> draw(0.001, 2);
  std::vector<double> few;
  for (int i = 0; i < 64; ++i) few.push_back(draw(random));
  std::vector<double> many = few;
  many.push_back(0);  // adds nothing, but is one too many
  for (const bool with_less : {false, true}) {
    const RunSums a = SumRuns(Of(few), with_less ? Of(few) : Numbers());
    const RunSums b = SumRuns(Of(many), with_less ? Of(many) : Numbers());
    EXPECT_EQ(a.pairs.Log(), b.pairs.Log());
    EXPECT_EQ(a.runs.Log(), b.runs.Log());
  }
}

}  // namespace
}  // namespace cashmatch
