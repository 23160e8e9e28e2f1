// SPDX-License-Identifier: Apache-2.0
// words_test.cc - dates, amounts and what a word says of the next one.
#include "engine/identify/words.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(Words, ADateHasThreePartsOfDigitsInAnyOrder) {
  for (const char* const word : {"2026-03-02", "02.03.2026", "3/2/26",
                                 "03/02/2026", "2026/3/2", "2.3.26"}) {
    EXPECT_TRUE(LooksLikeDate(word)) << word;
  }
}

TEST(Words, NumbersWithSeparatorsAreNoDates) {
  for (const char* const word :
       {"", "20260302", "2026-03", "2026-03/02", "2026-003-02", "12345-1-2",
        "R-03-02", "2026--02", "1-2-3-4", "100.200.2026"}) {
    EXPECT_FALSE(LooksLikeDate(word)) << word;
  }
}

TEST(Words, AnAmountEndsInTwoDecimals) {
  for (const char* const word : {"1250.00", "1,250.00", "1.250,00", "0,05"}) {
    EXPECT_TRUE(LooksLikeAmount(word)) << word;
  }
  for (const char* const word : {"", ".50", "1250", "1250.0", "1250.000",
                                 "A250.00", "12-50.00", "1250.0x"}) {
    EXPECT_FALSE(LooksLikeAmount(word)) << word;
  }
}

/// Asks for the part of a text that stands between two bars.
bool Inside(std::string_view marked) {
  const size_t begin = marked.find('|');
  const size_t end = marked.find('|', begin + 1);
  std::string text(marked.substr(0, begin));
  text += marked.substr(begin + 1, end - begin - 1);
  text += marked.substr(end + 1);
  return InDateOrAmount(text, begin, end - 1);
}

TEST(Words, EachPartOfADateOrAnAmountIsOne) {
  EXPECT_TRUE(Inside("of |2026|-03-02"));
  EXPECT_TRUE(Inside("of 2026-|03|-02"));
  EXPECT_TRUE(Inside("of 2026-03-|02|, thanks"));
  EXPECT_TRUE(Inside("USD |1|,250.00."));
  EXPECT_TRUE(Inside("USD 1,|250|.00"));
  EXPECT_TRUE(Inside("(1.250,|00|)"));
}

TEST(Words, WhatIsOnlyNearADateIsNone) {
  EXPECT_FALSE(Inside("2026-03-02 |4711201|"));
  EXPECT_FALSE(Inside("|4711201|/02/03"));
  EXPECT_FALSE(Inside("|1001|-1005"));
  EXPECT_FALSE(Inside("|1250|"));
}

TEST(Words, LettersAndOtherScriptsMakeWords) {
  EXPECT_TRUE(IsWordByte('a'));
  EXPECT_TRUE(IsWordByte('Z'));
  EXPECT_TRUE(IsWordByte('0'));
  EXPECT_TRUE(IsWordByte('\xC3'));
  for (const char c : {'@', '[', '`', '{', '-', ' ', '/'}) {
    EXPECT_FALSE(IsWordByte(c)) << c;
  }
}

TEST(Words, NoDigitsAreNotAllDigits) {
  EXPECT_TRUE(AllDigits("0042"));
  EXPECT_FALSE(AllDigits(""));
  EXPECT_FALSE(AllDigits("42A"));
}

TEST(Words, WhatAnnouncesADocumentAnnouncesAReference) {
  for (const char* const word : {"INVOICE", "RECHNUNG", "FACTURA", "CM"}) {
    EXPECT_TRUE(AnnouncesDocument(word)) << word;
    EXPECT_TRUE(Announces(word)) << word;
    EXPECT_FALSE(AnnouncesOther(word)) << word;
  }
  for (const char* const word : {"NO", "REF"}) {
    EXPECT_FALSE(AnnouncesDocument(word)) << word;
    EXPECT_TRUE(Announces(word)) << word;
  }
}

TEST(Words, OtherNumbersAreAnnouncedByOtherWords) {
  for (const char* const word : {"TEL", "PHONE", "BATCH", "TRACE", "IBAN"}) {
    EXPECT_TRUE(AnnouncesOther(word)) << word;
    EXPECT_FALSE(Announces(word)) << word;
  }
  EXPECT_FALSE(AnnouncesOther("THANKS"));
  EXPECT_FALSE(Announces("THANKS"));
}

TEST(Words, MoneyThatIsForNoItemYet) {
  for (const char* const text :
       {"payment on account", "PREPAYMENT", "Down-payment order 7",
        "advance payment", "Anzahlung", "deposit for project nine"}) {
    EXPECT_TRUE(PaysAhead(text)) << text;
  }
  for (const char* const text :
       {"REMOTE DEPOSIT", "COMMERCIAL DEPOSIT", "LOCKBOX DEPOSIT 3",
        "DEPOSIT TICKET 12", "DEPOSIT 4711", "ACCOUNT 12", "on my account",
        "invoice 7", ""}) {
    EXPECT_FALSE(PaysAhead(text)) << text;
  }
}

}  // namespace
}  // namespace cashmatch
