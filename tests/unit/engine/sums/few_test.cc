// SPDX-License-Identifier: Apache-2.0
// few_test.cc - subsets of at most four, against looking at every subset.
#include "engine/sums/few.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/unit/engine/sums/instances.h"

namespace cashmatch {
namespace {

using Sets = std::vector<std::vector<uint32_t>>;

Sets HitsOf(const FewSearch& search) {
  Sets sets(search.hits());
  for (size_t hit = 0; hit < sets.size(); ++hit) {
    search.AppendItems(hit, &sets[hit]);
  }
  return sets;
}

TEST(FewSearch, FindsTheFewestFirst) {
  FewSearch search;
  const std::vector<Minor> amounts = {100, 200, 300, 400, 600, 900, 1'000};
  const SumAnswer answer = search.Find(amounts, 1'000, FewSide::kTaken, 3, {});
  EXPECT_EQ(answer.status, SumStatus::kSeveral);
  EXPECT_TRUE(answer.exact);
  EXPECT_EQ(HitsOf(search), (Sets{{6}, {0, 5}, {3, 4}, {0, 2, 4}}));
}

TEST(FewSearch, FindsWhatWasLeftOut) {
  FewSearch search;
  std::vector<Minor> amounts(500);
  for (size_t i = 0; i < amounts.size(); ++i) {
    amounts[i] = static_cast<Minor>(1'000'000 + i * i * i);
  }
  const Minor total = std::accumulate(amounts.begin(), amounts.end(), Minor{0});
  EXPECT_EQ(search
                .Find(amounts, total - amounts[17] - amounts[401],
                      FewSide::kLeftOut, 2)
                .status,
            SumStatus::kUnique);
  EXPECT_EQ(HitsOf(search), (Sets{{17, 401}}));
  // All of them: nothing is left out.
  EXPECT_EQ(search.Find(amounts, total, FewSide::kLeftOut, 2).status,
            SumStatus::kUnique);
  EXPECT_EQ(HitsOf(search), (Sets{{}}));
  // None of them is no solution.
  EXPECT_EQ(
      search.Find(std::vector<Minor>{5, 6}, 0, FewSide::kLeftOut, 2).status,
      SumStatus::kNone);
}

TEST(FewSearch, KnowsItsBudget) {
  FewSearch search;
  std::vector<Minor> amounts(300);
  std::iota(amounts.begin(), amounts.end(), 1'000);
  const SumAnswer refused =
      search.Find(amounts, 4'500, FewSide::kTaken, 4, {.units_max = 1'000});
  EXPECT_EQ(refused.status, SumStatus::kOverBudget);
  EXPECT_EQ(search.hits(), 0u);
  const SumAnswer found = search.Find(amounts, 4'500, FewSide::kTaken, 4,
                                      {.units_max = refused.units});
  EXPECT_EQ(found.status, SumStatus::kSeveral);
  EXPECT_FALSE(found.exact);
  EXPECT_EQ(found.solutions, kSumHitsMax);
  amounts[5] = kAmountMax + 1;
  EXPECT_EQ(search.Find(amounts, 4'500, FewSide::kTaken, 4).status,
            SumStatus::kNotSearched);
}

TEST(FewSearch, LooksForFewerAmongMore) {
  EXPECT_EQ(FewItemsMax(200), 4);
  EXPECT_EQ(FewItemsMax(201), 3);
  EXPECT_EQ(FewItemsMax(600), 3);
  EXPECT_EQ(FewItemsMax(601), 2);
}

TEST(FewSearch, AgreesWithLookingAtEverySubset) {
  FewSearch search;
  std::mt19937_64 random(2);
  size_t hits = 0;
  for (int i = 0; i < 10'000; ++i) {
    const SumInstance sum = DrawSum(Below(&random, 13), &random);
    const Sets all = EnumerateSums(sum);
    size_t debits = 0;
    for (const Minor amount : sum.amounts) debits += amount != 0;
    for (int items_max = 1; items_max <= 4; ++items_max) {
      Sets taken;
      for (const std::vector<uint32_t>& set : all) {
        if (set.size() <= static_cast<size_t>(items_max)) taken.push_back(set);
      }
      SumAnswer answer =
          search.Find(sum.amounts, sum.target, FewSide::kTaken, items_max);
      ASSERT_TRUE(answer.exact);
      Sets found = HitsOf(search);
      for (size_t k = 1; k < found.size(); ++k) {
        ASSERT_LE(found[k - 1].size(), found[k].size());
      }
      std::sort(found.begin(), found.end());
      ASSERT_EQ(found, taken) << "instance " << i;
      hits += found.size();

      answer =
          search.Find(sum.amounts, sum.target, FewSide::kLeftOut, items_max);
      size_t left_out = 0;
      for (const std::vector<uint32_t>& set : all) {
        left_out += debits - set.size() <= static_cast<size_t>(items_max);
      }
      ASSERT_EQ(answer.solutions, left_out) << "instance " << i;
      for (const std::vector<uint32_t>& set : HitsOf(search)) {
        Minor rest =
            std::accumulate(sum.amounts.begin(), sum.amounts.end(), Minor{0});
        for (const uint32_t item : set) rest -= sum.amounts[item];
        ASSERT_EQ(rest, sum.target);
      }
    }
  }
  EXPECT_GT(hits, 10'000u);
}

}  // namespace
}  // namespace cashmatch
