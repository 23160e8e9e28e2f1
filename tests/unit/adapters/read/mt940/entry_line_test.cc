// SPDX-License-Identifier: Apache-2.0
// entry_line_test.cc - the :61: of many banks.
#include "adapters/read/mt940/entry_line.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cashmatch::mt940 {
namespace {

EntryLine Read(std::string_view first) {
  Field field;
  field.tag = Tag::kEntry;
  field.lines = {first};
  return ReadEntryLine(field);
}

/// "value entry mark funds amount type|customer|bank".
std::string Parts(std::string_view first) {
  const EntryLine entry = Read(first);
  const char* const marks[] = {"?", "C", "D", "RC", "RD", "EC", "ED"};
  std::string out = FormatDay(entry.value.day) + " ";
  out += FormatDay(entry.entry.day) + " ";
  out += marks[static_cast<int>(entry.mark)];
  if (entry.funds != 0) out += std::string(" ") + entry.funds;
  return out + " " + std::string(entry.amount) + " " + std::string(entry.type) +
         "|" + std::string(entry.customer_reference) + "|" +
         std::string(entry.bank_reference);
}

TEST(EntryLine, AllItsParts) {
  EXPECT_EQ(Parts("2603140315CR1190,00NTRFNONREF//BR1"),
            "2026-03-14 2026-03-15 C R 1190,00 NTRF|NONREF|BR1");
}

TEST(EntryLine, TheEntryDateMayBeMissingOrBlank) {
  EXPECT_EQ(Parts("260314D5,NMSCX"), "2026-03-14  D 5, NMSC|X|");
  EXPECT_EQ(Parts("260314    DD212,39NMSCNONREF//"),
            "2026-03-14  D D 212,39 NMSC|NONREF|");
}

TEST(EntryLine, TheEntryDateMayBeOfTheYearBefore) {
  EXPECT_EQ(Parts("2601021231C1,NTRFX"), "2026-01-02 2025-12-31 C 1, NTRF|X|");
}

TEST(EntryLine, MarksOfReversalsAndFundsCodes) {
  EXPECT_EQ(Parts("260314RC1,NTRFX"), "2026-03-14  RC 1, NTRF|X|");
  EXPECT_EQ(Parts("260314RCR1,NTRFX"), "2026-03-14  RC R 1, NTRF|X|");
  EXPECT_EQ(Parts("260314RDR1,NTRFX"), "2026-03-14  RD R 1, NTRF|X|");
  EXPECT_EQ(Parts("260314CR1,NTRFX"), "2026-03-14  C R 1, NTRF|X|");
  EXPECT_EQ(Parts("260314EC1,NTRFX"), "2026-03-14  EC 1, NTRF|X|");
  EXPECT_EQ(Parts("260314ED1,NTRFX"), "2026-03-14  ED 1, NTRF|X|");
}

TEST(EntryLine, SidesOfTheMarks) {
  for (const Mark mark :
       {Mark::kCredit, Mark::kReverseDebit, Mark::kExpectedCredit}) {
    EXPECT_TRUE(IsCreditSide(mark));
  }
  for (const Mark mark :
       {Mark::kDebit, Mark::kReverseCredit, Mark::kExpectedDebit}) {
    EXPECT_FALSE(IsCreditSide(mark));
  }
}

TEST(EntryLine, TypesAndReferencesAsBanksWriteThem) {
  EXPECT_EQ(Parts("260314D2402,00S   X"), "2026-03-14  D 2402,00 S|X|");
  EXPECT_EQ(Parts("260314CR 50,00NTRFX"), "2026-03-14  C R 50,00 NTRF|X|");
  EXPECT_EQ(Parts("260314C50,00 NTRFNONREF//B"),
            "2026-03-14  C 50,00 NTRF|NONREF|B");
  EXPECT_EQ(Parts("260314C500NTRF29-07 10:05//B"),
            "2026-03-14  C 500 NTRF|29-07 10:05|B");
  EXPECT_EQ(Parts("260314C119,NMSC341/1XX//O/341"),
            "2026-03-14  C 119, NMSC|341/1XX|O/341");
  EXPECT_EQ(Parts("260314C1,TIDXTEST//R"), "2026-03-14  C 1, |TIDXTEST|R");
  EXPECT_EQ(Parts("260314C1,"), "2026-03-14  C 1, ||");
}

TEST(EntryLine, WhatCannotBeReadStaysEmpty) {
  EXPECT_EQ(Parts("3454543545CY1234,NTRFX"), "  C Y 1234, NTRF|X|");
  EXPECT_EQ(Read("2603X4C1,").mark, Mark::kNone);
  EXPECT_EQ(Read("260314X1,NTRF").mark, Mark::kNone);
  EXPECT_EQ(Read("260314R1,NTRF").mark, Mark::kNone);
  EXPECT_EQ(Read("260314CNTRF").amount, "");
  EXPECT_EQ(Read("").value.day, kNoDay);
}

TEST(EntryLine, SupplementaryDetailsStandBelow) {
  const std::string text = "260314C1,NTRFX\n/OCMT/EUR2,/\nmore \n";
  Field field;
  const std::string_view all = text;
  field.lines = {all.substr(0, 14), all.substr(15, 12), all.substr(28, 5)};
  EXPECT_EQ(ReadEntryLine(field).supplementary, "/OCMT/EUR2,/\nmore");
}

}  // namespace
}  // namespace cashmatch::mt940
