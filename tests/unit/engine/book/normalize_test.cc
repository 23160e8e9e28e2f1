// SPDX-License-Identifier: Apache-2.0
// normalize_test.cc - document numbers and names brought to one spelling.
#include "engine/book/normalize.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(NormalForm, MakesOneOfTheWaysToWriteANumber) {
  for (const char* text :
       {"INV-001001", "inv 1001", "#1001", "1001", "Inv.1001", "INVOICE 001001",
        "RE-1001", "0001001"}) {
    EXPECT_EQ(NormalForm(text), "1001") << text;
  }
}

TEST(NormalForm, KeepsWhatIsNoPrefix) {
  EXPECT_EQ(NormalForm("RF18539007547034"), "RF18539007547034");
  EXPECT_EQ(NormalForm("CM-88"), "CM88");
  EXPECT_EQ(NormalForm("INVX7"), "INVX7");  // the prefix must meet a digit
}

TEST(NormalForm, NeverComesOutEmptyForANumber) {
  EXPECT_EQ(NormalForm("000"), "000");
  EXPECT_EQ(NormalForm("INV-0"), "INV0");
  EXPECT_EQ(NormalForm("--"), "");
}

TEST(AccountForm, IgnoresCaseSeparatorsAndLeadingZeros) {
  EXPECT_EQ(AccountForm("021000021/00778899"), AccountForm("21000021/778899"));
  EXPECT_EQ(AccountForm("de89 3704-0044 0532 0130 00"),
            AccountForm("DE89370400440532013000"));
  EXPECT_NE(AccountForm("1/23"), AccountForm("12/3"));
}

TEST(AccountForm, OfZerosIsNone) {
  EXPECT_EQ(AccountForm("000000000/000"), "");
  EXPECT_EQ(AccountForm("0"), "");
  EXPECT_EQ(AccountForm(""), "");
}

TEST(NameForm, IgnoresPunctuationAndCase) {
  EXPECT_EQ(NameForm(" Acme,  Inc. "), "ACME INC");
  EXPECT_EQ(NameForm("ACME INC"), "ACME INC");
  EXPECT_NE(NameForm("AC ME"), NameForm("ACME"));
  EXPECT_EQ(NameForm("Müller"), "MüLLER");  // folding is not for this form
}

TEST(KnownPrefix, NeedsADigitBehindIt) {
  EXPECT_EQ(KnownPrefix("INV1"), 3u);
  EXPECT_EQ(KnownPrefix("INVOICE77"), 7u);
  EXPECT_EQ(KnownPrefix("INV"), 0u);
  EXPECT_EQ(KnownPrefix("1INV2"), 0u);
}

}  // namespace
}  // namespace cashmatch
