// SPDX-License-Identifier: Apache-2.0
// sum_search_test.cc - what the search says, against looking at every subset.
#include "engine/sums/sum_search.h"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "tests/unit/engine/sums/every_target.h"
#include "tests/unit/engine/sums/instances.h"

namespace cashmatch {
namespace {

using Sets = std::vector<std::vector<uint32_t>>;

constexpr SumBudget kUnlimited = {.units_max = uint64_t{1} << 40};

Sets HitsOf(const SumSearch& search) {
  Sets sets(search.hits());
  for (size_t hit = 0; hit < sets.size(); ++hit) {
    search.AppendItems(hit, &sets[hit]);
  }
  return sets;
}

Sets Sorted(Sets sets) {
  std::sort(sets.begin(), sets.end());
  return sets;
}

TEST(SumSearch, FindsTheOnlySubset) {
  SumSearch search;
  const SumAnswer answer =
      search.Find(std::vector<Minor>{12'000, 34'550, 7'025, 99'900}, 19'025);
  EXPECT_EQ(answer.status, SumStatus::kUnique);
  EXPECT_EQ(answer.solutions, 1u);
  EXPECT_TRUE(answer.exact);
  EXPECT_EQ(HitsOf(search), (Sets{{0, 2}}));
}

TEST(SumSearch, CountsAllHoweverMany) {
  SumSearch search;
  std::mt19937_64 random(11);
  for (int i = 0; i < 3'000; ++i) {
    const SumInstance sum = DrawSum(1 + Below(&random, 13), &random);
    ASSERT_EQ(search.Count(sum.amounts, sum.target, 1 << 20),
              EnumerateSums(sum).size());
  }
  std::vector<Minor> amounts;
  for (Minor i = 0; i < 30; ++i) amounts.push_back(1'000'000 + i);
  Minor target = 10'000'000;
  for (Minor i = 0; i < 10; ++i) target += i + 7;
  const std::optional<uint64_t> many = search.Count(amounts, target, 1 << 20);
  ASSERT_TRUE(many);
  EXPECT_GT(*many, uint64_t{kSumHitsMax});
  const SumAnswer answer = search.Find(amounts, target, kUnlimited);
  EXPECT_EQ(answer.solutions, kSumHitsMax);
  EXPECT_FALSE(search.Count(amounts, target, 10));
}

TEST(SumSearch, CountsNothingWhereNothingCanBe) {
  SumSearch search;
  EXPECT_EQ(search.Count({}, 0, 1'000), 0u);
  EXPECT_EQ(search.Count({}, 7, 1'000), 0u);
  EXPECT_EQ(search.Count(std::vector<Minor>{5, 9}, 0, 1'000), 0u);
  EXPECT_EQ(search.Count(std::vector<Minor>{5, -5, 9}, 0, 1'000), 1u);
  EXPECT_EQ(search.Count(std::vector<Minor>{5, 9}, 14, 1'000), 1u);
}

TEST(SumSearch, SaysWhenThereIsNone) {
  SumSearch search;
  for (const Minor target :
       {Minor{19'026}, Minor{1}, Minor{-5}, Minor{0}, Minor{200'000}}) {
    const SumAnswer answer =
        search.Find(std::vector<Minor>{12'000, 34'550, 7'025}, target);
    EXPECT_EQ(answer.status, SumStatus::kNone) << target;
    EXPECT_TRUE(answer.exact);
    EXPECT_EQ(search.hits(), 0u);
  }
  EXPECT_EQ(search.Find({}, 0).status, SumStatus::kNone);
  EXPECT_EQ(search.Find({}, 7).status, SumStatus::kNone);
}

TEST(SumSearch, TakesTheFirstOfEqualAmountsAndCountsThemOnce) {
  SumSearch search;
  const std::vector<Minor> rents = {50'000, 81'200, 50'000, 50'000};
  EXPECT_EQ(search.Find(rents, 100'000).status, SumStatus::kUnique);
  EXPECT_EQ(HitsOf(search), (Sets{{0, 2}}));
}

TEST(SumSearch, TakesCreditsIntoAccount) {
  SumSearch search;
  const std::vector<Minor> items = {10'000, -2'500, 4'000, -2'500};
  EXPECT_EQ(search.Find(items, 7'500).status, SumStatus::kUnique);
  EXPECT_EQ(HitsOf(search), (Sets{{0, 1}}));
  EXPECT_EQ(search.Find(items, -5'000).status, SumStatus::kUnique);
  EXPECT_EQ(HitsOf(search), (Sets{{1, 3}}));
  // A credit and an invoice that cancel out are a solution; nothing is not.
  EXPECT_EQ(search.Find(std::vector<Minor>{700, -700, 0}, 0).status,
            SumStatus::kUnique);
  EXPECT_EQ(HitsOf(search), (Sets{{0, 1}}));
}

TEST(SumSearch, CountsUpToTheCap) {
  SumSearch search;
  std::vector<Minor> amounts(18);
  std::iota(amounts.begin(), amounts.end(), 1'000);
  const SumAnswer all = search.Find(amounts, 9'072);  // 9 of them, 48,000 ways
  EXPECT_EQ(all.status, SumStatus::kSeveral);
  EXPECT_FALSE(all.exact);
  EXPECT_EQ(all.solutions, kSumHitsMax);
  const SumAnswer two = search.Find(amounts, 9'072, {.hits_max = 2});
  EXPECT_EQ(two.status, SumStatus::kSeveral);
  EXPECT_FALSE(two.exact);
  EXPECT_EQ(two.solutions, 2u);
}

TEST(SumSearch, SearchesNothingBeyondTheBudgetAndSaysWhatItWouldCost) {
  SumSearch search;
  std::mt19937_64 random(4);
  for (const size_t n : {12u, 24u, 32u, 36u}) {
    std::vector<Minor> amounts(n);
    for (Minor& amount : amounts) amount = 50'000 + Below(&random, 20'000);
    const Minor target =
        std::accumulate(amounts.begin(), amounts.end(), Minor{0}) / 2;
    const SumAnswer refused = search.Find(amounts, target, {.units_max = 0});
    EXPECT_EQ(refused.status, SumStatus::kOverBudget) << n;
    EXPECT_EQ(search.hits(), 0u);
    SumBudget budget = {.units_max = refused.units};
    const SumAnswer searched = search.Find(amounts, target, budget);
    EXPECT_NE(searched.status, SumStatus::kOverBudget) << n;
    EXPECT_LE(searched.units, budget.units_max) << n;
    --budget.units_max;
    EXPECT_EQ(search.Find(amounts, target, budget).status,
              SumStatus::kOverBudget);
  }
}

TEST(SumSearch, LeavesWhatIsTooMuch) {
  SumSearch search;
  std::vector<Minor> amounts(60);
  std::iota(amounts.begin(), amounts.end(), 100'000);
  EXPECT_EQ(search.Find(amounts, 3'000'000, kUnlimited).status,
            SumStatus::kNotSearched);
  // What reduces is no such case, however many they are.
  amounts.resize(5'000, 9'000'000);
  EXPECT_EQ(search.Find(amounts, 100'007, kUnlimited).status,
            SumStatus::kUnique);
  EXPECT_EQ(HitsOf(search), (Sets{{7}}));
}

TEST(SumSearch, IsExactUpToTheLargestAmounts) {
  SumSearch search;
  std::vector<Minor> amounts(40, kAmountMax);
  for (size_t i = 0; i < amounts.size(); ++i) {
    amounts[i] -= static_cast<Minor>(i * i * 7919);
  }
  amounts.resize(14);
  const Minor target = kAmountMax - 5;
  EXPECT_EQ(search.Find(amounts, target).status, SumStatus::kNone);
  EXPECT_EQ(search.Find(amounts, kAmountMax).status, SumStatus::kUnique);
  EXPECT_EQ(search.Find(amounts, kAmountMax + 1).status,
            SumStatus::kNotSearched);
  amounts.push_back(-kAmountMax - 1);
  EXPECT_EQ(search.Find(amounts, 5).status, SumStatus::kNotSearched);
  amounts.back() = INT64_MIN;
  EXPECT_EQ(search.Find(amounts, 5).status, SumStatus::kNotSearched);
  // 50 of the largest cancel: sums go beyond 64 bits and come back.
  amounts.assign(50, kAmountMax);
  amounts.resize(100, -kAmountMax);
  amounts.push_back(12'345);
  EXPECT_NE(search.Find(amounts, 12'345, kUnlimited).status, SumStatus::kNone);
}

/// 100,000 instances, every engine that so few amounts reach, every target.
TEST(SumSearch, AgreesWithLookingAtEverySubset) {
  SumSearch search;
  std::mt19937_64 random(20'260'302);
  std::map<SumStatus, int> seen;
  for (int i = 0; i < 100'000; ++i) {
    const size_t n = i % 64 == 0 ? 11 + Below(&random, 5) : Below(&random, 11);
    const SumInstance sum = DrawSum(n, &random);
    const Sets all = EnumerateSums(sum);
    Sets first;
    OnEveryTarget([&] {
      const SumAnswer answer = search.Find(sum.amounts, sum.target, kUnlimited);
      ++seen[answer.status];
      ASSERT_EQ(answer.solutions, std::min<size_t>(all.size(), kSumHitsMax));
      ASSERT_EQ(answer.exact, all.size() < kSumHitsMax);
      const Sets hits = HitsOf(search);
      if (answer.exact) {
        ASSERT_EQ(Sorted(hits), all);
      }
      // The hits that are kept, and their order, are those of every target.
      if (first.empty()) first = hits;
      ASSERT_EQ(hits, first);
    });
    if (HasFatalFailure()) FAIL() << "instance " << i;
  }
  EXPECT_GT(seen[SumStatus::kNone], 1'000);
  EXPECT_GT(seen[SumStatus::kUnique], 1'000);
  EXPECT_GT(seen[SumStatus::kSeveral], 1'000);
}

/// Cents against what no 32 bits hold: other kernels, the same solutions.
TEST(SumSearch, EnginesAgreeOnMoreAmounts) {
  SumSearch search;
  std::mt19937_64 random(7);
  std::map<SumEngine, int> seen;
  for (int i = 0; i < 60; ++i) {
    const size_t n = 16 + Below(&random, i < 50 ? 9 : 17);
    SumInstance sum = DrawSum(n, &random);
    for (Minor& amount : sum.amounts) amount %= 1'000'000;
    SumInstance scaled = sum;
    for (Minor& amount : scaled.amounts) amount *= 1'000'000'007;
    scaled.target = sum.target %= 1'000'000;
    scaled.target *= 1'000'000'007;
    OnEveryTarget([&] {
      const SumAnswer narrow = search.Find(sum.amounts, sum.target, kUnlimited);
      const Sets narrow_hits = Sorted(HitsOf(search));
      const SumAnswer wide =
          search.Find(scaled.amounts, scaled.target, kUnlimited);
      ++seen[narrow.engine];
      ++seen[wide.engine];
      ASSERT_EQ(narrow.status, wide.status) << "instance " << i;
      ASSERT_EQ(narrow.solutions, wide.solutions) << "instance " << i;
      if (narrow.exact) {
        ASSERT_EQ(narrow_hits, Sorted(HitsOf(search)));
      }
    });
  }
  EXPECT_GT(seen[SumEngine::kPairs], 20);
  EXPECT_GT(seen[SumEngine::kSortedHalves], 20);
}

/// Solutions of many amounts, by a table of the sums of half of them.
size_t CountByTable(const SumInstance& sum) {
  const size_t half = sum.amounts.size() / 2;
  std::map<Minor, size_t> table;
  std::vector<Minor> left = {0}, right = {0};
  for (size_t i = 0; i < sum.amounts.size(); ++i) {
    std::vector<Minor>& sums = i < half ? left : right;
    const size_t size = sums.size();
    for (size_t j = 0; j < size; ++j) sums.push_back(sums[j] + sum.amounts[i]);
  }
  for (const Minor made : left) ++table[made];
  size_t count = 0;
  for (const Minor made : right) {
    const auto at = table.find(sum.target - made);
    count += at == table.end() ? 0 : at->second;
  }
  return count;
}

TEST(SumSearch, CountsTwentyToThirtyAmounts) {
  SumSearch search;
  std::mt19937_64 random(11);
  std::map<SumEngine, size_t> solutions;
  for (size_t n = 20; n <= 32; ++n) {
    // So many that about 60 sums meet the target by accident.
    const uint64_t range = (uint64_t{1} << n) / 200;
    SumInstance sum;
    while (sum.amounts.size() < n) {
      sum.amounts.push_back(
          static_cast<Minor>(range / 2 + Below(&random, range)));
      sum.target += static_cast<Minor>(Below(&random, 2)) * sum.amounts.back();
    }
    const size_t expected = CountByTable(sum);
    ASSERT_LT(expected, kSumHitsMax);
    OnEveryTarget([&] {
      const SumAnswer answer = search.Find(sum.amounts, sum.target, kUnlimited);
      ASSERT_TRUE(answer.exact);
      ASSERT_EQ(answer.solutions, expected);
      for (const std::vector<uint32_t>& items : HitsOf(search)) {
        Minor made = 0;
        for (const uint32_t item : items) made += sum.amounts[item];
        ASSERT_EQ(made, sum.target);
      }
      solutions[answer.engine] += answer.solutions;
    });
  }
  EXPECT_GT(solutions[SumEngine::kPairs], 100u);
  EXPECT_GT(solutions[SumEngine::kSortedHalves], 100u);
}

TEST(SumSearch, DoesNotDependOnTheOrderOfTheAmountsNorOnWhatWasBefore) {
  SumSearch used, fresh;
  std::mt19937_64 random(5);
  for (int i = 0; i < 300; ++i) {
    SumInstance sum = DrawSum(8 + Below(&random, 14), &random);
    const auto amounts_of = [&](const SumSearch& search) {
      std::vector<std::vector<Minor>> sets;
      for (const std::vector<uint32_t>& items : HitsOf(search)) {
        sets.emplace_back();
        for (const uint32_t item : items) {
          sets.back().push_back(sum.amounts[item]);
        }
        std::sort(sets.back().begin(), sets.back().end());
      }
      return sets;
    };
    const SumAnswer answer = used.Find(sum.amounts, sum.target, kUnlimited);
    const auto sets = amounts_of(used);
    std::shuffle(sum.amounts.begin(), sum.amounts.end(), random);
    fresh = SumSearch();
    const SumAnswer other = fresh.Find(sum.amounts, sum.target, kUnlimited);
    ASSERT_EQ(answer.status, other.status);
    ASSERT_EQ(answer.units, other.units);
    ASSERT_EQ(sets, amounts_of(fresh));
  }
}

}  // namespace
}  // namespace cashmatch
