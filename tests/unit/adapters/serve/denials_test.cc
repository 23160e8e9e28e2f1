// SPDX-License-Identifier: Apache-2.0
// denials_test.cc - the first try is told at once, the next ones together.
#include "adapters/serve/denials.h"

#include <gtest/gtest.h>

namespace cashmatch::serve {
namespace {

using std::chrono::seconds;

const Denied kTry{"acme", "ann", "k1", "listKeys", "role", 0};

TEST(DenialsTest, TheFirstOfItsSortIsDueAtOnce) {
  Denials denials;
  const Denials::Time now{seconds(1000)};
  EXPECT_TRUE(denials.Note(kTry, now));
  const auto taken = denials.Take(now, false);
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].tenant, "acme");
  EXPECT_EQ(taken[0].owner, "ann");
  EXPECT_EQ(taken[0].key, "k1");
  EXPECT_EQ(taken[0].operation, "listKeys");
  EXPECT_EQ(taken[0].why, "role");
  EXPECT_EQ(taken[0].tries, 1U);
  EXPECT_TRUE(denials.Take(now, true).empty());
}

TEST(DenialsTest, WhatFollowsIsOneRowAMinute) {
  Denials denials;
  const Denials::Time now{seconds(1000)};
  denials.Note(kTry, now);
  denials.Take(now, false);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(denials.Note(kTry, now + seconds(59)));
  }
  EXPECT_TRUE(denials.Take(now + seconds(59), false).empty());
  EXPECT_TRUE(denials.Note(kTry, now + seconds(60)));
  const auto taken = denials.Take(now + seconds(60), false);
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].tries, 1001U);
}

TEST(DenialsTest, AnotherKeyDoesNotWait) {
  Denials denials;
  const Denials::Time now{seconds(1000)};
  denials.Note(kTry, now);
  denials.Take(now, false);
  Denied other = kTry;
  other.key = "k2";
  EXPECT_TRUE(denials.Note(other, now));
  EXPECT_EQ(denials.Take(now, false).size(), 1U);
}

TEST(DenialsTest, AtTheEndAllIsTaken) {
  Denials denials;
  const Denials::Time now{seconds(1000)};
  denials.Note(kTry, now);
  denials.Take(now, false);
  denials.Note(kTry, now);
  ASSERT_EQ(denials.Take(now, true).size(), 1U);
}

}  // namespace
}  // namespace cashmatch::serve
