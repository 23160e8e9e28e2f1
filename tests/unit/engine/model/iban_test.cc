// SPDX-License-Identifier: Apache-2.0
// iban_test.cc - country, length and check digits together.
#include "engine/model/iban.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(IsIban, ByCountryLengthAndCheckDigits) {
  for (const char* iban :
       {"DE89370400440532013000", "NL91ABNA0417164300", "NO9386011117947",
        "MT84MALT011000012345MTLCAST001S"}) {
    EXPECT_TRUE(IsIban(iban)) << iban;
  }
  for (const char* other :
       {"", "DE89", "DE88370400440532013000", "DE8937040044053201300",
        "DE893704004405320130000", "de89370400440532013000",
        "DE89 3704 0044 0532 0130 00", "NL91ABNA041716430+"}) {
    EXPECT_FALSE(IsIban(other)) << other;
  }
}

TEST(IsIban, AReferenceIsNone) {
  // Its check digits are those of an IBAN, its letters no country's.
  EXPECT_FALSE(IsIban("RF18539007547034"));
  EXPECT_FALSE(IsIban("RE20260215004711"));
}

}  // namespace
}  // namespace cashmatch
