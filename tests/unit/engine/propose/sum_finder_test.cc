// SPDX-License-Identifier: Apache-2.0
// sum_finder_test.cc - nothing is missed among few items, and no shape among
// many.
#include "engine/propose/sum_finder.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/unit/engine/propose/small_book.h"

namespace cashmatch {
namespace {

using testing::Contains;
using testing::IsEmpty;
using Set = std::vector<uint32_t>;

class SumFinderTest : public SmallBook {
 protected:
  /// Adds so many items of one customer, `dates` to a due date, numbered
  /// against the order of their due dates in blocks of ten.
  void Items(size_t count, size_t on_a_date, bool alike = false) {
    for (size_t i = 0; i < count; ++i) {
      const size_t number = 1000 + i / 10 * 10 + 9 - i % 10;
      OpenItem& item = Item(items_.arena.Keep(std::to_string(number)), 1'00);
      item.due_date =
          kToday - 200 + static_cast<Day>(i / on_a_date * size_t{3});
      // Another date: no two of them are interchangeable.
      if (!alike) item.document_date = kToday - 400 - static_cast<Day>(i);
    }
    Money(1'00);
    std::vector<PayerItems> blocks;
    GatherPayerItems(View(), book().FindCustomer("ACME"), &blocks);
    block_ = blocks.at(0);
    prior_.emplace_back(View(), block_).RankNumbers(block_);
  }

  const SumSets& Find(const std::vector<Minor>& amounts, Minor target) {
    finder_.Find(block_, amounts, target, &prior_.front(), &found_);
    for (const Set& set : found_.sets) {
      EXPECT_FALSE(set.empty());
      EXPECT_TRUE(std::is_sorted(set.begin(), set.end()));
      WideMinor sum = 0;
      for (const uint32_t i : set) sum += amounts[i];
      EXPECT_EQ(static_cast<Minor>(sum), target);
    }
    std::vector<Set> sorted = found_.sets;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(std::unique(sorted.begin(), sorted.end()), sorted.end());
    EXPECT_EQ(std::isinf(found_.log_unseen), found_.complete);
    return found_;
  }

  PayerItems block_;
  std::vector<Plausibility> prior_;
  SumFinder finder_;
  SumSets found_;
};

/// All sets with the sum, by looking at every one.
std::vector<Set> Enumerate(const std::vector<Minor>& amounts, Minor target) {
  std::vector<Set> sets;
  for (uint32_t mask = 1; mask < 1u << amounts.size(); ++mask) {
    Minor sum = 0;
    for (uint32_t rest = mask; rest != 0; rest &= rest - 1) {
      sum += amounts[static_cast<size_t>(__builtin_ctz(rest))];
    }
    if (sum != target) continue;
    Set& set = sets.emplace_back();
    for (uint32_t i = 0; i < amounts.size(); ++i) {
      if ((mask >> i & 1) != 0) set.push_back(i);
    }
  }
  std::sort(sets.begin(), sets.end());
  return sets;
}

class FewItemsTest : public SumFinderTest,
                     public testing::WithParamInterface<size_t> {};

TEST_P(FewItemsTest, EverySetIsFound) {
  Items(GetParam(), 2);
  std::mt19937_64 random(GetParam());
  int with_several = 0, crowded = 0;
  for (int round = 0; round < 60; ++round) {
    // Small amounts agree often; some are equal, some are credits.
    const Minor range = std::vector<Minor>{9, 60, 5000}[round % 3];
    std::vector<Minor> amounts;
    Minor target = 0;
    for (size_t i = 0; i < GetParam(); ++i) {
      Minor amount = 1 + static_cast<Minor>(random() % range);
      if (i != 0 && random() % 3 == 0) amount = amounts[random() % i];
      if (round % 4 == 3 && random() % 4 == 0) amount = -amount;
      amounts.push_back(amount);
      if (random() % 3 == 0) target += amount;
    }
    const std::vector<Set> all = Enumerate(amounts, target);
    std::vector<Set> found = Find(amounts, target).sets;
    std::sort(found.begin(), found.end());
    with_several += all.size() > 1 ? 1 : 0;
    if (found_.crowded) {
      ++crowded;
      EXPECT_FALSE(found_.complete);
      EXPECT_GT(all.size(), found.size());
      EXPECT_TRUE(
          std::includes(all.begin(), all.end(), found.begin(), found.end()));
      continue;
    }
    EXPECT_TRUE(found_.complete);
    ASSERT_EQ(found, all) << testing::PrintToString(amounts) << target;
  }
  if (GetParam() >= 6) {
    EXPECT_GT(with_several, 10);
  }
  EXPECT_LT(crowded, 40);
}

INSTANTIATE_TEST_SUITE_P(Counts, FewItemsTest,
                         testing::Range(size_t{1}, size_t{15}));

TEST_F(SumFinderTest, WhichOfEqualAmountsIsAChoice) {
  Items(4, 1);
  EXPECT_THAT(
      Find({5, 5, 5, 7}, 17).sets,
      testing::UnorderedElementsAre(Set{0, 1, 3}, Set{0, 2, 3}, Set{1, 2, 3}));
}

TEST_F(SumFinderTest, WhichOfInterchangeableItemsIsNone) {
  Items(6, 3, true);  // two due dates of three items each
  EXPECT_THAT(
      Find({5, 5, 5, 5, 5, 7}, 17).sets,
      testing::UnorderedElementsAre(Set{0, 1, 5}, Set{0, 3, 5}, Set{3, 4, 5}));
  EXPECT_TRUE(found_.complete);
}

TEST_F(SumFinderTest, InterchangeableItemsAreNeverCrowded) {
  Items(20, 20, true);
  EXPECT_THAT(Find(std::vector<Minor>(20, 100), 1000).sets,
              testing::ElementsAre(Set{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
  EXPECT_TRUE(found_.complete);
  EXPECT_FALSE(found_.crowded);
}

TEST_F(SumFinderTest, ThereIsNoEmptySet) {
  Items(3, 1);
  EXPECT_THAT(Find({5, 6, 7}, 0).sets, IsEmpty());
  EXPECT_TRUE(found_.complete);
  EXPECT_THAT(Find({5, -5, 7}, 0).sets, testing::ElementsAre(Set{0, 1}));
}

TEST_F(SumFinderTest, MoreSetsThanAreKeptAreCrowded) {
  Items(20, 1);
  const SumSets& found = Find(std::vector<Minor>(20, 100), 1000);
  EXPECT_TRUE(found.crowded);
  EXPECT_FALSE(found.complete);
  EXPECT_FALSE(found.sets.empty());
  EXPECT_LE(found.sets.size(), SumFinder::kSetsMax);
}

/// A hundred items, whose amounts are so large and odd that nothing agrees by
/// accident often.
class ManyItemsTest : public SumFinderTest {
 protected:
  void SetUp() override {
    Items(100, 4);
    std::mt19937_64 random(7);
    for (size_t i = 0; i < 100; ++i) {
      amounts_.push_back(1'000'00 +
                         static_cast<Minor>(random() % 9'000'000'00));
    }
  }
  static Set Run(uint32_t first, uint32_t last) {
    Set set;
    for (uint32_t i = first; i < last; ++i) set.push_back(i);
    return set;
  }
  /// The positions of neighbours by number.
  Set Numbered(size_t first, size_t last) const {
    const auto& by_number = prior_.front().by_number();
    Set set(by_number.begin() + static_cast<ptrdiff_t>(first),
            by_number.begin() + static_cast<ptrdiff_t>(last));
    std::sort(set.begin(), set.end());
    return set;
  }
  static Set Without(Set set, uint32_t out) {
    set.erase(std::find(set.begin(), set.end(), out));
    return set;
  }
  Minor SumOf(const Set& set) const {
    Minor sum = 0;
    for (const uint32_t i : set) sum += amounts_[i];
    return sum;
  }
  /// Expects that a set is found by its sum.
  void Finds(const Set& set) {
    EXPECT_THAT(Find(amounts_, SumOf(set)).sets, Contains(set));
    EXPECT_FALSE(found_.complete);
  }

  std::vector<Minor> amounts_;
};

TEST_F(ManyItemsTest, Few) {
  Finds({37});
  Finds({3, 96});
  Finds({3, 50, 96});
}

TEST_F(ManyItemsTest, AllButFew) {
  Finds(Run(0, 100));
  Finds(Without(Run(0, 100), 41));
  Finds(Without(Without(Run(0, 100), 41), 77));
}

TEST_F(ManyItemsTest, NeighboursByDueDate) {
  Finds(Run(0, 60));
  Finds(Run(13, 31));
  Finds(Run(99, 100));
}

TEST_F(ManyItemsTest, NeighboursByNumber) {
  const Set set = Numbered(5, 15);
  ASSERT_GT(set.back() - set.front() + 1, set.size() + 1);  // not by date
  Finds(set);
}

TEST_F(ManyItemsTest, NeighboursButOne) {
  Finds(Without(Run(13, 41), 20));
  Finds(Without(Numbered(5, 15), prior_.front().by_number()[9]));
}

TEST_F(ManyItemsTest, TwoDueDates) {
  Set set = Run(8, 12);
  for (const uint32_t i : Run(72, 76)) set.push_back(i);
  Finds(set);
}

TEST_F(ManyItemsTest, EveryRunOfWholeDueDates) {
  for (uint32_t first = 0; first < 100; first += 12) {
    for (uint32_t last = first + 8; last <= 100; last += 28) {
      Finds(Run(first, last));
    }
  }
}

TEST_F(ManyItemsTest, WhatWasNotLookedForHasAWeight) {
  const double at_random = Find(amounts_, SumOf(Run(0, 50)) + 1).log_unseen;
  EXPECT_TRUE(std::isfinite(at_random));
  // Small amounts agree by accident far more often.
  std::vector<Minor> small;
  for (size_t i = 0; i < 100; ++i) small.push_back(1'00 + 5 * (i % 17));
  EXPECT_GT(Find(small, 50'00).log_unseen, at_random + 5);
}

TEST_F(ManyItemsTest, AnAnswerDoesNotDependOnWhatWasAskedBefore) {
  const std::vector<Set> before = Find(amounts_, SumOf({3, 50, 96})).sets;
  Find(amounts_, SumOf(Run(0, 60)));
  std::vector<Minor> equal(100, 5'00);
  Find(equal, 250'00);
  EXPECT_EQ(Find(amounts_, SumOf({3, 50, 96})).sets, before);
}

TEST(ShapedSets, AreNotLookedForAmongCredits) {
  const std::vector<Minor> amounts = {5, -2, 9};
  const std::vector<uint32_t> by_number = {0, 1, 2};
  const std::vector<Day> due = {1, 2, 3};
  std::vector<Set> sets;
  FindShapedSets(amounts, by_number, due, 3, &sets);
  EXPECT_THAT(sets, IsEmpty());
  FindShapedSets(std::vector<Minor>{5, 2, 9}, by_number, due, 7, &sets);
  EXPECT_THAT(sets, Contains(Set{0, 1}));
}

TEST(ShapedSets, AllRunsLessOneAreFoundOnceForEachOrder) {
  std::mt19937_64 random(3);
  std::vector<uint32_t> order(11);
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  const std::vector<Day> due(order.size(), 1);
  for (int round = 0; round < 200; ++round) {
    std::vector<Minor> amounts;
    for (size_t i = 0; i < order.size(); ++i)
      amounts.push_back(1 + random() % 4);
    const Minor target = 1 + static_cast<Minor>(random() % 20);
    std::vector<Set> expected;
    for (uint32_t out = 1; out < order.size(); ++out) {
      for (uint32_t first = 0; first < out; ++first) {
        for (uint32_t last = out + 2; last <= order.size(); ++last) {
          Set set;
          Minor sum = 0;
          for (uint32_t i = first; i < last; ++i) {
            if (i == out) continue;
            set.push_back(i);
            sum += amounts[i];
          }
          if (sum == target) expected.push_back(set);
        }
      }
    }
    std::vector<Set> sets;
    FindShapedSets(amounts, order, due, target, &sets);
    std::erase_if(sets, [](const Set& set) {
      return set.back() - set.front() + 1 != set.size() + 1;
    });
    // Once by due date, and once by number, which is the same order here.
    const std::vector<Set> once = expected;
    expected.insert(expected.end(), once.begin(), once.end());
    std::sort(expected.begin(), expected.end());
    std::sort(sets.begin(), sets.end());
    EXPECT_EQ(sets, expected);
  }
}

TEST(ShapedSets, OfManyAmountsNearTheLargestDoNotOverflow) {
  const std::vector<Minor> amounts(50, kAmountMax);
  std::vector<uint32_t> by_number(50);
  for (uint32_t i = 0; i < 50; ++i) by_number[i] = i;
  const std::vector<Day> due(50, 1);
  std::vector<Set> sets;
  FindShapedSets(amounts, by_number, due, kAmountMax, &sets);
  EXPECT_THAT(sets, Contains(Set{49}));
}

/// Items of which none is interchangeable with another.
PayerItems Unlike(size_t count) {
  PayerItems items;
  for (uint32_t i = 0; i < count; ++i) items.twin.push_back(ItemRow{i});
  return items;
}

TEST(EqualAmounts, AreAddedToWhatWasFoundAmongAPart) {
  const std::vector<Minor> amounts = {500, 300, 500, 200, 500};
  std::vector<std::vector<uint32_t>> sets = {{0, 1}, {3}};
  EXPECT_TRUE(AddEqualAmounts(Unlike(amounts.size()), amounts, &sets));
  const std::vector<std::vector<uint32_t>> all = {{0, 1}, {1, 2}, {1, 4}, {3}};
  EXPECT_EQ(sets, all);
}

TEST(EqualAmounts, WithoutRoomWhatWasFoundStays) {
  const std::vector<Minor> amounts(200, 500);
  std::vector<std::vector<uint32_t>> sets = {{150, 151, 199}};
  EXPECT_FALSE(AddEqualAmounts(Unlike(amounts.size()), amounts, &sets));
  EXPECT_EQ(sets.back(), (std::vector<uint32_t>{150, 151, 199}));
}

}  // namespace
}  // namespace cashmatch
