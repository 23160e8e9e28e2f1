// SPDX-License-Identifier: Apache-2.0
// fields_test.cc - one field stream over all lines of a record.
#include "adapters/read/bai2/fields.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::bai2 {
namespace {

Record OneRecord(std::string_view bytes) {
  Record record;
  RecordReader reader(bytes);
  EXPECT_TRUE(reader.Next(&record));
  return record;
}

std::string AllFields(std::string_view bytes) {
  const Record record = OneRecord(bytes);
  FieldStream fields(record);
  std::string out;
  while (const auto field = fields.Next())
    out += "(" + std::string(*field) + ")";
  return out;
}

TEST(Fields, TheEndOfALineIsABoundaryWithOrWithoutSlash) {
  EXPECT_EQ(AllFields("03,a,190/\n88,500,b\n88,c/"), "(a)(190)(500)(b)(c)");
  EXPECT_EQ(AllFields("03,a,,/"), "(a)()()");
  EXPECT_EQ(AllFields("03, a , b /"), "(a)(b)");
}

TEST(Fields, AFieldCanBePutBack) {
  const Record record = OneRecord("03,100,045,7/");
  FieldStream fields(record);
  fields.Next();
  const auto field = fields.Next();
  fields.PutBack(*field);
  EXPECT_EQ(fields.Next(), "045");
  const auto last = fields.Next();
  EXPECT_EQ(last, "7");
  fields.PutBack(*last);
  EXPECT_EQ(fields.Next(), "7");
  EXPECT_FALSE(fields.Next().has_value());
}

TEST(Fields, KnowsWhenAFieldMayHaveBeenCut) {
  const Record record = OneRecord("03,100,50\n00,1/");
  FieldStream fields(record);
  fields.Next();
  fields.Next();
  EXPECT_FALSE(fields.broken());
  fields.Next();
  EXPECT_TRUE(fields.broken());
  EXPECT_EQ(fields.line(), 2u);
}

TEST(Fields, SkipsOnlyAnEmptyRestOfTheLine) {
  const Record record = OneRecord("03,a,,, /\n88,,b/");
  FieldStream fields(record);
  fields.Next();
  EXPECT_TRUE(fields.SkipEmptyRestOfLine());
  EXPECT_EQ(fields.Next(), "");
  EXPECT_FALSE(fields.SkipEmptyRestOfLine());
  EXPECT_EQ(fields.Next(), "b");
}

TEST(Fields, TextsKeepCommasAndSlashes) {
  const Record record = OneRecord("16,1,A, B/C\n88,/D, E\n88,,\n88,F/");
  FieldStream fields(record);
  fields.Next();
  std::vector<std::string_view> texts;
  fields.TakeTexts(&texts);
  EXPECT_EQ(texts, (std::vector<std::string_view>{"A, B/C", "/D, E", "F"}));
  EXPECT_FALSE(fields.Next().has_value());
}

Minor Read(std::string_view text, bool decimals = false, int exponent = 2) {
  const BaiAmount amount = ReadBaiAmount(text, decimals, exponent);
  EXPECT_TRUE(amount.known()) << text;
  return amount.minor;
}

TEST(Amounts, SignsAndLeadingZerosAreFine) {
  EXPECT_EQ(Read("+00000001589285"), 1589285);
  EXPECT_EQ(Read("-0012"), -12);
  EXPECT_EQ(Read("000"), 0);
  EXPECT_EQ(Read("3000.00", true), 300000);
  EXPECT_EQ(Read("-3000.5", true), -300050);
  EXPECT_EQ(ReadBaiAmount("", false, 2).state, BaiAmount::State::kAbsent);
}

TEST(Amounts, NothingElseIsReadButGuessedForTheMessage) {
  for (const char* text : {"3000.00", "30O0", "1 000", "12-", "--1", "+",
                           "999999999999999999999", "1e3"}) {
    EXPECT_EQ(ReadBaiAmount(text, false, 2).state,
              BaiAmount::State::kUnreadable)
        << text;
  }
  EXPECT_EQ(ReadBaiAmount("3000.00", false, 2).guess, 300000);
  EXPECT_EQ(ReadBaiAmount("30O0", false, 2).guess, 3000);
  EXPECT_EQ(ReadBaiAmount("-30O0", false, 2).guess, -3000);
  EXPECT_EQ(ReadBaiAmount("3.001", true, 2).state,
            BaiAmount::State::kUnreadable);
  EXPECT_EQ(ReadBaiAmount("+-3.00", true, 2).state,
            BaiAmount::State::kUnreadable);
}

}  // namespace
}  // namespace cashmatch::bai2
