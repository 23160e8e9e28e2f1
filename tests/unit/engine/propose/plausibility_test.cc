// SPDX-License-Identifier: Apache-2.0
// plausibility_test.cc - which sets of items a payer is likelier to pay.
#include "engine/propose/plausibility.h"

#include <cmath>

#include "engine/propose/plausibility_table.h"
#include "tests/unit/engine/propose/small_book.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using Set = std::vector<uint32_t>;

class PlausibilityTest : public SmallBook {
 protected:
  /// Adds items due so many days ago, oldest first, numbered in that order.
  void DueAgo(const std::vector<int32_t>& days) {
    for (const int32_t ago : days) {
      const size_t n = items_.items.size();
      Item(items_.arena.Keep("I" + std::to_string(100 + n)),
           100'00 + static_cast<Minor>(n))
          .due_date = kToday - ago;
    }
    Money(100'00);
  }

  PayerItems Items() {
    std::vector<PayerItems> blocks;
    GatherPayerItems(View(), book().FindCustomer("ACME"), &blocks);
    return blocks.at(0);
  }
  Plausibility Prior() {
    Plausibility prior(View(), Items());
    prior.SumShapes(Items());
    return prior;
  }

  double PriorOf(const Set& set) { return Prior().LogPrior(set); }
  /// How likely an item is to be in a payment at all.
  double ShareOf(uint32_t position) {
    const Plausibility prior = Prior();
    return prior.probabilities()[position];
  }

  void Mean(uint32_t position, MentionKind kind, uint16_t rivals = 0) {
    mentions_.list.push_back(
        {Items().rows[position], 0, kind, 5, rivals, "word"});
  }

  /// Lets a customer be seen to pay, so many times, what is due today and to
  /// leave what is ten days late.
  void SeenPayingOnTime(std::string_view customer, int times) {
    const std::vector<SeenItem> items = {{kToday - 10, false}, {kToday, true}};
    for (int i = 0; i < times; ++i) {
      habits_.Observe(book().FindCustomer(customer), kToday, items,
                      book().customer_count());
    }
  }
};

/// All subsets of so many items but the empty one.
std::vector<Set> Subsets(size_t count) {
  std::vector<Set> sets;
  for (uint32_t mask = 1; mask < 1u << count; ++mask) {
    Set& set = sets.emplace_back();
    for (uint32_t i = 0; i < count; ++i) {
      if ((mask >> i & 1) != 0) set.push_back(i);
    }
  }
  return sets;
}

TEST_F(PlausibilityTest, EverythingDueBeatsAnArbitrarySet) {
  DueAgo({20, 15, 10, 5, -10, -20, -30});
  const double due = PriorOf({0, 1, 2, 3});
  EXPECT_GT(due, PriorOf({0, 2, 3, 5}) + 2);
  EXPECT_GT(due, PriorOf({1, 3, 4, 6}) + 2);
}

TEST_F(PlausibilityTest, LateBeatsNotYetDue) {
  DueAgo({5, -90});
  EXPECT_GT(PriorOf({0}), PriorOf({1}));
}

TEST_F(PlausibilityTest, ASingleItemBeatsTwo) {
  DueAgo({9, 6, 3});
  for (uint32_t i = 0; i < 3; ++i) {
    EXPECT_GT(PriorOf({i}), PriorOf({0, 2})) << i;
  }
}

TEST_F(PlausibilityTest, AWholeDueDateBeatsAsManyItemsOfSeveral) {
  DueAgo({30, 20, 20, 10, 10, -5});
  EXPECT_GT(PriorOf({1, 2}), PriorOf({2, 3}));
  EXPECT_GT(PriorOf({1, 2}), PriorOf({1, 3}));
}

TEST_F(PlausibilityTest, NeighboursByNumberBeatStrangers) {
  DueAgo({40, 30, 20, 10, 5, 1});
  // The numbers of the second and the last are made neighbours.
  items_.items[1].document_number = "I990";
  items_.items[5].document_number = "I991";
  EXPECT_GT(PriorOf({1, 5}), PriorOf({1, 3}));
}

TEST_F(PlausibilityTest, AWordThatMeansAnItemRaisesItAndNoOther) {
  DueAgo({9, 6, 3});
  const double before = PriorOf({1, 2});
  const double any_before = Prior().LogPriorOfAny(Set{0});
  Mean(1, MentionKind::kOneEdit);
  EXPECT_GT(PriorOf({1, 2}), before);
  EXPECT_LT(Prior().LogPriorOfAny(Set{0}), any_before);
  EXPECT_GT(PriorOf({1}), PriorOf({0}));
}

TEST_F(PlausibilityTest, AWordWithRivalsSaysLessButNeverLessThanNothing) {
  DueAgo({9, 6, 3});
  const double without = ShareOf(1);
  Mean(1, MentionKind::kTail);
  const double alone = ShareOf(1);
  mentions_.list[0].rivals = 3;
  const double with_rivals = ShareOf(1);
  mentions_.list[0].rivals = 60'000;
  const double among_many = ShareOf(1);
  EXPECT_LT(with_rivals, alone);
  EXPECT_GT(with_rivals, without);
  EXPECT_DOUBLE_EQ(among_many, without);
}

TEST_F(PlausibilityTest, MoreLastDigitsSayMore) {
  DueAgo({9, 6, 3});
  Mean(1, MentionKind::kTail);
  mentions_.list[0].agreed = 4;
  const double four = ShareOf(1);
  mentions_.list[0].agreed = 7;
  EXPECT_GT(ShareOf(1), four);
}

TEST_F(PlausibilityTest, WhatAPayerWasSeenToDoMovesItsItems) {
  DueAgo({10, 0});
  const double before = ShareOf(1);
  SeenPayingOnTime("ACME", 30);
  EXPECT_GT(ShareOf(1), before);
  EXPECT_GT(ShareOf(1), ShareOf(0));
}

TEST_F(PlausibilityTest, OnesOwnHabitsSayMoreThanThoseOfOthers) {
  DueAgo({10, 0});
  Item("X", 1'00).customer_id = "OTHER";
  const double before = ShareOf(1);
  SeenPayingOnTime("OTHER", 30);
  const double by_others = ShareOf(1);
  habits_ = Habits();
  SeenPayingOnTime("ACME", 30);
  EXPECT_GT(by_others, before);
  EXPECT_GT(ShareOf(1), by_others);
}

TEST_F(PlausibilityTest, APayerOfWholeDueDatesIsExpectedToGoOn) {
  DueAgo({20, 10, 10, 10, 5, -5});
  const double before = PriorOf({1, 2, 3}) - PriorOf({2});
  const std::vector<SeenItem> seen = {{kToday - 20, false},
                                      {kToday - 10, true},
                                      {kToday - 10, true},
                                      {kToday - 5, false}};
  for (int i = 0; i < 20; ++i) {
    habits_.Observe(book().FindCustomer("ACME"), kToday, seen, 1);
  }
  EXPECT_GT(PriorOf({1, 2, 3}) - PriorOf({2}), before);
}

TEST_F(PlausibilityTest, WhatItsPayerPassedOverCountsByTheTable) {
  DueAgo({10, 10});
  const auto log_odds = [&] {
    const double share = ShareOf(0);
    return std::log(share / (1 - share));
  };
  const CustomerRow payer = book().FindCustomer("ACME");
  habits_.Note(payer, kToday - 11, 5'00, 1);  // before it was due
  const double before = log_odds();
  for (Day skips = 1; skips <= 9; ++skips) {
    habits_.Note(payer, kToday - 11 + skips, 5'00, 1);
    const size_t step = std::min<size_t>(skips, kLogOddsBySkips.size() - 1);
    EXPECT_NEAR(log_odds() - before, kLogOddsBySkips[step] - kLogOddsBySkips[0],
                1e-9)
        << skips;
  }
}

/// Small blocks, by the days that their items are late.
class PriorsTest : public PlausibilityTest,
                   public testing::WithParamInterface<std::vector<int32_t>> {};

TEST_P(PriorsTest, OfAllSetsAreOneAtMost) {
  DueAgo(GetParam());
  const Plausibility prior = Prior();
  double sum = 0;
  for (const Set& set : Subsets(GetParam().size())) {
    const double log = prior.LogPrior(set);
    ASSERT_TRUE(std::isfinite(log));
    ASSERT_GE(log, prior.LogPriorOfAny(set));
    sum += std::exp(log);
  }
  EXPECT_LE(sum, 1.02);
  EXPECT_GE(sum, 0.85);
}

INSTANTIATE_TEST_SUITE_P(
    Blocks, PriorsTest,
    testing::Values(std::vector<int32_t>{5}, std::vector<int32_t>{20, 10, 5},
                    std::vector<int32_t>{10, 10, 10, 10},
                    std::vector<int32_t>{30, 20, 20, 10, 10, 10, -20},
                    std::vector<int32_t>{90, 60, 45, 30, 21, 15, 7, 3, 0, -30},
                    std::vector<int32_t>{40, 40, 30, 30, 20, 20, 10, 10, 0, 0,
                                         -10, -10}));

TEST_F(PlausibilityTest, ProbabilitiesAreNeitherNothingNorCertain) {
  DueAgo({1000, 30, 0, -30, -1000});
  Mean(0, MentionKind::kWhole);
  const Plausibility prior = Prior();
  for (const double share : prior.probabilities()) {
    EXPECT_GT(share, 0);
    EXPECT_LT(share, 1);
  }
}

TEST_F(PlausibilityTest, WhatIsSurelyPaidAlreadyHasNoPriorAndSpoilsNoOther) {
  DueAgo({30, 20, 10});
  const ItemRow claimed = Items().rows[1];
  for (int i = 0; i < 4; ++i) habits_.claims.Add({claimed, 990'000});
  ASSERT_EQ(habits_.claims.StillDue(claimed), 0);
  const Plausibility prior = Prior();
  EXPECT_TRUE(std::isinf(prior.LogPriorOfAny(Set{1})));
  for (const Set& set : Subsets(3)) {
    EXPECT_TRUE(std::isfinite(prior.LogPrior(set)));
  }
}

TEST_F(PlausibilityTest, NumbersAreOrderedByLengthThenText) {
  DueAgo({30, 20, 10});
  items_.items[0].document_number = "100";
  items_.items[1].document_number = "99";
  items_.items[2].document_number = "98";
  const Plausibility prior = Prior();
  EXPECT_THAT(prior.by_number(), ElementsAre(2, 1, 0));
  EXPECT_THAT(prior.number_rank(), ElementsAre(2, 1, 0));
}

TEST_F(PlausibilityTest, NamesTheStrongestShapeAsLearningDoes) {
  DueAgo({30, 20, 20, 10, 10, 5, -5, -9});
  const PayerItems items = Items();
  const Plausibility prior = Prior();
  for (const Set& set : Subsets(items.size())) {
    std::vector<SeenItem> seen;
    for (uint32_t i = 0; i < items.size(); ++i) {
      seen.push_back(
          {items.due[i], std::find(set.begin(), set.end(), i) != set.end()});
    }
    Shape learned = ShapeOfPayment(seen);
    if (learned == Shape::kMostOfDates) learned = Shape::kAny;
    ASSERT_EQ(static_cast<int>(prior.ShapeOf(set)), static_cast<int>(learned))
        << testing::PrintToString(set);
  }
}

}  // namespace
}  // namespace cashmatch
