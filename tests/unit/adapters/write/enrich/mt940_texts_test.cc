// SPDX-License-Identifier: Apache-2.0
// mt940_texts_test.cc - numbers in each dialect of :86:.
#include "adapters/write/enrich/mt940_texts.h"

#include <gtest/gtest.h>

#include <cctype>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace cashmatch {
namespace {

std::string File(const std::string& text) {
  return ":20:S\r\n:25:1\r\n:28C:1\r\n:60F:C260301EUR0,00\r\n"
         ":61:260302C1,00NTRFNONREF\r\n" +
         text + ":62F:C260302EUR1,00\r\n:86:END\r\n-\r\n";
}

Enriched Write(const std::string& text, std::vector<std::string> numbers) {
  const std::string bytes = File(text);
  Enrichment wanted{bytes.find(":61:"), {}};
  for (std::string& number : numbers) {
    wanted.documents.push_back({std::move(number), false});
  }
  Enriched out;
  EnrichMt940(bytes, std::vector{wanted}, &out);
  return out;
}

TEST(Mt940Texts, SubfieldsGoBehindTheText) {
  EXPECT_EQ(Write(":86:166?00GUT?20RE?32A\r\n", {"INV-1"}).bytes,
            File(":86:166?00GUT?20RE?32A?21INV-1\r\n"));
}

TEST(Mt940Texts, AFullLineIsFollowedByAnother) {
  const std::string line = "166?00GUT?20" + std::string(50, 'A');
  EXPECT_EQ(Write(":86:" + line + "\r\n", {"INV-1"}).bytes,
            File(":86:" + line + "\r\n?21 INV-1\r\n"));
}

TEST(Mt940Texts, RemittanceGetsThemBeforeWhatThePayerWrote) {
  EXPECT_EQ(Write(":86:/EREF/1/REMI/USTD//YOUR BILL/\r\n", {"A1", "A2"}).bytes,
            File(":86:/EREF/1/REMI/USTD//A1 A2 YOUR BILL/\r\n"));
  EXPECT_EQ(Write(":86:/EREF/1\r\n", {"A1"}).bytes,
            File(":86:/EREF/1\r\n/REMI/A1\r\n"));
}

TEST(Mt940Texts, WhatNoLongerFitsALineMovesOn) {
  const std::string head = "/REMI/", rest(59, 'B');
  EXPECT_EQ(Write(":86:" + head + rest + "\r\nCC\r\n", {"A1"}).bytes,
            File(":86:" + head + "A1 " + rest.substr(3) + "\r\nBBBCC\r\n"));
}

TEST(Mt940Texts, ProseGetsALine) {
  EXPECT_EQ(Write(":86:PAYMENT\r\n", {"A1", "A2"}).bytes,
            File(":86:PAYMENT\r\nA1 A2\r\n"));
  EXPECT_EQ(Write(":86:PAYMENT\r\n", {":1:"}).bytes,
            File(":86:PAYMENT\r\n :1:\r\n"));
}

TEST(Mt940Texts, BehindTheCodeAloneComesTheTextThatIsMeant) {
  const std::string code = ":86:073\r\n";
  EXPECT_EQ(Write(code + ":86:073~00X~20RE\r\n", {"A1"}).bytes,
            File(code + ":86:073~00X~20RE~21A1\r\n"));
  EXPECT_EQ(Write(code, {"A1"}).bytes, File(code + "A1\r\n"));
}

TEST(Mt940Texts, AnEntryWithoutATextGetsOne) {
  EXPECT_EQ(Write("", {"A1"}).bytes, File(":86:A1\r\n"));
}

using Why = std::vector<std::pair<std::string, std::string>>;

Why WhyNot(const Enriched& out) {
  Why why;
  for (const LeftOut& left : out.left_out) {
    why.emplace_back(left.number, left.why);
  }
  return why;
}

TEST(Mt940Texts, OnlyTheLettersOfSwiftAreWritten) {
  constexpr const char* kDialects[] = {":86:166?00GUT?20RE?32A\r\n",
                                       ":86:/REMI/USTD//BILL/\r\n",
                                       ":86:PAYMENT\r\n", ""};
  const std::string good = "aZ0/-?:().,'+ 9";
  for (const std::string text : kDialects) {
    for (int c = ' '; c < 256; ++c) {
      const std::string number = std::string("R") + static_cast<char>(c) + "1";
      const Enriched out = Write(text, {number, "A2"});
      const bool may = good.find(static_cast<char>(c)) != std::string::npos ||
                       std::isalnum(c) != 0;
      // "R?1" has the sign of subfields.
      const bool sign = c == '?' && text.find("?20") != std::string::npos;
      EXPECT_EQ(out.numbers, may && !sign ? 2U : 1U) << text << number;
      if (!may) {
        EXPECT_EQ(WhyNot(out), (Why{{number,
                                     "it has letters that MT940 may "
                                     "not have"}}));
        EXPECT_EQ(out.bytes.find(number), std::string::npos);
      }
      EXPECT_NE(out.bytes.find("A2"), std::string::npos);
    }
  }
}

TEST(Mt940Texts, WhatIsLeftOutSaysWhyAndTheRestIsWritten) {
  const Enriched out = Write(":86:166?00GUT?20RE?32A\r\n",
                             {"R?21", std::string(22, '7'), "A//B", "+49"});
  EXPECT_EQ(WhyNot(out), (Why{{"R?21", "it would be read as a tag"},
                              {std::string(22, '7'),
                               "it is longer than a line or subfield holds"}}));
  EXPECT_EQ(out.bytes, File(":86:166?00GUT?20RE?32A?21A//B +49\r\n"));
  EXPECT_EQ(WhyNot(Write(":86:/REMI/STRD/CUR/RF18539007547034/\r\n", {"A1"})),
            (Why{{"A1", "its /REMI/ holds a reference, no text"}}));
  EXPECT_EQ(WhyNot(Write(":86:/REMI/USTD//BILL/\r\n", {"A/NAME/B"})),
            (Why{{"A/NAME/B", "it would be read as a tag"}}));
}

TEST(Mt940Texts, RemittanceGetsAsManyAsFit) {
  for (const size_t count : {1U, 18U, 19U, 20U, 40U, 200U}) {
    std::vector<std::string> numbers;
    for (size_t i = 0; i < count; ++i) {
      numbers.push_back("INVOICE-2026-" + std::to_string(10000 + i));
    }
    const Enriched out = Write(":86:/REMI/USTD//BILL/\r\n", numbers);
    // 390 letters less "/REMI/USTD//" and "BILL/", at 19 each with the blank.
    EXPECT_EQ(out.numbers, std::min<size_t>(count, 19)) << count;
    EXPECT_EQ(out.left_out.size(), count - out.numbers);
    for (const LeftOut& left : out.left_out) {
      EXPECT_EQ(left.why, "the text has no room for it");
    }
  }
}

TEST(Mt940Texts, LinesOfNumbersAreNeitherFullNorTooLong) {
  for (const char* text :
       {":86:PAYMENT\r\n", ":86:/EREF/1\r\n", ":86:NAAM: A\r\n", ""}) {
    for (size_t letters = 1; letters < 70; ++letters) {
      const std::string number(letters, '8');
      const Enriched out = Write(text, std::vector(50, number));
      EXPECT_EQ(out.numbers + out.left_out.size(), 50U);
      const size_t begin = out.bytes.find(":86:") + 4;
      std::istringstream lines(out.bytes.substr(begin));
      size_t count = 0;
      for (std::string line; std::getline(lines, line); ++count) {
        if (line.starts_with(":62F:")) break;
        EXPECT_LT(line.size() - 1, 65U) << line;
      }
      EXPECT_LE(count, 6U);
    }
  }
}

TEST(Mt940Texts, NoLineBeginsLikeATag) {
  const std::string longer(60, '8');
  EXPECT_EQ(Write(":86:PAYMENT\r\n", {longer, "-1", ":2"}).bytes,
            File(":86:PAYMENT\r\n" + longer + " -1\r\n :2\r\n"));
}

TEST(Mt940Texts, OfLabelsTheLastOneDoesNotTakeTheNumbers) {
  const auto line = [](const std::string& text) {
    const std::string bytes = Write(":86:" + text + "\r\n", {"A1"}).bytes;
    const size_t end = bytes.find(text) + text.size() + 2;
    return bytes.substr(end, bytes.find(":62F:") - 2 - end);
  };
  EXPECT_EQ(line("BETALING NAAM: Alpha GmbH"), "OMSCHRIJVING: A1");
  EXPECT_EQ(line("BETALING\r\nNAAM: Alpha GmbH"), "OMSCHRIJVING: A1");
  EXPECT_EQ(line("NAAM: Alpha OMSCHRIJVING: Bill"), "A1");
  EXPECT_EQ(line("TYT.: Fa 7 OD: ACME"), "TYT.: A1");
  EXPECT_EQ(line("AUFTRAGGEBER: ACME AG"), "MITTEILUNGEN: A1");
  EXPECT_EQ(line("REK: NL00BANK0123456789"), "REMIT: A1");
  EXPECT_EQ(line("EREF+X1 KREF+77"), "SVWZ+A1");
  EXPECT_EQ(line("EREF+X1 SVWZ+Bill"), "A1");
}

TEST(Mt940Texts, SixLinesAreFull) {
  const std::string text = ":86:1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n";
  const Enriched out = Write(text, {"A1"});
  EXPECT_EQ(out.bytes, File(text));
  ASSERT_EQ(out.left_out.size(), 1U);
  EXPECT_EQ(out.numbers, 0U);
}

}  // namespace
}  // namespace cashmatch
