// SPDX-License-Identifier: Apache-2.0
// records_test.cc - lines, slashes and continuations.
#include "adapters/read/bai2/records.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::bai2 {
namespace {

/// Writes records as "16[a|b]", a '~' before a wrapped line, '!' where a
/// record does not end with a slash.
std::string Shape(std::string_view bytes) {
  RecordReader reader(bytes);
  Record record;
  std::string out;
  while (reader.Next(&record)) {
    out += std::to_string(static_cast<int>(record.code)) + "[";
    for (const Piece& piece : record.pieces) {
      if (&piece != &record.pieces.front()) out += '|';
      if (piece.wrapped) out += '~';
      out += piece.body;
    }
    out += record.terminated ? "]" : "!]";
  }
  return out;
}

TEST(Records, ASlashEndsARecordOnlyAtTheEndOfItsLine) {
  EXPECT_EQ(Shape("16,1/2,A/B/\n"), "16[1/2,A/B]");
  EXPECT_EQ(Shape("16,a/  \t\n"), "16[a]");
  EXPECT_EQ(Shape("16,a\n"), "16[a!]");
  EXPECT_EQ(Shape("99/"), "99[]");
}

// A file of one kind of line end alone must not be searched for the other at
// every line: this one would take minutes.
TEST(Records, AFileWithoutLineFeedsIsReadInOnePass) {
  std::string text;
  constexpr size_t kLines = 200000;
  for (size_t i = 0; i < kLines; ++i)
    text += "16,165,100,0,,,TEXT OF A LINE/\r";
  RecordReader reader(text);
  Record record;
  size_t count = 0;
  while (reader.Next(&record)) ++count;
  EXPECT_EQ(count, kLines);
  EXPECT_EQ(record.line, kLines);
}

TEST(Records, ALineMayBeLongerThanWhatIsLookedAhead) {
  const std::string text(200000, 'x');
  for (const std::string end : {"\n", "\r", "\r\n"}) {
    const std::string bytes = "16,a" + text + end + "88,b" + end;
    EXPECT_EQ(Shape(bytes), "16[a" + text + "|b!]");
  }
}

TEST(Records, ARecordWithoutEndIsCut) {
  std::string text = "16,165,100,0,,,TEXT\n";
  for (size_t i = 0; i < 5000; ++i) text += "88:MORE\n";
  text += "49,100,5002/\n";
  RecordReader reader(text);
  Record record;
  ASSERT_TRUE(reader.Next(&record));
  EXPECT_EQ(record.pieces.size(), Record::kPiecesMax);
  EXPECT_EQ(record.continuations, 5000U);
  EXPECT_EQ(record.oddities.back().kind, Oddity::kEndless);
  EXPECT_EQ(record.oddities.back().line, Record::kPiecesMax + 1);
  EXPECT_LE(record.oddities.size(), Record::kPiecesMax);
  ASSERT_TRUE(reader.Next(&record));
  EXPECT_EQ(record.code, RecordCode::kAccountTrailer);
  EXPECT_TRUE(record.oddities.empty());

  text =
      "16,165,100,0,,," + std::string(2 * Record::kBytesMax, 'x') + "\n88,y/\n";
  RecordReader wide(text);
  ASSERT_TRUE(wide.Next(&record));
  EXPECT_EQ(record.bytes, Record::kBytesMax);
  EXPECT_EQ(record.pieces.size(), 1U);
  ASSERT_EQ(record.oddities.size(), 1U);
  EXPECT_EQ(record.oddities[0].kind, Oddity::kEndless);
}

TEST(Records, EveryLineEndIsKnown) {
  EXPECT_EQ(Shape("01,a/\r\n02,b/\n\n\n03,c/\r16,d/"), "1[a]2[b]3[c]16[d]");
  EXPECT_EQ(Shape("\xEF\xBB\xBF"
                  "01,a/"),
            "1[a]");
  EXPECT_EQ(Shape(std::string_view("99,a/\n\x1A\0\0", 9)), "99[a]");
}

TEST(Records, ContinuationsJoinTheRecordBeforeThem) {
  EXPECT_EQ(Shape("03,a/\n88,b/\n88,/c\n49,1/"), "3[a|b|/c!]49[1]");
  EXPECT_EQ(Shape("88,a\n01,b/"), "88[a!]1[b]");
}

TEST(Records, CountsContinuationsButNotWrappedLines) {
  RecordReader reader("16,a\nwrapped\n88,b/\n");
  Record record;
  ASSERT_TRUE(reader.Next(&record));
  EXPECT_EQ(record.continuations, 1u);
  EXPECT_EQ(record.pieces.size(), 3u);
}

TEST(Records, SplitsSeveralRecordsOnOneLine) {
  EXPECT_EQ(Shape("16,142,5,Z/   16,142,6,Z/ 49,11,3/"),
            "16[142,5,Z]16[142,6,Z]49[11,3]");
  EXPECT_EQ(Shape("01,a,b,260101/  02,a,b,1/ 03,9,,010/"),
            "1[a,b,260101]2[a,b,1]3[9,,010]");
}

TEST(Records, LeavesTextThatOnlyResemblesARecord) {
  EXPECT_EQ(Shape("16,142,5,,,,PAID 13/ 16,5 BOXES"),
            "16[142,5,,,,PAID 13/ 16,5 BOXES!]");
  EXPECT_EQ(Shape("16,142,5,,,,ON 2/ 03, MAY"), "16[142,5,,,,ON 2/ 03, MAY!]");
  EXPECT_EQ(Shape("16,142,5,,,,1/ 49,ABC"), "16[142,5,,,,1/ 49,ABC!]");
}

TEST(Records, JoinsWrappedTextButNotAnUnknownRecord) {
  EXPECT_EQ(Shape("16,a\nb/\n"), "16[a|~b]");
  EXPECT_EQ(Shape("16,a/\nmore text\n"), "16[a|~more text!]");
  EXPECT_EQ(Shape("16,a/\n17,b/\n"), "16[a]0[17,b]");
  EXPECT_EQ(Shape("49,1/\nHELLO\n"), "49[1]0[HELLO!]");
}

TEST(Records, NotesOdditiesWithTheirPlace) {
  RecordReader reader("16,a/\n88:b/ 88,c\n");
  Record record;
  ASSERT_TRUE(reader.Next(&record));
  ASSERT_EQ(record.oddities.size(), 2u);
  EXPECT_EQ(record.oddities[0].kind, Oddity::kColon);
  EXPECT_EQ(record.oddities[0].line, 2u);
  EXPECT_EQ(record.oddities[0].offset, 6u);
  EXPECT_EQ(record.oddities[1].kind, Oddity::kSeveralOnLine);
  EXPECT_EQ(record.oddities[1].offset, 12u);
}

}  // namespace
}  // namespace cashmatch::bai2
