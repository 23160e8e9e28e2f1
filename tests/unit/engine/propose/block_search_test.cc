// SPDX-License-Identifier: Apache-2.0
// block_search_test.cc - where a sum is looked for, and what each set weighs.
#include "engine/propose/block_search.h"

#include <algorithm>
#include <cmath>

#include "engine/propose/log_sum.h"
#include "tests/unit/engine/propose/small_book.h"

namespace cashmatch {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using Set = std::vector<uint32_t>;

class BlockSearchTest : public SmallBook {
 protected:
  Plausibility Prior() {
    Plausibility prior(View(), Items());
    prior.SumShapes(Items());
    return prior;
  }

  /// Adds an item due so many days ago.
  void Due(int32_t ago, Minor amount) {
    const size_t n = items_.items.size();
    Item(items_.arena.Keep(std::to_string(100 + n)), amount).due_date =
        kToday - ago;
  }

  /// Gathers once; the positions are those of the items by due date.
  const PayerItems& Items() {
    if (block_.size() == 0) {
      std::vector<PayerItems> blocks;
      GatherPayerItems(View(), book().FindCustomer("ACME"), &blocks);
      block_ = blocks.at(0);
    }
    return block_;
  }

  WeightedSets Find(Minor target, bool discounts = false) {
    const ReceiptView view = View();
    BlockSearch search(view, Items());
    WeightedSets found = search.Find(discounts, target);
    for (const WeightedSet& one : found.sets) {
      WideMinor sum = 0;
      for (const uint32_t i : one.set) {
        sum += discounts ? Items().ask[i] : Items().open[i];
      }
      EXPECT_EQ(static_cast<Minor>(sum), target);
      EXPECT_TRUE(std::isfinite(one.log_prior));
    }
    return found;
  }
  std::vector<Set> Sets(Minor target, bool discounts = false) {
    std::vector<Set> sets;
    for (const WeightedSet& one : Find(target, discounts).sets) {
      sets.push_back(one.set);
    }
    EXPECT_TRUE(std::is_sorted(sets.begin(), sets.end()) || sets.size() < 25);
    return sets;
  }

  void Mean(uint32_t position, MentionKind kind, uint16_t rivals = 0) {
    mentions_.list.push_back(
        {Items().rows[position], 0, kind, 5, rivals, "word"});
  }

  /// Sixty items of odd amounts below a limit, of which so many are late and
  /// the others not due for long. The late ones have the first positions.
  void LateOfSixty(int late, Minor limit = 2'000'000'000) {
    Minor drawn = 7'654'321;
    for (int i = 0; i < 60; ++i) {
      drawn = drawn * 48'271 % 2'147'483'647;
      Due(i < late ? 200 - 3 * i : -100 - 2 * i, 100'00 + drawn % limit);
    }
    Money(1'00);
  }
  Minor SumOf(const Set& set) {
    Minor sum = 0;
    for (const uint32_t i : set) sum += Items().open[i];
    return sum;
  }

  PayerItems block_;
};

TEST_F(BlockSearchTest, OfFewItemsAllSetsAreFoundEachWithItsPrior) {
  Due(20, 10'00);
  Due(15, 20'00);
  Due(10, 30'00);
  Due(5, 40'00);
  Money(1'00);
  const WeightedSets found = Find(50'00);
  ASSERT_EQ(found.sets.size(), 2u);
  const Plausibility prior = Prior();
  for (const WeightedSet& one : found.sets) {
    EXPECT_DOUBLE_EQ(one.log_prior, prior.LogPrior(one.set));
  }
  EXPECT_EQ(found.log_unseen, kLogNever);
}

TEST_F(BlockSearchTest, ASetOfInterchangeableItemsHasThePriorOfAllChoices) {
  Due(20, 10'00);
  for (int i = 0; i < 5; ++i) Due(10, 30'00);
  Due(5, 45'00);
  Money(1'00);
  const WeightedSets found = Find(70'00);  // 10 and two of five times 30
  ASSERT_EQ(found.sets.size(), 1u);
  EXPECT_EQ(found.sets[0].set, (Set{0, 1, 2}));
  const Plausibility prior = Prior();
  double all = kLogNever, least = kLogNever;
  for (uint32_t a = 1; a <= 5; ++a) {
    for (uint32_t b = a + 1; b <= 5; ++b) {
      all = LogSum(all, prior.LogPrior(Set{0, a, b}));
      least = LogSum(least, prior.LogPriorOfAny(Set{0, a, b}));
    }
  }
  // Only choices that are runs of neighbours, too, may be missing.
  EXPECT_LE(found.sets[0].log_prior, all + 1e-12);
  EXPECT_GT(found.sets[0].log_prior, all - 0.25);
  EXPECT_GT(found.sets[0].log_prior, least);
}

TEST_F(BlockSearchTest, WhereNoChoiceIsARunThePriorOfTwinsIsExact) {
  Due(20, 10'05);
  Due(15, 11'00);
  for (int i = 0; i < 4; ++i) Due(10, 30'00);
  Due(5, 41'00);
  Due(4, 42'00);
  Money(1'00);
  const WeightedSets found = Find(82'05);  // 10.05, one of four times 30, 42
  ASSERT_EQ(found.sets.size(), 1u);
  const Plausibility prior = Prior();
  double all = kLogNever;
  for (uint32_t a = 2; a <= 5; ++a) {
    all = LogSum(all, prior.LogPrior(Set{0, a, 7}));
  }
  EXPECT_NEAR(found.sets[0].log_prior, all, 1e-12);
}

TEST_F(BlockSearchTest, SumsOfWhatIsAskedAfterDiscountsOnDemand) {
  Discounted("A", 1000'00);
  Item("B", 500'00);
  Money(1'00);
  EXPECT_THAT(Sets(1480'00, true), ElementsAre(Set{0, 1}));
  EXPECT_THAT(Sets(1480'00, false), testing::IsEmpty());
  EXPECT_THAT(Sets(1500'00, false), ElementsAre(Set{0, 1}));
}

TEST_F(BlockSearchTest, WhatIsLikelyTodayIsSearchedMoreClosely) {
  LateOfSixty(10);
  // Six of ten, without a shape: not among the few of sixty items.
  const Set set = {0, 2, 3, 5, 7, 8};
  EXPECT_THAT(Sets(SumOf(set)), Contains(set));
}

// Of the likely items the forty likeliest are searched, and those that nothing
// claims; these are no part of those.
TEST_F(BlockSearchTest, WhatNothingClaimsIsSearchedBesideWhatIsLikelier) {
  Minor drawn = 7'654'321;
  for (int i = 0; i < 82; ++i) {
    drawn = drawn * 48'271 % 2'147'483'647;
    Due(i < 40 ? 170 - i : i < 52 ? 60 - i * 2 : -20 - 2 * i, 100'00 + drawn);
  }
  Money(1'00);
  for (uint32_t i = 0; i < 40; ++i) {
    habits_.claims.Add({Items().rows[i], 50'000});
  }
  const Set unclaimed = {40, 41, 43, 45, 48, 51};
  EXPECT_THAT(Sets(SumOf(unclaimed)), Contains(unclaimed));
}

TEST_F(BlockSearchTest, AShapeAmongTheLikelyItemsIsOne) {
  LateOfSixty(10);
  const Set all_late = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  const Set beside = {0, 1, 2, 3, 4, 5, 6, 7, 8, 59};
  double late = 0, other = 0;
  for (const WeightedSet& one : Find(SumOf(all_late)).sets) {
    if (one.set == all_late) late = one.log_prior;
  }
  Mean(59, MentionKind::kWhole);
  for (uint32_t i = 0; i < 9; ++i) Mean(i, MentionKind::kWhole);
  for (const WeightedSet& one : Find(SumOf(beside)).sets) {
    if (one.set == beside) other = one.log_prior;
  }
  ASSERT_NE(late, 0);
  ASSERT_NE(other, 0);
  mentions_.Clear();
  EXPECT_GT(late, Prior().LogPrior(beside));
}

// Small amounts agree so often by accident that nothing but the words leads to
// a dozen of sixty items.
constexpr Minor kSmall = 9'000'00;

TEST_F(BlockSearchTest, WhatTheWordsSurelyMeanIsCompleted) {
  LateOfSixty(60, kSmall);
  const Set meant = {2, 9, 12, 20, 27, 33, 37, 41, 46, 52};
  const Set set = {2, 4, 9, 12, 20, 27, 33, 37, 41, 46, 50, 52};
  EXPECT_THAT(Sets(SumOf(set)), Not(Contains(set)));
  for (const uint32_t i : meant) Mean(i, MentionKind::kOneEdit);
  EXPECT_THAT(Sets(SumOf(set)), Contains(set));
}

TEST_F(BlockSearchTest, WhatTheWordsSurelyMeanMayBeAll) {
  LateOfSixty(60, kSmall);
  const Set set = {2, 4, 9, 12, 20, 27, 33, 37, 41, 46, 50, 52};
  EXPECT_THAT(Sets(SumOf(set)), Not(Contains(set)));
  for (const uint32_t i : set) Mean(i, MentionKind::kOneEdit);
  EXPECT_THAT(Sets(SumOf(set)), Contains(set));
}

TEST_F(BlockSearchTest, OfWhatTheWordsMayMeanAPartIsTriedToo) {
  LateOfSixty(60, kSmall);
  const Set set = {2, 4, 9, 12, 20, 27, 33, 37, 41, 46, 50, 52};
  for (const uint32_t i : set) Mean(i, MentionKind::kTwoEdits, 1);
  Mean(15, MentionKind::kTwoEdits, 1);  // is not in the payment
  EXPECT_THAT(Sets(SumOf(set)), Contains(set));
}

TEST_F(BlockSearchTest, NoSetIsFoundTwice) {
  LateOfSixty(10);
  for (const uint32_t i : {2, 3}) Mean(i, MentionKind::kWhole);
  std::vector<Set> sets = Sets(SumOf({2, 3}));
  EXPECT_EQ(std::count(sets.begin(), sets.end(), Set({2, 3})), 1);
}

TEST_F(BlockSearchTest, WhatWasNotLookedAtHasAWeight) {
  for (int i = 0; i < 60; ++i) Due(40 - i, 100'00 + 5'00 * (i % 9));
  Money(1'00);
  const WeightedSets found = Find(2000'00);
  EXPECT_TRUE(std::isfinite(found.log_unseen));
}

TEST_F(BlockSearchTest, TheSameQuestionHasTheSameAnswer) {
  LateOfSixty(10);
  const Set set = {0, 2, 3, 5, 7, 8};
  const Minor target = SumOf(set);
  const ReceiptView view = View();
  BlockSearch search(view, Items());
  const WeightedSets first = search.Find(false, target);
  search.Find(true, target);
  const WeightedSets again = search.Find(false, target);
  ASSERT_EQ(first.sets.size(), again.sets.size());
  for (size_t i = 0; i < first.sets.size(); ++i) {
    EXPECT_EQ(first.sets[i].set, again.sets[i].set);
    EXPECT_EQ(first.sets[i].log_prior, again.sets[i].log_prior);
  }
  EXPECT_EQ(first.log_unseen, again.log_unseen);
}

}  // namespace
}  // namespace cashmatch
