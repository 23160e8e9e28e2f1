// SPDX-License-Identifier: Apache-2.0
// records_test.cc - lines, blocks, padding, stripped blanks.
#include "adapters/read/lockbox/records.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cashmatch::lockbox {
namespace {

std::vector<const Layout*> BuiltIn() {
  std::vector<const Layout*> layouts;
  for (const Layout& layout : BuiltInLockboxLayouts()) {
    layouts.push_back(&layout);
  }
  return layouts;
}

std::vector<Record> Records(std::string_view bytes) {
  const std::optional<Framing> framing = FramingOf(bytes, BuiltIn());
  if (!framing) return {};
  RecordReader reader(bytes, *framing);
  std::vector<Record> records;
  Record record;
  while (reader.Next(&record)) records.push_back(record);
  return records;
}

std::string Padded(std::string text, size_t width) {
  text.resize(width, ' ');
  return text;
}

TEST(RecordReader, TakesEveryLineBreak) {
  for (const char* text : {"101A\n5001\n9000003\n", "101A\r\n5001  \r\n9000003",
                           "101A\r5001\r9000003\r"}) {
    const std::vector<Record> records = Records(text);
    ASSERT_EQ(records.size(), 3u) << text;
    EXPECT_EQ(records[1].text, "5001");
    EXPECT_EQ(records[1].line, 2u);
    EXPECT_EQ(records[2].text, "9000003");
  }
}

TEST(RecordReader, GivesThePlaceBehindBlankLinesAndAByteOrderMark) {
  const std::string bytes =
      "\xEF\xBB\xBF"
      "101A\n\n  \n5001\n";
  const std::vector<Record> records = Records(bytes);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].offset, 3u);
  EXPECT_EQ(records[1].line, 4u);
  EXPECT_EQ(records[1].offset, bytes.find("5001"));
}

TEST(RecordReader, SkipsPaddingAndTheEndMark) {
  const std::string nines(80, '9');
  const std::string bytes = "101A\n9000003\n" + nines + "\n" + nines + "\n\x1A";
  const std::vector<Record> records = Records(bytes);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[1].text, "9000003");
}

TEST(RecordReader, SplitsBlocksWithoutLineBreaks) {
  std::string bytes = Padded("101A", 80) + Padded("2B", 80);
  bytes += Padded("5001", 80) + "9000004";
  const std::vector<Record> records = Records(bytes);
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[2].text, "5001");
  EXPECT_EQ(records[2].line, 3u);
  EXPECT_EQ(records[2].offset, 160u);
  EXPECT_EQ(records[3].text, "9000004");
}

TEST(RecordReader, BelievesTheLengthThatRecordTwoAnnounces) {
  const std::string second = Padded("2B", 34) + "1040";
  const std::string bytes = Padded("101A", 104) + Padded(second, 104) +
                            Padded("5001", 104) + Padded("9000004", 104);
  const std::vector<Record> records = Records(bytes);
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[3].text, "9000004");
}

TEST(FramingOf, RefusesBlocksOfNoKnownLength) {
  EXPECT_FALSE(FramingOf(std::string(1000, 'x'), BuiltIn()));
  EXPECT_FALSE(
      FramingOf(Padded("101A", 77) + Padded("2B", 77) + "5001", BuiltIn()));
}

TEST(Field, EndsWithTheRecord) {
  const std::string_view record = "6001  00123";
  EXPECT_EQ(Field(record, {5, 8}), "00");
  EXPECT_EQ(Slice(record, {5, 8}), "  00");
  EXPECT_EQ(Slice(record, {9, 14}), "123");
  EXPECT_EQ(Slice(record, {12, 14}), "");
  EXPECT_EQ(Slice(record, {}), "");
}

}  // namespace
}  // namespace cashmatch::lockbox
