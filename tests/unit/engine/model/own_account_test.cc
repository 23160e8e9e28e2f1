// SPDX-License-Identifier: Apache-2.0
// own_account_test.cc - spellings of one account, and accounts that differ.
#include "engine/model/own_account.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(OwnAccountKey, IsOneForAllSpellingsOfAnAccount) {
  const std::string key = OwnAccountKey("DE89370400440532013000");
  for (const char* spelling :
       {"DE89 3704 0044 0532 0130 00", "de89370400440532013000",
        "DE89370400440532013000EUR", "COBADEFFXXX/DE89370400440532013000",
        "37040044/0532013000", "37040044/532013000", "370400440532013000"}) {
    EXPECT_EQ(OwnAccountKey(spelling), key) << spelling;
  }
  EXPECT_EQ(OwnAccountKey("0007700100001"), OwnAccountKey("7700-100-001"));
}

TEST(OwnAccountKey, ACurrencyIsNoPartOfAnIbanEvenIfTheCheckDigitsHold) {
  EXPECT_EQ(OwnAccountKey("DE16370400440001000327EUR"),
            OwnAccountKey("DE16370400440001000327"));
}

TEST(OwnAccountKey, KeepsAccountsApart) {
  const std::string key = OwnAccountKey("DE89370400440532013000");
  for (const char* other :
       {"532013000", "37040045/532013000", "37040044/5320130000",
        "DE88370400440532013000",  // its check digits are wrong
        "DE89370400440532013000EU1", ""}) {
    EXPECT_NE(OwnAccountKey(other), key) << other;
  }
  EXPECT_NE(OwnAccountKey("1230"), OwnAccountKey("123"));
  EXPECT_NE(OwnAccountKey("A123"), OwnAccountKey("B123"));
  EXPECT_NE(OwnAccountKey("00"), OwnAccountKey("000"));
  EXPECT_NE(OwnAccountKey("Größe1"), OwnAccountKey("Große1"));
}

TEST(OwnAccounts, JoinsWhatNoSpellingJoins) {
  OwnAccounts own;
  EXPECT_TRUE(own.empty());
  EXPECT_EQ(own.KeyOf("00-12"), OwnAccountKey("12"));
  EXPECT_EQ(own.KeysOf("12"), std::vector<std::string>{"12"});
  own.Join("GIRO-77", "DE89370400440532013000");
  own.Join("4711", "0815");
  EXPECT_EQ(own.KeyOf("giro 77"), own.KeyOf("DE89 3704 0044 0532 0130 00"));
  EXPECT_NE(own.KeyOf("4711"), own.KeyOf("GIRO-77"));
  EXPECT_EQ(own.KeyOf("9"), "9");
  // One more name makes one account of both.
  own.Join("815", "GIRO77");
  EXPECT_EQ(own.KeyOf("4711"), own.KeyOf("GIRO-77"));
  EXPECT_EQ(own.KeysOf("4711").size(), 4U);
  EXPECT_EQ(own.KeysOf("9"), std::vector<std::string>{"9"});
}

}  // namespace
}  // namespace cashmatch
