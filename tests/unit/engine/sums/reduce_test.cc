// SPDX-License-Identifier: Apache-2.0
// reduce_test.cc - what a sum decides by itself.
#include "engine/sums/reduce.h"

#include <gtest/gtest.h>

#include "tests/unit/engine/sums/every_target.h"
#include "tests/unit/engine/sums/instances.h"

namespace cashmatch {
namespace {

using Verdict = Reduction::Verdict;

std::vector<uint32_t> ItemsOf(const Reduction& reduction,
                              std::vector<uint32_t> chosen) {
  std::vector<uint32_t> items;
  reduction.AppendItems(chosen, &items);
  return items;
}

TEST(Reduction, PutsEqualAmountsTogether) {
  Reduction reduction;
  const std::vector<Minor> amounts = {300, 500, 300, 400, 300};
  ASSERT_EQ(reduction.Reduce(amounts, 1'000), Verdict::kOpen);
  ASSERT_EQ(reduction.open().size(), 3u);
  EXPECT_EQ(reduction.open()[0].size, 300);
  EXPECT_EQ(reduction.open()[0].copies, 3u);
  EXPECT_EQ(reduction.open()[1].size, 400);
  EXPECT_EQ(reduction.total(), 1'800);
  EXPECT_EQ(ItemsOf(reduction, {2, 1, 0}), (std::vector<uint32_t>{0, 2, 3}));
}

TEST(Reduction, LeavesOutWhatIsTooLarge) {
  Reduction reduction;
  const std::vector<Minor> amounts = {900, 200, 300, 5'000, 500};
  ASSERT_EQ(reduction.Reduce(amounts, 500), Verdict::kOpen);
  EXPECT_EQ(reduction.open().size(), 3u);
  EXPECT_EQ(ItemsOf(reduction, {1, 1, 0}), (std::vector<uint32_t>{1, 2}));
}

TEST(Reduction, TakesWhatTheOthersCannotMake) {
  Reduction reduction;
  // All but 150: the 900 must be in it.
  const std::vector<Minor> amounts = {100, 900, 50, 120, 130};
  ASSERT_EQ(reduction.Reduce(amounts, 1'150), Verdict::kOpen);
  EXPECT_EQ(reduction.target(), 250);
  EXPECT_EQ(reduction.settled_items(), 1u);
  EXPECT_EQ(ItemsOf(reduction, {0, 0, 1, 1}), (std::vector<uint32_t>{1, 3, 4}));
}

TEST(Reduction, TurnsCredits) {
  Reduction reduction;
  const std::vector<Minor> amounts = {1'000, -300, 200};
  ASSERT_EQ(reduction.Reduce(amounts, 700), Verdict::kSettled);
  EXPECT_EQ(ItemsOf(reduction, {}), (std::vector<uint32_t>{0, 1}));
  EXPECT_EQ(reduction.settled_items(), 2u);
}

TEST(Reduction, SaysWhatCannotBe) {
  Reduction reduction;
  const std::vector<Minor> amounts = {100, 200};
  EXPECT_EQ(reduction.Reduce(amounts, 301), Verdict::kImpossible);
  EXPECT_EQ(reduction.Reduce(amounts, 50), Verdict::kImpossible);
  EXPECT_EQ(reduction.Reduce(amounts, -1), Verdict::kImpossible);
  EXPECT_EQ(reduction.Reduce(amounts, 300), Verdict::kSettled);
  EXPECT_EQ(reduction.Reduce({}, 0), Verdict::kSettled);
  EXPECT_EQ(reduction.Reduce(amounts, kAmountMax + 1), Verdict::kTooLarge);
}

/// Few amounts are sorted by another way than many.
TEST(Reduction, SortsFewAndManyAlike) {
  std::mt19937_64 random(3);
  Reduction few, many;
  for (int i = 0; i < 2'000; ++i) {
    SumInstance sum = DrawSum(Below(&random, 33), &random);
    std::vector<Minor> padded = sum.amounts;
    padded.resize(40, 0);  // zeros change nothing
    OnEveryTarget([&] {
      ASSERT_EQ(few.Reduce(sum.amounts, sum.target),
                many.Reduce(padded, sum.target));
      ASSERT_EQ(few.target(), many.target());
      ASSERT_EQ(few.total(), many.total());
      ASSERT_EQ(few.open().size(), many.open().size());
      std::vector<uint32_t> chosen;
      for (size_t c = 0; c < few.open().size(); ++c) {
        ASSERT_EQ(few.open()[c].size, many.open()[c].size);
        ASSERT_EQ(few.open()[c].copies, many.open()[c].copies);
        ASSERT_EQ(few.open()[c].credit, many.open()[c].credit);
        chosen.push_back(
            static_cast<uint32_t>(Below(&random, few.open()[c].copies + 1)));
      }
      ASSERT_EQ(ItemsOf(few, chosen), ItemsOf(many, chosen));
    });
  }
}

}  // namespace
}  // namespace cashmatch
