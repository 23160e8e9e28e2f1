// SPDX-License-Identifier: Apache-2.0
// rows_test.cc - encodings, headers and cells.
#include "adapters/read/mapped_csv/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/mapped_csv/mapped_text.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The references and texts of all rows.
struct Rows {
  std::vector<std::string> references, said;
};

Rows RowsOf(const std::string& toml, std::string_view text) {
  const CsvMapping mapping = MappingOf("kind = \"advice\"\n" + toml);
  TextArena arena;
  Rows out;
  Findings findings;
  MappedRows rows(Source{"f.csv", text}, mapping, Severity::kHeld, &arena,
                  [&](Finding finding) { findings.Add(std::move(finding)); });
  while (rows.Next()) {
    out.references.emplace_back(rows.Of(AdviceField::kReference));
  }
  out.said = Said(findings);
  return out;
}

constexpr const char* kByName = "[columns]\nreference = \"No\"\n";

TEST(MappedRowsTest, FindsColumnsByNameOrNumber) {
  EXPECT_THAT(RowsOf(kByName, "a,NO \n1, INV-1 \n").references,
              ElementsAre("INV-1"));
  EXPECT_THAT(
      RowsOf("header = false\n[columns]\nreference = 2\n", "1,INV-1\n2,INV-2\n")
          .references,
      ElementsAre("INV-1", "INV-2"));
}

TEST(MappedRowsTest, JoinsSeveralColumnsAndTranslates) {
  EXPECT_THAT(RowsOf("[columns]\nreference = [\"a\", \"b\"]\n[defaults]\n"
                     "reference = \"none\"\n[words]\nreference = "
                     "{\"x y\" = \"both\"}\n",
                     "a,b\nx,y\nx,\n,\n")
                  .references,
              ElementsAre("both", "x", "none"));
}

TEST(MappedRowsTest, TakesOtherMarks) {
  EXPECT_THAT(
      RowsOf("delimiter = \"\\t\"\nquote = \"'\"\n" + std::string(kByName),
             "a\tNo\n1\t'x\t\"y'\n")
          .references,
      ElementsAre("x\t\"y"));
  EXPECT_THAT(
      RowsOf("quote = \"\"\n" + std::string(kByName), "a,No\n1,5\" pipe\n")
          .references,
      ElementsAre("5\" pipe"));
}

TEST(MappedRowsTest, ConvertsTheEncodingItIsTold) {
  const Rows rows = RowsOf(
      "encoding = \"iso-8859-15\"\n" + std::string(kByName), "a,No\n1,\xA4\n");
  EXPECT_THAT(rows.references, ElementsAre("\xE2\x82\xAC"));
  EXPECT_THAT(rows.said, IsEmpty());
  EXPECT_THAT(RowsOf("encoding = \"utf-16le\"\n" + std::string(kByName),
                     std::string_view("N\0o\0\n\0x\0", 8))
                  .references,
              ElementsAre("x"));
  EXPECT_THAT(
      RowsOf("encoding = \"us-ascii\"\n" + std::string(kByName), "No\n\xA4\n")
          .said,
      ElementsAre(HasSubstr("CSV-ENCODING")));
}

TEST(MappedRowsTest, AByteOrderMarkContradictsAnEncodingOfBytes) {
  const std::string utf8 = "\xEF\xBB\xBFNo\nx\n";
  EXPECT_THAT(
      RowsOf("encoding = \"windows-1252\"\n" + std::string(kByName), utf8).said,
      ElementsAre("f.csv: CSV-ENCODING: found a byte order mark of "
                  "Unicode, expected the encoding 'windows-1252' of "
                  "'m.toml'; file rejected"));
  for (const char* const encoding : {"UTF-8", "utf8"}) {
    const Rows rows = RowsOf(
        "encoding = \"" + std::string(encoding) + "\"\n" + std::string(kByName),
        utf8);
    EXPECT_THAT(rows.references, ElementsAre("x"));
    EXPECT_THAT(rows.said, IsEmpty());
  }
  EXPECT_THAT(RowsOf("encoding = \"utf-16\"\n" + std::string(kByName),
                     std::string_view("\xFF\xFEN\0o\0\n\0x\0", 10))
                  .references,
              ElementsAre("x"));
}

TEST(MappedRowsTest, SaysWhereLinesEndAsNoLineDoes) {
  EXPECT_THAT(RowsOf(kByName, "No\rx\ry").said,
              ElementsAre("f.csv: CSV-COLUMNS: found lines that end with CR "
                          "alone, expected lines that end with LF or CR LF; "
                          "file rejected"));
  EXPECT_THAT(RowsOf(kByName, "No\r").said, IsEmpty());
}

TEST(MappedRowsTest, SkipsWhatIsToldAndOnlyThat) {
  const Rows rows = RowsOf(
      "skip_lines = 2\nignore_rows = [\"Total\"]\n" + std::string(kByName),
      "Bank,\"x\n\nNo,a\nINV-1,1\nTotal 1,\n");
  EXPECT_THAT(rows.references, ElementsAre("INV-1"));
  EXPECT_THAT(rows.said, IsEmpty());
}

TEST(MappedRowsTest, SaysWhatTheHeaderLacks) {
  EXPECT_THAT(RowsOf(kByName, "a,b\n1,2\n").said,
              ElementsAre("f.csv:1: CSV-COLUMNS: found no column 'No', "
                          "expected the columns that 'm.toml' names; file "
                          "rejected"));
  EXPECT_THAT(RowsOf(kByName, "No,No\n1,2\n").said,
              ElementsAre(HasSubstr("column 'No' twice")));
  EXPECT_THAT(RowsOf("[columns]\nreference = 3\n", "a,b\n1,2\n").said,
              ElementsAre(HasSubstr("found 2 columns, expected 3")));
}

TEST(MappedRowsTest, ARowOfOtherCellsIsLeftOutAndTold) {
  const Rows rows = RowsOf(kByName, "a,No\n1,x\n1\n1,y,\n1,2,3\n");
  EXPECT_THAT(rows.references, ElementsAre("x", "y"));
  EXPECT_THAT(rows.said,
              ElementsAre("f.csv:3: CSV-CELLS: found 1 cell, expected 2, as in "
                          "the header; row left out",
                          HasSubstr("f.csv:5: CSV-CELLS: found 3 cells")));
}

TEST(MappedRowsTest, AQuoteOutOfPlaceRejects) {
  EXPECT_THAT(RowsOf(kByName, "a,No\n1,x\"y\n").said,
              ElementsAre(HasSubstr("f.csv:2: CSV-QUOTE")));
  EXPECT_THAT(RowsOf(kByName, "a,No\n1,\"x\n").said,
              ElementsAre(HasSubstr("file rejected")));
}

TEST(MappedRowsTest, PlacesOfAConvertedTextAreThoseOfTheSource) {
  const CsvMapping mapping =
      MappingOf(std::string("kind = \"advice\"\n") + kByName);
  const std::string text = "No\nM\xFC\xFCller\nINV-2\n";
  TextArena arena;
  MappedRows rows(Source{"f.csv", text}, mapping, Severity::kHeld, &arena,
                  [](const Finding&) {});
  ASSERT_TRUE(rows.Next() && rows.Next());
  EXPECT_EQ(rows.place().line, 3u);
  EXPECT_EQ(rows.place().offset, text.find("INV-2"));
}

}  // namespace
}  // namespace cashmatch
