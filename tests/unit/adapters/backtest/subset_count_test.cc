// SPDX-License-Identifier: Apache-2.0
// subset_count_test.cc - ways to make a sum, against trying every choice.
#include "adapters/backtest/subset_count.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace cashmatch {
namespace {

TEST(CountWays, NoneOneSeveral) {
  const std::vector<AlikeItems> items = {{100, 1}, {250, 1}, {350, 1}};
  EXPECT_EQ(CountWays(items, 90), Ways::kNone);
  EXPECT_EQ(CountWays(items, 450), Ways::kOne);
  EXPECT_EQ(CountWays(items, 350), Ways::kSeveral);
  EXPECT_EQ(CountWays({}, 10), Ways::kNone);
}

TEST(CountWays, AlikeItemsAreOneChoice) {
  const std::vector<AlikeItems> items = {{100, 3}, {70, 1}};
  EXPECT_EQ(CountWays(items, 200), Ways::kOne);
  EXPECT_EQ(CountWays(items, 370), Ways::kOne);
  EXPECT_EQ(CountWays(items, 400), Ways::kNone);
}

TEST(CountWays, NoItemAtAllIsNoWay) {
  const std::vector<AlikeItems> items = {{100, 1}, {-100, 1}};
  EXPECT_EQ(CountWays(items, 0), Ways::kOne);
  EXPECT_EQ(CountWays(std::vector<AlikeItems>{{5, 1}}, 0), Ways::kNone);
}

TEST(CountWays, TooManyAreNotCounted) {
  const std::vector<AlikeItems> many(40, AlikeItems{1, 1});
  EXPECT_EQ(CountWays(many, 3), Ways::kUncounted);
  const std::vector<AlikeItems> two = {{1, 30'000}, {7, 30'000}};
  EXPECT_EQ(CountWays(two, 3), Ways::kOne);
}

// Every choice of numbers, one after the other.
Ways Slowly(const std::vector<AlikeItems>& items, WideMinor target) {
  std::vector<uint32_t> taken(items.size(), 0);
  int ways = 0;
  for (;;) {
    size_t at = 0;
    while (at < items.size() && taken[at] == items[at].count) taken[at++] = 0;
    if (at == items.size()) break;
    ++taken[at];
    WideMinor sum = 0;
    for (size_t i = 0; i < items.size(); ++i) {
      sum += WideMinor{items[i].amount} * taken[i];
    }
    ways += sum == target ? 1 : 0;
  }
  return ways == 0 ? Ways::kNone : ways == 1 ? Ways::kOne : Ways::kSeveral;
}

TEST(CountWays, AgreesWithTryingEveryChoice) {
  std::mt19937 draw(7);
  int seen[3] = {};
  for (int round = 0; round < 2000; ++round) {
    std::vector<AlikeItems> items;
    const size_t count = draw() % 7;
    for (size_t i = 0; i < count; ++i) {
      items.push_back({static_cast<Minor>(draw() % 40) - 6,
                       static_cast<uint32_t>(1 + draw() % 2)});
    }
    const WideMinor target = draw() % 60;
    const Ways ways = Slowly(items, target);
    EXPECT_EQ(CountWays(items, target), ways) << round;
    ++seen[static_cast<int>(ways)];
  }
  for (const int times : seen) EXPECT_GT(times, 100);
}

TEST(Either, TwoSetsTogether) {
  EXPECT_EQ(Either(Ways::kNone, Ways::kOne), Ways::kOne);
  EXPECT_EQ(Either(Ways::kOne, Ways::kOne), Ways::kSeveral);
  EXPECT_EQ(Either(Ways::kOne, Ways::kUncounted), Ways::kUncounted);
  EXPECT_EQ(Either(Ways::kUncounted, Ways::kSeveral), Ways::kSeveral);
  EXPECT_EQ(Either(Ways::kNone, Ways::kNone), Ways::kNone);
}

}  // namespace
}  // namespace cashmatch
