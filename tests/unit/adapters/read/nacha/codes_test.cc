// SPDX-License-Identifier: Apache-2.0
// codes_test.cc - what codes say.
#include "adapters/read/nacha/codes.h"

#include <gtest/gtest.h>

namespace cashmatch::nacha {
namespace {

TEST(NachaCodes, KindsByTheSecondDigit) {
  EXPECT_EQ(KindOf("21"), EntryKind::kReturnedCredit);
  EXPECT_EQ(KindOf("32"), EntryKind::kCredit);
  EXPECT_EQ(KindOf("43"), EntryKind::kCreditPrenote);
  EXPECT_EQ(KindOf("54"), EntryKind::kCreditZero);
  EXPECT_EQ(KindOf("55"), EntryKind::kDebit);
  EXPECT_EQ(KindOf("36"), EntryKind::kReturnedDebit);
  EXPECT_EQ(KindOf("27"), EntryKind::kDebit);
  EXPECT_EQ(KindOf("38"), EntryKind::kDebitPrenote);
  EXPECT_EQ(KindOf("49"), EntryKind::kDebitZero);
  for (const char* const code :
       {"25", "20", "12", "62", "2", "2x", "", "222"}) {
    EXPECT_EQ(KindOf(code), EntryKind::kUnknown) << code;
  }
}

TEST(NachaCodes, Sides) {
  EXPECT_TRUE(IsCreditSide("21"));
  EXPECT_TRUE(IsCreditSide("24"));
  EXPECT_FALSE(IsCreditSide("26"));
  EXPECT_FALSE(IsCreditSide("55"));
  EXPECT_FALSE(IsCreditSide("20"));
  EXPECT_TRUE(IsAdvCredit("81"));
  EXPECT_FALSE(IsAdvCredit("82"));
}

TEST(NachaCodes, ClassesAndReasons) {
  EXPECT_TRUE(IsSkippedClass("IAT"));
  EXPECT_TRUE(IsSkippedClass("ADV"));
  EXPECT_FALSE(IsSkippedClass("CTX"));
  EXPECT_EQ(ReasonText("R01"), "insufficient funds");
  EXPECT_EQ(ReasonText("R99"), "");
  EXPECT_TRUE(IsDishonored("R61"));
  EXPECT_TRUE(IsDishonored("R77"));
  EXPECT_FALSE(IsDishonored("R60"));
  EXPECT_FALSE(IsDishonored("R78"));
  EXPECT_FALSE(IsDishonored(""));
}

TEST(NachaCodes, RoutingNumbers) {
  EXPECT_EQ(CheckDigitOf("02100002"), '1');
  EXPECT_EQ(CheckDigitOf("07100001"), '3');
  EXPECT_EQ(CheckDigitOf("00000000"), '0');
  EXPECT_EQ(CheckDigitOf("0210000"), '\0');
  EXPECT_EQ(CheckDigitOf("0210000X"), '\0');
  EXPECT_EQ(RoutingOf("02100002"), "021000021");
  EXPECT_EQ(RoutingOf("00000000"), "");
  EXPECT_EQ(RoutingOf("YYYYYYYY"), "");
}

}  // namespace
}  // namespace cashmatch::nacha
