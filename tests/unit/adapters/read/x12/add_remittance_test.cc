// SPDX-License-Identifier: Apache-2.0
// add_remittance_test.cc - lines become advice, REF references, notes texts.
#include "adapters/read/x12/add_remittance.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/x12/x12_text.h"

namespace cashmatch {
namespace {

BankFile Read(const std::vector<std::string>& rest) {
  std::vector<std::string> body = {std::string(kOrder)};
  body.insert(body.end(), rest.begin(), rest.end());
  return ReadText(X12File(body));
}

TEST(AddRemittance, WhatIsKeptBackIsPositive) {
  const BankFile file =
      Read({"RMR*IV*I1**88.00*100.00*2.00", "ADX*-10.00*01*CM*C9",
            "RMR*IV*I2**12*10", "ADX*2*H1"});
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(AdviceOf(file),
            "I1 gross 100.00 discount 2.00 paid 88.00 [10.00 01 C9];"
            "I2 gross 10.00 paid 12.00 [-2.00 H1 ];");
}

TEST(AddRemittance, ADeductionThatStandsAloneIsALineOfItsOwn) {
  const BankFile file = Read({"ADX*-20.00*59*CM*DM-7", "RMR*IV*I1**120.00"});
  EXPECT_EQ(AdviceOf(file), "DM-7 paid -20.00 [20.00 59 DM-7];I1 paid 120.00;");
}

TEST(AddRemittance, LinesWithoutAmountsAreReferences) {
  const BankFile file =
      Read({"TRN*1*T1", "RMR*IV*I1", "RMR*PO*P1", "RMR*ZZ*X1", "RMR*IV*"});
  EXPECT_EQ(AdviceOf(file), "");
  EXPECT_EQ(ReferencesOf(file), "trace=T1;inv=I1;po=P1;inv=X1;");
}

TEST(AddRemittance, ReferencesOfThePaymentKeepTheirKind) {
  const BankFile file = Read({"REF*IV*I1", "REF*PO*P1", "REF*CK*000417",
                              "REF*TN*T2", "REF*IA*V7", "REF*ZZ**NOTE"});
  EXPECT_EQ(ReferencesOf(file),
            "inv=I1;po=P1;check=417;trace=T2;other=V7;other=NOTE;");
}

TEST(AddRemittance, ReferencesOfALineAreTextsAndOnlyThoseOfDocuments) {
  const BankFile file =
      Read({"RMR*IV*I1**100", "REF*PO*P1", "REF*DP*00040", "NTE*ADD*M\xC9MO"});
  const auto texts = file.receipts.Texts(file.receipts.receipts[0]);
  ASSERT_EQ(texts.size(), 2u);
  EXPECT_EQ(texts[0], "PO P1");
  EXPECT_EQ(texts[1], "M\xC3\x89MO");
}

}  // namespace
}  // namespace cashmatch
