// SPDX-License-Identifier: Apache-2.0
// habits_test.cc - what payers were seen to do, in counts.
#include "engine/model/habits.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string_view>

namespace cashmatch {
namespace {

constexpr CustomerRow kFirst{0}, kSecond{1};

/// Items by due date: a letter is an item, capital if it was paid; a blank
/// begins a new due date, a day later.
std::vector<SeenItem> Seen(std::string_view items, Day due = 100) {
  std::vector<SeenItem> seen;
  for (const char c : items) {
    if (c == ' ') {
      ++due;
    } else {
      seen.push_back({due, c >= 'A' && c <= 'Z'});
    }
  }
  return seen;
}

TEST(Shapes, AreTheStrongestThatFits) {
  struct Case {
    const char* items;
    Shape shape;
  };
  const Case cases[] = {
      {"A", Shape::kSingle},
      {"a Bc", Shape::kSingle},
      {"A BC D", Shape::kAll},
      {"A BC de", Shape::kDueCut},
      {"a BC de", Shape::kDueGroup},
      {"a BC D e", Shape::kDueRun},
      {"a BC d EF g", Shape::kTwoDueGroups},
      {"ab cD E", Shape::kWindow},
      {"a BCd E f", Shape::kRunLessOne},
      {"aB cD e", Shape::kWindowLessOne},
      {"a BCDe f GHIj k", Shape::kMostOfDates},
      {"Ab c d Ef g h ij", Shape::kAny},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(static_cast<int>(ShapeOfPayment(Seen(one.items))),
              static_cast<int>(one.shape))
        << one.items;
  }
}

TEST(Steps, OfSizeEndWhereTheTableSays) {
  EXPECT_EQ(SizeStepOf(0), 0u);
  EXPECT_EQ(SizeStepOf(1), 0u);
  EXPECT_EQ(SizeStepOf(2), 1u);
  EXPECT_EQ(SizeStepOf(3), 2u);
  EXPECT_EQ(SizeStepOf(120), 6u);
  EXPECT_EQ(SizeStepOf(121), 7u);
  EXPECT_EQ(SizeStepOf(1'000'000), static_cast<size_t>(kSizeSteps - 1));
}

TEST(Steps, OfLatenessAscendAndAreFinestAroundTheDueDate) {
  EXPECT_EQ(Lateness::StepOf(-1000), 0);
  EXPECT_EQ(Lateness::StepOf(1000), Lateness::kSteps - 1);
  for (int32_t days = -100; days < 100; ++days) {
    const int step = Lateness::StepOf(days + 1) - Lateness::StepOf(days);
    EXPECT_TRUE(step == 0 || step == 1) << days;
    if (days >= -3 && days < 5) {
      EXPECT_EQ(step, 1) << days;
    }
  }
}

TEST(Habits, CountOpenAndPaidByLateness) {
  Habits habits;
  habits.Observe(kFirst, 101, Seen("A bC"), 2);  // a day late; due today
  const auto late = static_cast<size_t>(Lateness::StepOf(1));
  const auto today = static_cast<size_t>(Lateness::StepOf(0));
  for (const Lateness& counts :
       {habits.all, habits.payers[Index(kFirst)].lateness}) {
    EXPECT_EQ(counts.open[late], 1000u);
    EXPECT_EQ(counts.paid[late], 1000u);
    EXPECT_EQ(counts.open[today], 2000u);
    EXPECT_EQ(counts.paid[today], 1000u);
    EXPECT_EQ(std::accumulate(counts.open.begin(), counts.open.end(), 0u),
              3000u);
  }
}

TEST(Habits, CountWhatIsLikelyByAsMuch) {
  Habits habits;
  const std::vector<LikelyItem> items = {{100, 1'000'000, 250'000},
                                         {101, 400'000, 0}};
  habits.ObserveLikely(kFirst, 101, items, 2);
  const auto late = static_cast<size_t>(Lateness::StepOf(1));
  const auto today = static_cast<size_t>(Lateness::StepOf(0));
  for (const Lateness& counts :
       {habits.all, habits.payers[Index(kFirst)].lateness}) {
    EXPECT_EQ(counts.open[late], 1000u);
    EXPECT_EQ(counts.paid[late], 250u);
    EXPECT_EQ(counts.open[today], 400u);
    EXPECT_EQ(counts.paid[today], 0u);
  }
  EXPECT_EQ(habits.payers[Index(kFirst)].payments, 0u);  // no shape of it
}

TEST(Habits, CountsOfLatenessKeepTheirShareWhereTheyWouldOverflow) {
  Lateness lateness;
  const int step = Lateness::StepOf(0);
  for (uint32_t i = 0; i < 5'000'000; ++i) {
    lateness.Add(step, 1'000'000, i % 4 == 0 ? 1'000'000 : 0);
  }
  const auto at = static_cast<size_t>(step);
  EXPECT_NEAR(1.0 * lateness.paid[at] / lateness.open[at], 0.25, 1e-3);
}

TEST(Habits, AChoiceIsWhereAnEqualAmountOfAnotherDateIsLeft) {
  const auto choices = [](std::vector<SeenItem> items) {
    Habits habits;
    habits.ObserveChoices(kFirst, items, 1);
    EXPECT_EQ(habits.choices.all, habits.payers[0].choices.all);
    return std::pair(habits.choices.all, habits.choices.passed);
  };
  using Pair = std::pair<uint64_t, uint64_t>;
  EXPECT_EQ(choices({{1, true, 500}, {9, false, 500}}), Pair(1000, 0));
  EXPECT_EQ(choices({{1, false, 500}, {9, true, 500}}), Pair(1000, 1000));
  EXPECT_EQ(choices({{1, false, 500, 300'000}, {9, true, 500}}),
            Pair(300, 300));  // perhaps it was paid before
  EXPECT_EQ(choices({{1, true, 500}, {9, false, 501}}), Pair(0, 0));
  EXPECT_EQ(choices({{9, true, 500}, {9, false, 500}}), Pair(0, 0));
  EXPECT_EQ(choices({{1, true, 500}, {9, true, 500}}), Pair(0, 0));
}

TEST(Claims, TellWhatIsLeftOfAnItem) {
  Claims claims;
  constexpr ItemRow kItem{7};
  EXPECT_EQ(claims.StillDue(kItem), 1'000'000);
  claims.Add({kItem, 600'000});
  EXPECT_EQ(claims.StillDue(kItem), 400'000);
  claims.Add({kItem, 500'000});
  EXPECT_EQ(claims.StillDue(kItem), 200'000);
  claims.Add({kItem, 1'000'000});  // nothing but an application is certain
  EXPECT_GT(claims.StillDue(kItem), 0);
  EXPECT_EQ(claims.StillDue(ItemRow{8}), 1'000'000);
}

TEST(Habits, CountShapesByHowManyItemsWereOpen) {
  Habits habits;
  habits.Observe(kFirst, 101, Seen("AB c"), 2);
  habits.Observe(kFirst, 101, Seen("A bcdef"), 2);
  const auto cut = static_cast<size_t>(Shape::kDueCut);
  EXPECT_EQ(habits.payments[SizeStepOf(3)], 1u);
  EXPECT_EQ(habits.shapes[SizeStepOf(3)][cut], 1u);
  EXPECT_EQ(habits.payments[SizeStepOf(6)], 1u);
  EXPECT_EQ(habits.shapes[SizeStepOf(6)][cut], 0u);
  const PayerHabits& payer = habits.payers[Index(kFirst)];
  EXPECT_EQ(payer.payments, 2u);
  EXPECT_EQ(payer.shapes[cut], 1u);
  EXPECT_EQ(payer.shapes[static_cast<size_t>(Shape::kSingle)], 1u);
}

TEST(Habits, OfOnePayerAreNotThoseOfAnother) {
  Habits habits;
  habits.Observe(kFirst, 101, Seen("A b"), 2);
  ASSERT_EQ(habits.payers.size(), 2u);
  EXPECT_EQ(habits.payers[Index(kSecond)].payments, 0u);
  EXPECT_EQ(habits.payers[Index(kSecond)].Skipped(0), 0u);
}

TEST(Habits, AnItemIsSkippedOnEachPayingDaySinceItWasDue) {
  Habits habits;
  for (const Day day : {100, 107, 107, 114}) habits.Note(kFirst, day, 500, 1);
  const PayerHabits& payer = habits.payers[0];
  EXPECT_EQ(payer.days.size(), 3u);  // two payments on a day are one day
  EXPECT_EQ(payer.Skipped(90), 3u);
  EXPECT_EQ(payer.Skipped(100), 3u);  // due on the day counts
  EXPECT_EQ(payer.Skipped(101), 2u);
  EXPECT_EQ(payer.Skipped(114), 1u);
  EXPECT_EQ(payer.Skipped(115), 0u);
}

TEST(Habits, AnAmountIsKnownFromTheDayItWasPaidOn) {
  Habits habits;
  habits.Note(kFirst, 100, 500, 2);
  habits.Note(kFirst, 107, 700, 2);
  const PayerHabits& payer = habits.payers[Index(kFirst)];
  EXPECT_TRUE(payer.PaidSince(90, 500));
  EXPECT_TRUE(payer.PaidSince(100, 500));
  EXPECT_FALSE(payer.PaidSince(101, 500));
  EXPECT_TRUE(payer.PaidSince(101, 700));
  EXPECT_FALSE(payer.PaidSince(90, 600));
  EXPECT_FALSE(habits.payers[Index(kSecond)].PaidSince(0, 500));
}

TEST(Habits, NothingIsKnownBeforeAnythingIsSeen) {
  const Habits habits;
  EXPECT_TRUE(habits.payers.empty());
  EXPECT_EQ(habits.payments[0], 0u);
  EXPECT_EQ(habits.all.open[0], 0u);
}

}  // namespace
}  // namespace cashmatch
