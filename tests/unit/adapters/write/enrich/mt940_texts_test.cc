// SPDX-License-Identifier: Apache-2.0
// mt940_texts_test.cc - numbers in each dialect of :86:.
#include "adapters/write/enrich/mt940_texts.h"

#include <gtest/gtest.h>

#include <string>
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

TEST(Mt940Texts, AnEntryWithoutATextGetsOne) {
  EXPECT_EQ(Write("", {"A1"}).bytes, File(":86:A1\r\n"));
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
