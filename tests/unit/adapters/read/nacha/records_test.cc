// SPDX-License-Identifier: Apache-2.0
// records_test.cc - lines and blocks, short and long records.
#include "adapters/read/nacha/records.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::nacha {
namespace {

std::string Row(char type, const std::string& rest = "") {
  std::string row = std::string(1, type) + rest;
  row.resize(kColumns, ' ');
  return row;
}

/// Type, line and length of each record: "1:1:1 5:2:94!", '!' if too long.
std::string Show(std::string_view bytes) {
  RecordReader reader(bytes);
  Record record;
  std::string out;
  while (reader.Next(&record)) {
    out += (out.empty() ? "" : " ") + std::string(1, record.type()) + ":" +
           std::to_string(record.line) + ":" +
           std::to_string(record.text.size()) + (record.too_long ? "!" : "");
  }
  return out;
}

TEST(NachaRecords, EveryLineEnd) {
  for (const char* const end : {"\n", "\r\n", "\r"}) {
    EXPECT_EQ(Show(Row('1', "A") + end + Row('5', "BC") + end), "1:1:2 5:2:3")
        << end;
  }
}

TEST(NachaRecords, WithoutLineBreaksTheyAreBlocks) {
  const std::string text = Row('1', "A") + Row('5', "B") + Row('6', "C");
  EXPECT_EQ(Show(text), "1:1:2 5:2:2 6:3:2");
  EXPECT_EQ(Show(text + "\r\n"), "1:1:2 5:2:2 6:3:2");
}

TEST(NachaRecords, EmptyLinesAndTheByteOrderMarkAreSkipped) {
  EXPECT_EQ(Show("\xEF\xBB\xBF" + Row('1', "A") + "\n\n  \n" + Row('9', "B") +
                 "\n\x1A"),
            "1:1:2 9:4:2");
}

TEST(NachaRecords, OnlyBlanksMayStandBehindTheLastColumn) {
  std::string full(kColumns, 'x');
  full[0] = '6';
  EXPECT_EQ(Show(full + "     \n"), "6:1:94");
  EXPECT_EQ(Show(full + "  x  \n"), "6:1:94!");
}

TEST(NachaRecords, LettersOfSeveralBytesAreOneColumn) {
  std::string full(kColumns - 1, 'x');
  full[0] = '6';
  const std::string text = full + "\xC3\xBC\n";  // u with two dots
  RecordReader reader(text);
  Record record;
  ASSERT_TRUE(reader.Next(&record));
  EXPECT_FALSE(record.too_long);
  EXPECT_EQ(record.Raw(94, 94), "\xFC");
  EXPECT_EQ(Show(full + "\xE2\x82\xAC\n"), "6:1:94");
  EXPECT_EQ(Show(full + "\xFC\xFC\n"), "6:1:94!");
}

TEST(NachaRecords, ColumnsOfAShortRecordAreBlank) {
  const Record record{"6AB  C", 1, 0, false};
  EXPECT_EQ(record.Raw(2, 3), "AB");
  EXPECT_EQ(record.Raw(5, 9), " C");
  EXPECT_EQ(record.Field(4, 9), "C");
  EXPECT_EQ(record.Raw(7, 9), "");
  EXPECT_EQ(record.Field(80, 94), "");
}

TEST(NachaRecords, NinesAloneArePadding) {
  const std::string nines(kColumns, '9');
  EXPECT_TRUE(IsPadding({nines, 1, 0, false}));
  EXPECT_FALSE(IsPadding({"9000001", 1, 0, false}));
  EXPECT_FALSE(IsPadding({"9", 1, 0, false}));
}

}  // namespace
}  // namespace cashmatch::nacha
