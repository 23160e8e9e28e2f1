// SPDX-License-Identifier: Apache-2.0
// row_test.cc - quoting, defusing and numbers of result rows.
#include "adapters/write/row.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/receipt.h"

namespace cashmatch {
namespace {

const Currency kEuro = *ParseCurrency("EUR");

std::string CsvText(std::string_view text) {
  const TableLayout layout(TableFormat::kCsv, {"a"});
  std::string out;
  RowAppender(layout, &out).Text(text).End();
  return out;
}

std::string CsvKey(std::string_view text) {
  const TableLayout layout(TableFormat::kCsv, {"a"});
  std::string out;
  RowAppender(layout, &out).Key(text).End();
  return out;
}

TEST(Row, CsvHasAHeaderAndNdjsonHasNone) {
  EXPECT_EQ(TableLayout(TableFormat::kCsv, {"a", "b"}).header(), "a,b\n");
  EXPECT_EQ(TableLayout(TableFormat::kNdjson, {"a", "b"}).header(), "");
}

TEST(Row, SameCellsInBothFormats) {
  for (const auto& [format, expected] :
       {std::pair{TableFormat::kCsv, "K,-12.05,2026-03-02,7,0.999,…0123\n"},
        std::pair{TableFormat::kNdjson,
                  "{\"k\":\"K\",\"m\":\"-12.05\",\"d\":\"2026-03-02\","
                  "\"n\":7,\"p\":0.999,\"a\":\"…0123\"}\n"}}) {
    const TableLayout layout(format, {"k", "m", "d", "n", "p", "a"});
    std::string out;
    RowAppender(layout, &out)
        .Key("K")
        .Money(-1205, kEuro)
        .Date(*ParseIsoDay("2026-03-02"))
        .Number(7)
        .Probability(999'000)
        .Account("9876540123")
        .End();
    EXPECT_EQ(out, expected);
  }
}

TEST(Row, AbsentValuesAreEmptyOrNull) {
  for (const auto& [format, expected] :
       {std::pair{TableFormat::kCsv, ",,,\n"},
        std::pair{TableFormat::kNdjson,
                  "{\"k\":null,\"m\":null,\"d\":null,\"a\":null}\n"}}) {
    const TableLayout layout(format, {"k", "m", "d", "a"});
    std::string out;
    RowAppender(layout, &out)
        .Key("")
        .MoneyIfStated(kNotStated, kEuro)
        .Date(kNoDay)
        .Account("")
        .End();
    EXPECT_EQ(out, expected);
  }
}

TEST(Row, CsvQuotesWhatRfc4180Asks) {
  EXPECT_EQ(CsvKey("plain text"), "plain text\n");
  EXPECT_EQ(CsvKey("a,b"), "\"a,b\"\n");
  EXPECT_EQ(CsvKey("say \"hi\""), "\"say \"\"hi\"\"\"\n");
  EXPECT_EQ(CsvKey("two\nlines"), "\"two\nlines\"\n");
  EXPECT_EQ(CsvKey("cr\rhere"), "\"cr\rhere\"\n");
}

TEST(Row, TextsThatASpreadsheetWouldRunAreDefused) {
  EXPECT_EQ(CsvText("=1+1"), "'=1+1\n");
  EXPECT_EQ(CsvText("+49"), "'+49\n");
  EXPECT_EQ(CsvText("-1"), "'-1\n");
  EXPECT_EQ(CsvText("@SUM(A1)"), "'@SUM(A1)\n");
  EXPECT_EQ(CsvText("\tx"), "'\tx\n");
  EXPECT_EQ(CsvText("\rx"), "\"'\rx\"\n");
  EXPECT_EQ(CsvText("=HYPERLINK(\"a\",\"b\")"),
            "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"\n");
  EXPECT_EQ(CsvText("a=1"), "a=1\n");
}

TEST(Row, KeysAndNdjsonAreNeverAltered) {
  EXPECT_EQ(CsvKey("=1+1"), "=1+1\n");
  EXPECT_EQ(CsvKey("-0815"), "-0815\n");
  const TableLayout layout(TableFormat::kNdjson, {"a"});
  std::string out;
  RowAppender(layout, &out).Text("=1+1").End();
  EXPECT_EQ(out, "{\"a\":\"=1+1\"}\n");
}

TEST(Row, JsonEscapesControlsQuotesAndBackslashes) {
  std::string out;
  AppendJsonString(
      "a\"b\\c\nd\te\x01"
      "f\x7F"
      "ü",
      &out);
  EXPECT_EQ(out, "\"a\\\"b\\\\c\\nd\\te\\u0001f\\u007fü\"");
}

// A text of `size` letters with `special` at one place; none for 0.
std::string TextWith(char special, size_t place, size_t size) {
  std::string text =
      std::string("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN").substr(0, size);
  if (special != 0) text[place] = special;
  return text;
}

TEST(Row, AKeyInPartsIsTheSameAsInOne) {
  const std::vector<std::string> parts = {
      "",  "a", "b,", "\"c\"", "plain text", "a text of more than sixteen",
      "\n"};
  for (const TableFormat format : {TableFormat::kCsv, TableFormat::kNdjson}) {
    const TableLayout layout(format, {"a"});
    for (const std::string_view first : parts) {
      for (const std::string_view second : parts) {
        std::string once, in_parts;
        RowAppender(layout, &once)
            .Key(std::string(first) + std::string(second))
            .End();
        const std::array<std::string_view, 2> both = {first, second};
        RowAppender(layout, &in_parts).Key(both).End();
        EXPECT_EQ(in_parts, once);
      }
    }
  }
}

TEST(Row, OneByteAtAnyPlaceOfAShortTextIsSeen) {
  const TableLayout csv(TableFormat::kCsv, {"a", "b"});
  const TableLayout json(TableFormat::kNdjson, {"a"});
  for (size_t size = 1; size <= 40; ++size) {
    for (size_t place = 0; place < size; ++place) {
      for (const char special : {'\0', ',', '\n', '\r', '\\', ' ', '\x80'}) {
        const std::string text = TextWith(special, place, size);
        std::string out;
        RowAppender(csv, &out).Key(text).Key("end").End();
        const bool quoted =
            special == ',' || special == '\n' || special == '\r';
        EXPECT_EQ(out, (quoted ? "\"" + text + "\"" : text) + ",end\n");
        out.clear();
        RowAppender(json, &out).Key(text).End();
        std::string expected = text;
        if (special == '\\') expected.insert(place, "\\");
        if (special == '\n') expected.replace(place, 1, "\\n");
        if (special == '\r') expected.replace(place, 1, "\\r");
        EXPECT_EQ(out, "{\"a\":\"" + expected + "\"}\n");
      }
    }
  }
}

TEST(Row, ACellMayBeAnyNumberOfTimesLargerThanTheRowBefore) {
  const TableLayout layout(TableFormat::kNdjson, {"a", "b"});
  std::string out;
  RowAppender row(layout, &out);
  std::string expected;
  for (const size_t size : {1, 5'000, 3, 400'000}) {
    row.Key(std::string(size, 'x')).Key(std::string(size, '\x01')).End();
    expected += "{\"a\":\"" + std::string(size, 'x') + "\",\"b\":\"";
    for (size_t i = 0; i < size; ++i) expected += "\\u0001";
    expected += "\"}\n";
  }
  EXPECT_EQ(out, expected);
}

TEST(Row, MillionthsAreShort) {
  for (const auto& [value, expected] :
       {std::pair{0, "0"}, std::pair{1'000'000, "1"},
        std::pair{999'000, "0.999"}, std::pair{1, "0.000001"},
        std::pair{500'000, "0.5"}}) {
    std::string out;
    AppendMillionths(value, &out);
    EXPECT_EQ(out, expected);
  }
}

TEST(Row, MoneyHasTheDigitsOfItsCurrency) {
  const TableLayout layout(TableFormat::kCsv, {"a", "b"});
  std::string out;
  RowAppender(layout, &out)
      .Money(1205, *ParseCurrency("JPY"))
      .Money(1205, *ParseCurrency("KWD"))
      .End();
  EXPECT_EQ(out, "1205,1.205\n");
}

TEST(RowDeathTest, ARowMustHaveAllItsCells) {
  const TableLayout layout(TableFormat::kCsv, {"a", "b"});
  std::string out;
  RowAppender row(layout, &out);
  row.Key("only one");
  EXPECT_DEATH(row.End(), "check failed");
}

}  // namespace
}  // namespace cashmatch
