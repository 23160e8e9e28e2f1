// SPDX-License-Identifier: Apache-2.0
// money_test.cc - amounts in, out and shared, to the last minor unit.
#include "engine/base/money.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace cashmatch {
namespace {

Minor Read(std::string_view text, int exponent = 2) {
  const ParsedAmount parsed = ParseDecimal(text, exponent);
  EXPECT_TRUE(parsed.ok()) << text;
  return parsed.minor;
}

AmountFault FaultOf(std::string_view text, int exponent = 2) {
  return ParseDecimal(text, exponent).fault;
}

TEST(Money, ReadsDecimals) {
  EXPECT_EQ(Read("1250.00"), 125000);
  EXPECT_EQ(Read("-1250.5"), -125050);
  EXPECT_EQ(Read("+3"), 300);
  EXPECT_EQ(Read("000149.87"), 14987);
  EXPECT_EQ(Read(".5"), 50);
  EXPECT_EQ(Read("5."), 500);
  EXPECT_EQ(Read("-0"), 0);
  EXPECT_EQ(Read("100", 0), 100);
  EXPECT_EQ(Read("1.234", 3), 1234);
  EXPECT_EQ(Read("1.50000"), 150);  // zeros beyond the minor unit
  EXPECT_EQ(Read("7.000", 0), 7);
}

TEST(Money, NeverRounds) {
  EXPECT_EQ(FaultOf("1.005"), AmountFault::kTooManyDigits);
  EXPECT_EQ(FaultOf("1.5", 0), AmountFault::kTooManyDigits);
  EXPECT_EQ(FaultOf("0.0000001"), AmountFault::kTooManyDigits);
}

TEST(Money, RefusesWhatIsNoDecimal) {
  for (const std::string_view text :
       {"", "-", ".", "1,50", "1.2.3", "1e3", "1 000", " 1", "1 ", "--1", "O",
        "0x10", "$1", "NaN"}) {
    EXPECT_EQ(FaultOf(text), AmountFault::kNotANumber) << text;
  }
}

TEST(Money, RefusesWhatIsTooLarge) {
  EXPECT_EQ(Read("1000000000000000.00"), kAmountMax);
  EXPECT_EQ(Read("-1000000000000000.00"), -kAmountMax);
  EXPECT_EQ(FaultOf("1000000000000000.01"), AmountFault::kOutOfRange);
  EXPECT_EQ(FaultOf("1000000000000001"), AmountFault::kOutOfRange);
  EXPECT_EQ(FaultOf(std::string(1000, '9')), AmountFault::kOutOfRange);
  EXPECT_EQ(Read(std::string(1000, '0') + "1"), 100);
}

TEST(Money, ReadsBareMinorUnits) {
  EXPECT_EQ(ParseMinorDigits("007").minor, 7);
  EXPECT_EQ(ParseMinorDigits("100000000000000000").minor, kAmountMax);
  EXPECT_EQ(ParseMinorDigits("100000000000000001").fault,
            AmountFault::kOutOfRange);
  EXPECT_EQ(ParseMinorDigits("").fault, AmountFault::kNotANumber);
  EXPECT_EQ(ParseMinorDigits("-1").fault, AmountFault::kNotANumber);
  EXPECT_EQ(ParseMinorDigits("1.0").fault, AmountFault::kNotANumber);
}

TEST(Money, WritesTheDigitsOfTheMinorUnit) {
  EXPECT_EQ(FormatDecimal(125000, 2), "1250.00");
  EXPECT_EQ(FormatDecimal(-5, 2), "-0.05");
  EXPECT_EQ(FormatDecimal(0, 2), "0.00");
  EXPECT_EQ(FormatDecimal(100, 0), "100");
  EXPECT_EQ(FormatDecimal(0, 0), "0");
  EXPECT_EQ(FormatDecimal(1234, 3), "1.234");
  EXPECT_EQ(FormatDecimal(-7, 25), "-0.0000000000000000000000007");
  EXPECT_EQ(FormatMoney(900, *ParseCurrency("JPY")), "900");
  EXPECT_EQ(FormatDecimal(std::numeric_limits<int64_t>::min(), 2),
            "-92233720368547758.08");
  EXPECT_EQ(FormatDecimal(WideMinor{kAmountMax} * 1'000'000'000, 2),
            "1000000000000000000000000.00");
}

TEST(Money, AppendKeepsWhatIsThere) {
  std::string out = "a,";
  AppendDecimal(-1, 2, &out);
  EXPECT_EQ(out, "a,-0.01");
}

TEST(Money, WritingAndReadingAgree) {
  for (const Minor minor : {Minor{0}, Minor{1}, Minor{-99}, kAmountMax,
                            Minor{90'071'992'547'409'93}}) {
    for (const int exponent : {0, 2, 3}) {
      EXPECT_EQ(Read(FormatDecimal(minor, exponent), exponent), minor);
    }
  }
}

TEST(Money, DiscountsRoundHalfAwayFromZero) {
  EXPECT_EQ(ShareHalfAway(10'025, 20'000), 201);  // 200.5
  EXPECT_EQ(ShareHalfAway(-10'025, 20'000), -201);
  EXPECT_EQ(ShareHalfAway(10'024, 20'000), 200);  // 200.48
  EXPECT_EQ(ShareHalfAway(kAmountMax, 1'000'000), kAmountMax);
  EXPECT_EQ(ShareHalfAway(123, 0), 0);
}

TEST(Money, TolerancesRoundTowardZero) {
  EXPECT_EQ(ShareTowardZero(10'099, 10'000), 100);  // 100.99
  EXPECT_EQ(ShareTowardZero(-10'099, 10'000), -100);
}

TEST(Money, ReadsShares) {
  EXPECT_EQ(ParsePercent("0.5"), 5'000);
  EXPECT_EQ(ParsePercent("2"), 20'000);
  EXPECT_EQ(ParsePercent("100"), 1'000'000);
  EXPECT_EQ(ParsePercent("0.0001"), 1);
  EXPECT_EQ(ParsePercent("100.0001"), std::nullopt);
  EXPECT_EQ(ParsePercent("0.00001"), std::nullopt);
  EXPECT_EQ(ParsePercent("-1"), std::nullopt);
  EXPECT_EQ(ParsePercent("2%"), std::nullopt);
  EXPECT_EQ(ParseProbability("0.999"), 999'000);
  EXPECT_EQ(ParseProbability("1"), 1'000'000);
  EXPECT_EQ(ParseProbability("1.000001"), std::nullopt);
}

TEST(MoneyDeathTest, NarrowStopsTheProgramRatherThanLoseMoney) {
  constexpr WideMinor kMost = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(Narrow(kMost), std::numeric_limits<int64_t>::max());
  EXPECT_DEATH(Narrow(kMost + 1), "check failed");
  EXPECT_DEATH(Narrow(-kMost - 2), "check failed");
}

}  // namespace
}  // namespace cashmatch
