// SPDX-License-Identifier: Apache-2.0
// statement_ends_test.cc - days that follow on each other, and days that do
// not.
#include "adapters/read/statement_ends.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

StatementEnds Of(std::string file, Day day, Minor opening, Minor closing,
                 uint64_t number = 0) {
  return {std::move(file), 1,       "0123", *ParseCurrency("EUR"), day,
          opening,         closing, number};
}

TEST(FindGaps, NoneWhereEachDayOpensAsTheLastOneClosed) {
  EXPECT_TRUE(
      FindGaps({Of("b", 2, 150, 90), Of("a", 1, 100, 150), Of("c", 5, 90, 90)})
          .empty());
  EXPECT_TRUE(FindGaps({}).empty());
}

TEST(FindGaps, ADayThatOpensOtherwise) {
  const auto gaps = FindGaps({Of("a", 1, 100, 150), Of("b", 2, 151, 90)});
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].before.file, "a");
  EXPECT_EQ(gaps[0].after.file, "b");
  EXPECT_FALSE(gaps[0].number_only);
}

TEST(FindGaps, CopiesAreOneStatementHoweverTheySpellTheAccount) {
  StatementEnds copy = Of("again", 1, 100, 150);
  copy.account = "00-123";
  EXPECT_TRUE(
      FindGaps({Of("a", 1, 100, 150), copy, Of("b", 2, 150, 90)}).empty());
}

TEST(FindGaps, StatementsOfOneDayAreAChainInAnyOrder) {
  EXPECT_TRUE(FindGaps({Of("a", 1, 0, 100), Of("b", 2, 130, 120),
                        Of("c", 2, 100, 130), Of("d", 3, 120, 1)})
                  .empty());
  EXPECT_EQ(FindGaps({Of("a", 1, 0, 100), Of("b", 2, 130, 120),
                      Of("c", 2, 100, 130), Of("d", 3, 130, 1)})
                .size(),
            1U);
}

TEST(FindGaps, AMissingNumber) {
  const auto gaps = FindGaps({Of("a", 1, 0, 100, 7), Of("b", 2, 100, 120, 9)});
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_TRUE(gaps[0].number_only);
  EXPECT_TRUE(
      FindGaps({Of("a", 1, 0, 100, 7), Of("b", 2, 100, 120, 8)}).empty());
  // A new year begins with 1.
  EXPECT_TRUE(
      FindGaps({Of("a", 1, 0, 100, 252), Of("b", 2, 100, 120, 1)}).empty());
}

TEST(FindGaps, OtherAccountsAndCurrenciesAreOther) {
  StatementEnds account = Of("b", 2, 7, 8);
  account.account = "0124";
  StatementEnds currency = Of("c", 2, 7, 8);
  currency.currency = *ParseCurrency("CHF");
  EXPECT_TRUE(FindGaps({Of("a", 1, 0, 100), account, currency}).empty());
}

TEST(FindGaps, NeighboursInOneFileAreItsReadersBusiness) {
  EXPECT_TRUE(FindGaps({Of("a", 1, 0, 100), Of("a", 2, 7, 8)}).empty());
}

}  // namespace
}  // namespace cashmatch
