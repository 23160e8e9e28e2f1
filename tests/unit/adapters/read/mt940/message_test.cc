// SPDX-License-Identifier: Apache-2.0
// message_test.cc - fields to messages.
#include "adapters/read/mt940/message.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/read/mt940/mt940_text.h"

namespace cashmatch::mt940 {
namespace {

/// The texts of an entry, joined by "|".
std::string TextOf(const Message& message, size_t number) {
  const Entry& entry = message.entries.at(number);
  std::string out;
  for (uint32_t i = 0; i < entry.lines_count; ++i) {
    out +=
        (i == 0 ? "" : "|") + std::string(message.lines[entry.lines_first + i]);
  }
  return out;
}

TEST(Message, HeadEntriesAndBalances) {
  const std::string text = Statement(kCredit, "C260314EUR1290,00");
  MessageReader reader(text);
  Message message;
  ASSERT_TRUE(reader.Next(&message));
  EXPECT_EQ(message.account, "12345678/1234567890");
  EXPECT_EQ(message.number, 7u);
  EXPECT_EQ(message.page, 1u);
  EXPECT_EQ(message.opening.amount, 10000);
  EXPECT_EQ(message.closing.amount, 129000);
  EXPECT_EQ(message.entries.size(), 1u);
  EXPECT_TRUE(message.ended);
  EXPECT_FALSE(message.at_end);
  EXPECT_FALSE(message.is_intraday());
  EXPECT_TRUE(message.oddities.empty());
  EXPECT_FALSE(reader.Next(&message));
}

TEST(Message, ATextBehindAnEntryIsItsOwn) {
  const std::string text = Statement(
      ":86:of the statement\n:61:260314C1,NTRFX\n:86:a\nb\n:86:c\n"
      ":61:260314C1,NTRFY\n:NS:01z\n",
      "C260314EUR102,00\n:86:of the statement, too");
  MessageReader reader(text);
  Message message;
  ASSERT_TRUE(reader.Next(&message));
  ASSERT_EQ(message.entries.size(), 2u);
  EXPECT_EQ(TextOf(message, 0), "a|b|c");
  EXPECT_EQ(TextOf(message, 1), "01z");
  EXPECT_FALSE(message.entries[0].structure);
  EXPECT_TRUE(message.entries[1].structure);
}

TEST(Message, SeveralInAFileWithAndWithoutEnds) {
  const std::string one = Statement(kCredit, "C260314EUR1290,00");
  const std::string open = one.substr(0, one.size() - 2);  // no "-"
  const std::string text =
      "{1:F01A}{2:I940BXN}{4:\n" + open + "-}{5:}\n" + open + open + one;
  MessageReader reader(text);
  Message message;
  std::string ends;
  while (reader.Next(&message)) {
    EXPECT_EQ(message.entries.size(), 1u);
    ends += message.enveloped ? 'E' : '.';
    ends += message.ended ? '-' : '.';
  }
  EXPECT_EQ(ends, "E-.....-");
}

TEST(Message, AnInterimReportIsOneByItsFieldsOrItsType) {
  Message message;
  for (const char* field :
       {":34F:EUR0,", ":13D:2603141200+0100", ":90C:0EUR0,"}) {
    const std::string text = std::string(":20:X\n:25:Y\n") + field + "\n-\n";
    MessageReader reader(text);
    ASSERT_TRUE(reader.Next(&message));
    EXPECT_TRUE(message.is_intraday()) << field;
  }
  MessageReader typed("{1:F01A}{2:I942BXN}{4:\n:20:X\n-}");
  ASSERT_TRUE(typed.Next(&message));
  EXPECT_TRUE(message.is_intraday());
  // A statement with a date field is still a statement.
  MessageReader dated(":20:X\n:13D:2603141200+0100\n:60F:C260314EUR1,\n-\n");
  ASSERT_TRUE(dated.Next(&message));
  EXPECT_FALSE(message.is_intraday());
}

TEST(Message, FloorLimitsOfBothSides) {
  Message message;
  MessageReader one(":20:X\n:25:Y\n:34F:EUR5,\n-\n");
  ASSERT_TRUE(one.Next(&message));
  EXPECT_EQ(message.credit_floor, 500);
  EXPECT_EQ(message.debit_floor, 500);
  EXPECT_EQ(message.currency(), *ParseCurrency("EUR"));
  MessageReader two(":20:X\n:25:Y\n:34F:EURD5,\n:34F:EURC7,\n-\n");
  ASSERT_TRUE(two.Next(&message));
  EXPECT_EQ(message.debit_floor, 500);
  EXPECT_EQ(message.credit_floor, 700);
}

TEST(Message, WhatStandsOutOfPlaceIsLeftOutAndTold) {
  const std::string text =
      Statement(":61:260314C1,NTRFX\n:25:other\n:60F:C260313EUR9,\n",
                "C260314EUR101,00\n:61:260314C1,NTRFLATE");
  MessageReader reader(text);
  Message message;
  ASSERT_TRUE(reader.Next(&message));
  EXPECT_EQ(message.account, "12345678/1234567890");
  EXPECT_EQ(message.opening.amount, 10000);
  ASSERT_EQ(message.oddities.size(), 3u);
  EXPECT_EQ(message.oddities[0].name, "25");
  EXPECT_EQ(message.oddities[0].line, 6u);
  EXPECT_EQ(message.oddities[1].name, "60F");
  EXPECT_EQ(message.oddities[2].name, "61");
}

TEST(Message, AMessageMayHaveLostItsReference) {
  const std::string one = Statement(kCredit, "C260314EUR1290,00");
  const std::string text = one.substr(0, one.size() - 2) + one.substr(10);
  MessageReader reader(text);
  Message message;
  ASSERT_TRUE(reader.Next(&message));
  EXPECT_TRUE(message.oddities.empty());
  ASSERT_TRUE(reader.Next(&message));
  ASSERT_EQ(message.oddities.size(), 1u);
  EXPECT_EQ(message.oddities[0].kind, Oddity::Kind::kNoReference);
  EXPECT_EQ(message.entries.size(), 1u);
  EXPECT_FALSE(reader.Next(&message));
}

TEST(Message, AnotherTypeComesWithoutItsFields) {
  MessageReader reader("{1:F01A}{2:I103BXN}{4:\n:20:X\n:61:260314C1,\n-}");
  Message message;
  ASSERT_TRUE(reader.Next(&message));
  EXPECT_EQ(message.type, "103");
  EXPECT_TRUE(message.entries.empty());
  EXPECT_FALSE(IsStatementType("103"));
  EXPECT_TRUE(IsStatementType("950"));
}

}  // namespace
}  // namespace cashmatch::mt940
