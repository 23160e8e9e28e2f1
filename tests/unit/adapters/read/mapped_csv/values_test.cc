// SPDX-License-Identifier: Apache-2.0
// values_test.cc - amounts and days of other countries.
#include "adapters/read/mapped_csv/values.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

std::string Plain(std::string_view text, char decimal, std::string thousands) {
  CsvMapping mapping;
  mapping.decimal = decimal;
  mapping.thousands = std::move(thousands);
  return PlainDecimal(text, mapping).value_or("none");
}

TEST(PlainDecimalTest, ReadsMarksAndSigns) {
  EXPECT_EQ(Plain("1.234.567,89", ',', "."), "1234567.89");
  EXPECT_EQ(Plain("1'234.50", '.', "'"), "1234.50");
  EXPECT_EQ(Plain("1 234,50-", ',', " "), "-1234.50");
  EXPECT_EQ(Plain("(1,234.50)", '.', ","), "-1234.50");
  EXPECT_EQ(Plain("12,34,567.00", '.', ","), "1234567.00");
  EXPECT_EQ(Plain("+5", '.', ""), "5");
  EXPECT_EQ(Plain("\xE2\x88\x92"
                  "5",
                  '.', ""),
            "-5");
  EXPECT_EQ(Plain("119,", ',', ""), "119");
  EXPECT_EQ(Plain(",50", ',', ""), "0.50");
}

TEST(PlainDecimalTest, BlanksAndApostrophesHaveSeveralSpellings) {
  for (const char* const blank :
       {" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"}) {
    const std::string text =
        "1" + std::string(blank) + "234" + blank + "567,50";
    EXPECT_EQ(Plain(text, ',', " "), "1234567.50") << text;
    EXPECT_EQ(Plain(text, ',', "."), "none") << text;
    EXPECT_EQ(Plain("1" + std::string(blank) + "23,50", ',', " "), "none");
  }
  EXPECT_EQ(Plain("1\xE2\x80\x99"
                  "234.50",
                  '.', "'"),
            "1234.50");
  EXPECT_EQ(Plain("1\xE2\x80\x98"
                  "234.50",
                  '.', "'"),
            "none");
}

TEST(PlainDecimalTest, ACommaThatIsNoGroupIsNoAmount) {
  for (const char* const text :
       {"1,00", "1,0000", "1,,000", ",100", "1,000,", "1,23.00", "10000,000"}) {
    EXPECT_EQ(Plain(text, '.', ","), "none") << text;
  }
  for (const char* const text : {"", "-", "--1", "-1-", "1e5", "0x1", "1.0.0",
                                 "1 0", "\xD9\xA1", ".", "1,00"}) {
    EXPECT_EQ(Plain(text, '.', ""), "none") << text;
  }
  EXPECT_EQ(Plain(std::string(41, '1'), '.', ""), "none");
}

TEST(ReadDayByTest, ReadsByTheLettersOfTheFormat) {
  const auto day = [](std::string_view format, std::string_view text) {
    const std::optional<Day> read = ReadDayBy(format, text);
    return read ? FormatDay(*read) : std::string("none");
  };
  EXPECT_EQ(day("DD.MM.YYYY", "03.02.2026"), "2026-02-03");
  EXPECT_EQ(day("M/D/YY", "2/3/26"), "2026-02-03");
  EXPECT_EQ(day("M/D/YY", "12/31/99"), "1999-12-31");
  EXPECT_EQ(day("DD-MMM-YYYY", "03-feb-2026"), "2026-02-03");
  EXPECT_EQ(day("YYYYMMDD", "20260203"), "2026-02-03");
  EXPECT_EQ(day("YYYY-MM-DD*", "2026-02-03T10:00:00Z"), "2026-02-03");
  EXPECT_EQ(day("YYYY-MM-DD", "2026-02-03T10:00:00Z"), "none");
  EXPECT_EQ(day("DD.MM.YYYY", "30.02.2026"), "none");
  EXPECT_EQ(day("DD.MM.YYYY", "3.2.2026"), "none");
  EXPECT_EQ(day("DD-MMM-YYYY", "03-xyz-2026"), "none");
}

TEST(IsDateFormatTest, WantsEachPartOnce) {
  EXPECT_TRUE(IsDateFormat("YYYY-MM-DD"));
  EXPECT_TRUE(IsDateFormat("D MMM YY*"));
  for (const char* const format :
       {"", "YYYY-MM", "YYY-MM-DD", "DD.DD.YYYY", "YYYY-MM-DD-YY", "Y-M-D",
        "*YYYY-MM-DD", "MMMM D YYYY"}) {
    EXPECT_FALSE(IsDateFormat(format)) << format;
  }
}

}  // namespace
}  // namespace cashmatch
