// SPDX-License-Identifier: Apache-2.0
// values_test.cc - days, amounts and balances.
#include "adapters/read/mt940/values.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::mt940 {
namespace {

const Currency kEur = *ParseCurrency("EUR");
const Currency kJpy = *ParseCurrency("JPY");

std::string Iso(const MtDay& day) {
  return FormatDay(day.day) + (day.clamped ? "!" : "");
}

std::string Near(std::string_view text, std::string_view near) {
  return Iso(ReadDayNear(text, *ParseIsoDay(near)));
}

TEST(Values, DaysHaveTwoDigitsOfTheYear) {
  EXPECT_EQ(Iso(ReadDay("260314")), "2026-03-14");
  EXPECT_EQ(Iso(ReadDay("991231")), "1999-12-31");
  for (const char* text :
       {"", "26031", "26031a", "261301", "260431", "345454"}) {
    EXPECT_EQ(ReadDay(text).day, kNoDay) << text;
  }
}

TEST(Values, ThirtyDaysOfFebruaryBecomeItsLast) {
  EXPECT_EQ(Iso(ReadDay("260230")), "2026-02-28!");
  EXPECT_EQ(Iso(ReadDay("260229")), "2026-02-28!");
  EXPECT_EQ(Iso(ReadDay("240230")), "2024-02-29!");
  EXPECT_EQ(Iso(ReadDay("240229")), "2024-02-29");
  EXPECT_EQ(ReadDay("260231").day, kNoDay);
}

TEST(Values, AnEntryDateIsOfTheNearestYear) {
  EXPECT_EQ(Near("0314", "2026-03-14"), "2026-03-14");
  EXPECT_EQ(Near("1231", "2026-01-02"), "2025-12-31");
  EXPECT_EQ(Near("0102", "2025-12-31"), "2026-01-02");
  EXPECT_EQ(Near("0229", "2024-03-01"), "2024-02-29");
  EXPECT_EQ(ReadDayNear("1332", *ParseIsoDay("2026-03-14")).day, kNoDay);
  EXPECT_EQ(ReadDayNear("031", *ParseIsoDay("2026-03-14")).day, kNoDay);
}

TEST(Values, AmountsHaveAComma) {
  EXPECT_EQ(ReadAmount("1190,00", kEur).minor, 119000);
  EXPECT_EQ(ReadAmount("119,", kEur).minor, 11900);
  EXPECT_EQ(ReadAmount("119", kEur).minor, 11900);
  EXPECT_EQ(ReadAmount("5,5", kEur).minor, 550);
  EXPECT_EQ(ReadAmount(",50", kEur).minor, 50);
  EXPECT_EQ(ReadAmount("000000000025,00", kEur).minor, 2500);
  EXPECT_EQ(ReadAmount("100,", kJpy).minor, 100);
  EXPECT_EQ(ReadAmount("100,0", kJpy).minor, 100);
}

TEST(Values, NothingIsGuessedOfAnAmount) {
  for (const char* text :
       {"", ",", "1.190,00", "1190.00", "1,1,1", "-1,00", "1,0O", " 1",
        "99999999999999999999999999999999999999999,"}) {
    EXPECT_EQ(ReadAmount(text, kEur).fault, AmountFault::kNotANumber) << text;
  }
  EXPECT_EQ(ReadAmount("1,005", kEur).fault, AmountFault::kTooManyDigits);
  EXPECT_EQ(ReadAmount("1,5", kJpy).fault, AmountFault::kTooManyDigits);
  EXPECT_EQ(ReadAmount("9223372036854775807,", kEur).fault,
            AmountFault::kOutOfRange);
  EXPECT_FALSE(ExpectedFor(AmountFault::kNotANumber).empty());
}

TEST(Values, Balances) {
  Balance balance;
  ReadBalance("D260314EUR1290,00 ", &balance);
  EXPECT_TRUE(balance.present && balance.readable);
  EXPECT_EQ(balance.amount, -129000);
  EXPECT_EQ(FormatDay(balance.day), "2026-03-14");
  EXPECT_EQ(balance.currency, kEur);
  for (const char* text :
       {"", "C", "X260314EUR1,", "C020315105000,00", "C260314EUX1,",
        "C260314EUR", "C260314EUR1.00", "C260332EUR1,"}) {
    Balance wrong;
    ReadBalance(text, &wrong);
    EXPECT_TRUE(wrong.present) << text;
    EXPECT_FALSE(wrong.readable) << text;
  }
}

TEST(Values, SumsOfAnInterimReport) {
  Balance sum;
  ReadSum("3PLN0,03", &sum);
  EXPECT_TRUE(sum.readable);
  EXPECT_EQ(sum.count, 3u);
  EXPECT_EQ(sum.amount, 3);
  for (const char* text :
       {"", "PLN1,", "3", "3PL", "3XXX1,", "3PLN", "3PLN-1,"}) {
    ReadSum(text, &sum);
    EXPECT_FALSE(sum.readable) << text;
  }
}

TEST(Values, FloorLimits) {
  EXPECT_EQ(ReadFloor("EURD100,00").currency, kEur);
  EXPECT_EQ(ReadFloor("EURD100,00").side, 'D');
  EXPECT_EQ(ReadFloor("EURC100,00").amount, 10000);
  EXPECT_EQ(ReadFloor("EUR7,").side, 0);
  EXPECT_EQ(ReadFloor("EUR7,").amount, 700);
  EXPECT_EQ(ReadFloor("EU").currency, Currency::kNone);
  EXPECT_EQ(ReadFloor("").amount, 0);
}

}  // namespace
}  // namespace cashmatch::mt940
