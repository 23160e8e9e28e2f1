// SPDX-License-Identifier: Apache-2.0
// type_codes_test.cc - the table of type codes.
#include "adapters/read/bai2/type_codes.h"

#include <gtest/gtest.h>

namespace cashmatch::bai2 {
namespace {

TEST(TypeCodes, AreThreeDigits) {
  EXPECT_EQ(ParseTypeCode("045"), 45);
  EXPECT_EQ(ParseTypeCode("999"), 999);
  for (const char* text : {"", "45", "0045", "1A2", "-12"}) {
    EXPECT_EQ(ParseTypeCode(text), kNoTypeCode) << text;
  }
}

TEST(TypeCodes, SidesFollowTheRanges) {
  const auto side_at = [](TypeCode code) { return SideOf(code); };
  for (const TypeCode code : {100, 115, 399, 920, 959}) {
    EXPECT_EQ(side_at(code), BaiSide::kCredit) << code;
  }
  for (const TypeCode code : {400, 475, 699, 960, 999}) {
    EXPECT_EQ(side_at(code), BaiSide::kDebit) << code;
  }
  for (const TypeCode code : {0, 10, 99, 700, 722, 890, 919, 1000}) {
    EXPECT_EQ(side_at(code), BaiSide::kNone) << code;
  }
}

TEST(TypeCodes, LevelsOfTheStandard) {
  EXPECT_EQ(LevelOf(10), BaiLevel::kStatus);
  EXPECT_EQ(LevelOf(100), BaiLevel::kSummary);
  EXPECT_EQ(LevelOf(110), BaiLevel::kSummary);
  EXPECT_EQ(LevelOf(108), BaiLevel::kDetail);
  EXPECT_EQ(LevelOf(168), BaiLevel::kDetail);
  EXPECT_EQ(LevelOf(191), BaiLevel::kDetail);
  EXPECT_EQ(LevelOf(409), BaiLevel::kDetail);
  EXPECT_EQ(LevelOf(890), BaiLevel::kDetail);
  EXPECT_EQ(LevelOf(710), BaiLevel::kUnlisted);
  EXPECT_EQ(LevelOf(kNoTypeCode), BaiLevel::kUnlisted);
  int listed = 0;
  for (TypeCode code = 0; code < kNoTypeCode; ++code) {
    listed += LevelOf(code) != BaiLevel::kUnlisted;
  }
  EXPECT_EQ(listed, 484);
}

TEST(TypeCodes, ClassesTellCustomersFromTheRest) {
  for (const TypeCode code : {115, 142, 165, 175, 195, 301, 399, 930}) {
    EXPECT_EQ(ClassOf(code), BaiClass::kCustomer) << code;
  }
  for (const TypeCode code : {168, 196, 252, 254, 255, 257, 258, 261, 266, 275,
                              276, 277, 354, 357, 395}) {
    EXPECT_EQ(ClassOf(code), BaiClass::kNotCustomer) << code;
  }
  for (const TypeCode code : {552, 555, 557, 558, 566}) {
    EXPECT_EQ(ClassOf(code), BaiClass::kUndo) << code;
  }
  EXPECT_EQ(ClassOf(475), BaiClass::kDebit);
  EXPECT_EQ(ClassOf(722), BaiClass::kNone);
}

TEST(TypeCodes, MethodsAndCheckNumbers) {
  EXPECT_EQ(MethodOf(142), BaiMethod::kAch);
  EXPECT_EQ(MethodOf(195), BaiMethod::kWire);
  EXPECT_EQ(MethodOf(116), BaiMethod::kCheck);
  EXPECT_EQ(MethodOf(147), BaiMethod::kCard);
  EXPECT_EQ(MethodOf(156), BaiMethod::kDirectDebit);
  EXPECT_EQ(MethodOf(354), BaiMethod::kOther);
  EXPECT_TRUE(QuotesCheckNumber(116));
  EXPECT_FALSE(QuotesCheckNumber(175));
}

TEST(TypeCodes, FamiliesKnowParentAndItem) {
  ASSERT_NE(FamilyOf(116), nullptr);
  EXPECT_EQ(FamilyOf(116), FamilyOf(115));
  EXPECT_TRUE(FamilyOf(116)->certain);
  EXPECT_FALSE(FamilyOf(173)->certain);
  EXPECT_EQ(FamilyOf(195), nullptr);
}

}  // namespace
}  // namespace cashmatch::bai2
