// SPDX-License-Identifier: Apache-2.0
// creditor_reference_test.cc - each scheme by a reference one can recompute.
#include "engine/model/creditor_reference.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

using Kind = CreditorReferenceKind;

TEST(CreditorReference, RfProvesItselfByMod97) {
  EXPECT_TRUE(IsValid(Kind::kRf, "RF18539007547034"));
  EXPECT_TRUE(IsValid(Kind::kRf, "rf18 5390 0754 7034"));
  EXPECT_FALSE(IsValid(Kind::kRf, "RF18539007547043"));  // transposed
  EXPECT_FALSE(IsValid(Kind::kRf, "RF18"));              // no body
  EXPECT_FALSE(IsValid(Kind::kRf, "RF18-539007547034"));
  EXPECT_FALSE(IsValid(Kind::kRf, "RF180000000000539007547034"));  // 26 long
}

TEST(CreditorReference, QrrHasTwentySevenDigitsAndIsNotZero) {
  EXPECT_TRUE(IsValid(Kind::kQrr, "21 00000 00003 13947 14300 09017"));
  EXPECT_FALSE(IsValid(Kind::kQrr, "210000000003139471430009018"));
  EXPECT_FALSE(IsValid(Kind::kQrr, "000000000000000000000000000"));
  EXPECT_FALSE(IsValid(Kind::kQrr, "0210000000003139471430009017"));
}

TEST(CreditorReference, KidTakesLuhnAndMod11) {
  EXPECT_TRUE(IsValid(Kind::kKid, "2345676"));    // Luhn
  EXPECT_TRUE(IsValid(Kind::kKid, "123456785"));  // mod 11
  // 6 x 2 = 12, 11 - 1 = 10: the check character is a minus.
  EXPECT_TRUE(IsValid(Kind::kKid, "6-"));
  EXPECT_FALSE(IsValid(Kind::kKid, "5-"));
  EXPECT_FALSE(IsValid(Kind::kKid, "2345677"));
  EXPECT_FALSE(IsValid(Kind::kKid, "-2345676"));
  EXPECT_FALSE(IsValid(Kind::kKid, "2"));
}

TEST(CreditorReference, FinnishNumberIgnoresLeadingZeros) {
  EXPECT_TRUE(IsValid(Kind::kFi, "1234561"));
  EXPECT_TRUE(IsValid(Kind::kFi, "0000000000000000001234561"));
  EXPECT_TRUE(IsValid(Kind::kFi, "12 34561"));
  EXPECT_FALSE(IsValid(Kind::kFi, "1234562"));
  EXPECT_FALSE(IsValid(Kind::kFi, "0013"));  // three digits are too few
}

TEST(CreditorReference, BelgianRestOfZeroIsWritten97) {
  EXPECT_TRUE(IsValid(Kind::kOgm, "+++090/9337/55493+++"));
  EXPECT_TRUE(IsValid(Kind::kOgm, "***090/9337/55493***"));
  EXPECT_TRUE(IsValid(Kind::kOgm, "+++000/0000/09797+++"));
  EXPECT_FALSE(IsValid(Kind::kOgm, "+++000/0000/09700+++"));
}

TEST(CreditorReference, SwedishNumberEndsInLuhn) {
  EXPECT_TRUE(IsValid(Kind::kOcr, "91447524"));
  EXPECT_FALSE(IsValid(Kind::kOcr, "91447525"));
  EXPECT_FALSE(IsValid(Kind::kOcr, "6-"));
}

TEST(CreditorReference, KindOfPrefersTheMoreSpecific) {
  EXPECT_EQ(KindOf("RF18539007547034"), Kind::kRf);
  // Also a Finnish number once its zeros are gone.
  EXPECT_TRUE(IsValid(Kind::kFi, "000000000002016030001581632"));
  EXPECT_EQ(KindOf("000000000002016030001581632"), Kind::kQrr);
  EXPECT_EQ(KindOf("+++090/9337/55493+++"), Kind::kOgm);
  EXPECT_EQ(KindOf("1234561"), Kind::kFi);
  EXPECT_EQ(KindOf("3331576"), Kind::kOcr);  // 7 digits, length digit 7
  EXPECT_TRUE(IsValid(Kind::kOcr, "91447524"));
  EXPECT_EQ(KindOf("91447524"), Kind::kKid);  // no length digit
  EXPECT_EQ(KindOf("INV-1001"), Kind::kNone);
  EXPECT_EQ(KindOf(""), Kind::kNone);
  EXPECT_EQ(KindOf(std::string(100'000, '0')), Kind::kNone);
}

TEST(CreditorReference, NormalFormJoinsLongAndShortForms) {
  EXPECT_EQ(NormalizeCreditorReference("rf18 5390.0754 7034"),
            "RF18539007547034");
  EXPECT_EQ(NormalizeCreditorReference("+++090/9337/55493+++"), "090933755493");
  EXPECT_EQ(NormalizeCreditorReference("00 00000 00002 01511 00029 13192"),
            "2015110002913192");
  EXPECT_EQ(NormalizeCreditorReference("2015110002913192"), "2015110002913192");
  EXPECT_EQ(NormalizeCreditorReference("0001234561"), "1234561");
  // Zeros of a number that is neither FI nor Swiss belong to it.
  EXPECT_EQ(NormalizeCreditorReference("0012345"), "0012345");
  EXPECT_EQ(NormalizeCreditorReference("0000"), "0000");
}

TEST(CreditorReference, NamesAreThoseOfTheSummary) {
  EXPECT_EQ(NameOf(Kind::kRf), "RF");
  EXPECT_EQ(NameOf(Kind::kQrr), "QRR");
  EXPECT_EQ(NameOf(Kind::kKid), "KID");
  EXPECT_EQ(NameOf(Kind::kFi), "FI");
  EXPECT_EQ(NameOf(Kind::kOgm), "OGM");
  EXPECT_EQ(NameOf(Kind::kOcr), "OCR");
  EXPECT_EQ(NameOf(Kind::kNone), "");
}

}  // namespace
}  // namespace cashmatch
