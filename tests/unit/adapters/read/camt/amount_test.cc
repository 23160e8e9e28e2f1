// SPDX-License-Identifier: Apache-2.0
// amount_test.cc - amounts exact to the minor unit, or refused.
#include "adapters/read/camt/amount.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

Money Read(std::string_view digits, std::string_view currency = "EUR") {
  return ReadMoney({digits, currency, 0}, Currency::kNone);
}

TEST(CamtAmount, ReadsMinorUnitsByCurrency) {
  EXPECT_EQ(Read("1190.00").minor, 119000);
  EXPECT_EQ(Read("1190").minor, 119000);
  EXPECT_EQ(Read("000000000149.87").minor, 14987);
  EXPECT_EQ(Read("100", "JPY").minor, 100);
  EXPECT_EQ(Read("1.234", "KWD").minor, 1234);
  EXPECT_EQ(Read("1190.00000").minor, 119000);
  EXPECT_FALSE(Read("1190.00000").rounded);
}

TEST(CamtAmount, KeepsFiveDecimalsForSums) {
  EXPECT_EQ(Read("1.50").fine, 150'000);
  EXPECT_EQ(Read("7", "JPY").fine, 700'000);
  const Money money = Read("1.00001");
  EXPECT_EQ(money.fault, MoneyFault::kTooFine);
  EXPECT_EQ(money.fine, 100'001);
}

TEST(CamtAmount, RefusesWhatIsNoAmount) {
  EXPECT_EQ(Read("1190,00").fault, MoneyFault::kNotANumber);
  EXPECT_EQ(Read("").fault, MoneyFault::kNotANumber);
  EXPECT_EQ(Read("-5.00").fault, MoneyFault::kNegative);
  EXPECT_EQ(Read("1000000000000000000").fault, MoneyFault::kOutOfRange);
  EXPECT_EQ(Read("1.00", "XYZ").fault, MoneyFault::kCurrency);
  EXPECT_EQ(Read("1.00", "").fault, MoneyFault::kCurrency);
  EXPECT_EQ(ReadMoney({}, Currency::kNone).fault, MoneyFault::kMissing);
}

TEST(CamtAmount, TheAccountsCurrencyStandsIn) {
  const Money money = ReadMoney({"1.00", "", 0}, *ParseCurrency("CHF"));
  ASSERT_TRUE(money.ok());
  EXPECT_EQ(money.currency, *ParseCurrency("CHF"));
  EXPECT_FALSE(money.own_currency);
}

TEST(CamtAmount, TheResidueOfABinaryFractionIsRoundedAway) {
  EXPECT_EQ(Read("100.0000000000005").minor, 10000);
  EXPECT_TRUE(Read("100.0000000000005").rounded);
  EXPECT_EQ(Read("99.9999999999").minor, 10000);
  EXPECT_EQ(Read("0.1299999999999").minor, 13);
  EXPECT_EQ(Read("100.00000001").fault, MoneyFault::kTooFine);
  EXPECT_EQ(Read("100.005000000000").fault, MoneyFault::kTooFine);
  EXPECT_EQ(Read("100.0000000000x").fault, MoneyFault::kNotANumber);
}

TEST(CamtAmount, FineSums) {
  WideMinor fine = 0;
  ASSERT_TRUE(ReadFine("10830.05", &fine));
  EXPECT_EQ(FormatFine(fine), "10830.05");
  EXPECT_EQ(FormatFine(1), "0.00001");
  EXPECT_EQ(FormatFine(-250'000), "-2.50");
  ASSERT_TRUE(ReadFine("12345678901234.50", &fine));  // beyond 10^12
  EXPECT_EQ(FormatFine(fine), "12345678901234.50");
  ASSERT_TRUE(ReadFine("4474.500000000001", &fine));  // as floats leave it
  EXPECT_EQ(FormatFine(fine), "4474.50");
  EXPECT_FALSE(ReadFine("4474.5000001", &fine));
  EXPECT_FALSE(ReadFine("", &fine));
  EXPECT_FALSE(ReadFine("1,5", &fine));
}

TEST(CamtAmount, DaysInLocalTime) {
  const Day day = *ParseIsoDay("2026-03-02");
  EXPECT_EQ(ReadDay("2026-03-02"), day);
  EXPECT_EQ(ReadDay("2026-03-02T23:30:00+01:00"), day);
  EXPECT_EQ(ReadDay("2026-03-02+01:00"), day);
  EXPECT_EQ(ReadDay("2026-02-30"), kNoDay);
  EXPECT_EQ(ReadDay(""), kNoDay);
}

}  // namespace
}  // namespace cashmatch
