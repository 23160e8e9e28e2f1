// SPDX-License-Identifier: Apache-2.0
// fields_test.cc - amounts, dates and check digits in columns.
#include "adapters/read/lockbox/fields.h"

#include <gtest/gtest.h>

namespace cashmatch::lockbox {
namespace {

std::optional<Minor> Signed(std::string_view text) {
  bool blank = false;
  return ReadSigned(text, text.size(), &blank);
}

TEST(ReadDigits, WantsTheWholeWidth) {
  EXPECT_EQ(ReadDigits("0000012345", 10), 12345);
  EXPECT_EQ(ReadDigits("     12345", 10), 12345);
  EXPECT_EQ(ReadDigits("00000123", 10), std::nullopt) << "cut off";
  EXPECT_EQ(ReadDigits("00000123  ", 10), std::nullopt);
  EXPECT_EQ(ReadDigits("00000O2345", 10), std::nullopt);
  EXPECT_EQ(ReadDigits("-000012345", 10), std::nullopt);
  EXPECT_EQ(ReadDigits("          ", 10), std::nullopt);
}

TEST(ReadSigned, KnowsEveryWayToWriteACredit) {
  EXPECT_EQ(Signed("0000030000"), 30000);
  EXPECT_EQ(Signed("-000030000"), -30000);
  EXPECT_EQ(Signed("000030000-"), -30000);
  EXPECT_EQ(Signed("000003000}"), -30000);
  EXPECT_EQ(Signed("000003000J"), -30001);
  EXPECT_EQ(Signed("000003000R"), -30009);
  EXPECT_EQ(Signed("000003000{"), 30000);
  EXPECT_EQ(Signed("000003000I"), 30009);
  EXPECT_EQ(Signed("    30000 "), 30000);
}

TEST(ReadSigned, RefusesWhatIsNoAmount) {
  for (const char* text :
       {"00000S0000", "-00003000J", "300.00", "-", "A0000"}) {
    EXPECT_EQ(Signed(text), std::nullopt) << text;
  }
  bool blank = false;
  EXPECT_EQ(ReadSigned("       ", 7, &blank), std::nullopt);
  EXPECT_TRUE(blank);
  EXPECT_EQ(ReadSigned("00012", 10, &blank), std::nullopt) << "cut off";
  EXPECT_FALSE(blank);
}

TEST(ToMinorUnits, MovesThePointAndLosesNothing) {
  EXPECT_EQ(ToMinorUnits(1234, 2, 2), 1234);
  EXPECT_EQ(ToMinorUnits(1234, 2, 3), 12340);
  EXPECT_EQ(ToMinorUnits(1200, 2, 0), 12);
  EXPECT_EQ(ToMinorUnits(1234, 2, 0), std::nullopt);
  EXPECT_EQ(ToMinorUnits(kAmountMax, 0, 2), std::nullopt);
}

TEST(ReadPatternDay, ReadsByPattern) {
  const Day day = *MakeDay(2026, 3, 2);
  EXPECT_EQ(ReadPatternDay("260302", "YYMMDD"), day);
  EXPECT_EQ(ReadPatternDay("030226", "MMDDYY"), day);
  EXPECT_EQ(ReadPatternDay("20260302", "YYYYMMDD"), day);
  EXPECT_EQ(ReadPatternDay("000000", "YYMMDD"), kNoDay);
  EXPECT_EQ(ReadPatternDay("", "YYMMDD"), kNoDay);
  EXPECT_EQ(ReadPatternDay("260230", "YYMMDD"), std::nullopt);
  EXPECT_EQ(ReadPatternDay("26030", "YYMMDD"), std::nullopt);
  EXPECT_EQ(ReadPatternDay("2603O2", "YYMMDD"), std::nullopt);
}

TEST(Routing, PassesItsCheckDigit) {
  EXPECT_TRUE(RoutingPasses("021000021"));
  EXPECT_TRUE(RoutingPasses("011000015"));
  EXPECT_FALSE(RoutingPasses("021000022"));
  EXPECT_FALSE(RoutingPasses("012000021"));
  EXPECT_FALSE(RoutingPasses("21000021"));
}

TEST(Routing, IsNineDigitsOrAZeroAndNine) {
  EXPECT_EQ(RoutingDigits("021000021"), "021000021");
  EXPECT_EQ(RoutingDigits("0021000021"), "021000021");
  EXPECT_EQ(RoutingDigits("1021000021"), "");
  EXPECT_EQ(RoutingDigits("02100002X"), "");
}

TEST(WithoutLeadingZeros, LeavesNothingOfZeros) {
  EXPECT_EQ(WithoutLeadingZeros("0008841"), "8841");
  EXPECT_EQ(WithoutLeadingZeros("000"), "");
}

}  // namespace
}  // namespace cashmatch::lockbox
