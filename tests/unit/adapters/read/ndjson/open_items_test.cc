// SPDX-License-Identifier: Apache-2.0
// open_items_test.cc - open items from NDJSON text to the block.
#include "adapters/read/ndjson/open_items.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "adapters/read/ndjson/table.h"
#include "adapters/read/rows/item_rows.h"
#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A good line; `more` follows its required members.
std::string Line(std::string_view id, std::string_view amount = "1",
                 std::string_view more = "") {
  return "{\"item_id\":\"" + std::string(id) +
         "\",\"customer_id\":\"C1\",\"document_number\":\"1001\","
         "\"currency\":\"USD\",\"document_date\":\"2026-02-01\",\"amount\":" +
         std::string(amount) + std::string(more) + "}\n";
}

class ReadOpenItemsNdjsonTest : public testing::Test {
 protected:
  void Read(const std::string& text) {
    findings_ = Findings();
    ReadOpenItemsNdjson({"f", text}, nullptr, &block_, &findings_);
  }
  OpenItemBlock block_;
  Findings findings_;
};

TEST_F(ReadOpenItemsNdjsonTest, TakesTextsAndNumbersAsTheyAreWritten) {
  Read(Line("A", "12.50") + "\r\n" + Line("B", "\"12.50\"") +
       Line("C", "90071992547409.93") +  // 2^53 + 1 cents
       Line("D", "1000.10 ", ",\"instalment\" : 2, \"due_date\":null"));
  EXPECT_THAT(Described(findings_), IsEmpty());
  ASSERT_EQ(block_.items.size(), 4u);
  EXPECT_EQ(block_.items[0].amount, 1250);
  EXPECT_EQ(block_.items[1].amount, 1250);
  EXPECT_EQ(block_.items[2].amount, 9007199254740993);
  EXPECT_EQ(block_.items[3].amount, 100010);
  EXPECT_EQ(block_.items[3].instalment, "2");
  EXPECT_EQ(block_.items[3].due_date, kNoDay);
}

TEST_F(ReadOpenItemsNdjsonTest, UnescapesTextsAndJoinsLists) {
  Read(Line("A\\u00e9\\\"\\n", "1",
            R"(,"references":["PO1","D\u00e9",7],"linked_item":"a|b")"));
  ASSERT_EQ(block_.items.size(), 1u) << Described(findings_)[0];
  EXPECT_EQ(block_.items[0].item_id, "Aé\"\n");
  EXPECT_EQ(block_.items[0].references, "PO1|Dé|7");
  EXPECT_EQ(block_.items[0].linked_item, "a|b");
}

TEST_F(ReadOpenItemsNdjsonTest, MakesTheSameChecksAsCsv) {
  Read(Line("A", "1.001") + Line("B", "-1") + Line("A") + Line("C", "\"\"") +
       Line("D", "1e2") + Line("E", "0"));
  EXPECT_THAT(Codes(findings_),
              ElementsAre("1 amount ITEM-AMOUNT", "2 amount ITEM-SIGN",
                          "4 amount ITEM-REQUIRED", "5 amount ITEM-AMOUNT",
                          "6 amount ITEM-ZERO", "3 item_id ITEM-DUPLICATE"));
  EXPECT_TRUE(block_.items.empty());
}

TEST_F(ReadOpenItemsNdjsonTest, RejectsLinesThatAreNoObjectAndGoesOn) {
  Read(Line("A") + "{\"item_id\":\n" + "[1]\n" + "nonsense\n" +
       "{\"item_id\":\"B\"} x\n" + "{\"item_id\":\"B\"}{}\n" +
       "{\"item_id\" \"B\"}\n" + "{\"item_id\":nil}\n" +
       "{\"item_id\":\"B\\x\"}\n" + Line("A"));
  EXPECT_THAT(Codes(findings_),
              ElementsAre("2 NDJSON-JSON", "3 NDJSON-JSON", "4 NDJSON-JSON",
                          "5 NDJSON-JSON", "6 NDJSON-JSON", "7 NDJSON-JSON",
                          "8 NDJSON-JSON", "9 NDJSON-JSON",
                          "10 item_id ITEM-DUPLICATE"));
  EXPECT_TRUE(findings_.rejected());
}

TEST_F(ReadOpenItemsNdjsonTest, RejectsValuesOfAnotherKindAndRepeatedMembers) {
  Read(Line("A", "true") + Line("B", "{\"x\":1}") + Line("C", "01") +
       Line("D", "1", ",\"instalment\":[\"1\"]") +
       Line("E", "1", ",\"references\":[[1]]") +
       Line("F", "1", ",\"amount\":2") +
       Line("G", "1", ",\"instalment\":\"\\u0000\"") +
       Line("H", "1", ",\"references\":[\"a|b\"]"));
  EXPECT_THAT(
      Codes(findings_),
      ElementsAre("1 amount NDJSON-FIELD", "2 amount NDJSON-FIELD",
                  "3 amount NDJSON-FIELD", "4 instalment NDJSON-FIELD",
                  "5 references NDJSON-FIELD", "6 amount NDJSON-FIELD",
                  "7 instalment NDJSON-FIELD", "8 references NDJSON-FIELD"));
}

TEST_F(ReadOpenItemsNdjsonTest, WarnsOnceOfAllUnknownMembers) {
  Read(Line("A", "1", ",\"phone\":[{\"a\":[1]}],\"fax\":\"1\"") +
       Line("B", "1", ",\"fax\":null"));
  EXPECT_THAT(Described(findings_),
              ElementsAre(" NDJSON-UNKNOWN: found unknown members 'fax', "
                          "'phone'; ignored"));
  EXPECT_EQ(block_.items.size(), 2u);
}

TEST_F(ReadOpenItemsNdjsonTest, EveryTruncationIsRefusedOrReadInPart) {
  const std::string line = Line("A", "\"12.50\"", ",\"references\":[\"P\\n\"]");
  for (size_t size = 1; size + 2 < line.size(); ++size) {
    Read(line.substr(0, size));
    EXPECT_THAT(Codes(findings_), ElementsAre("1 NDJSON-JSON")) << size;
  }
}

TEST_F(ReadOpenItemsNdjsonTest, DeepNestingDoesNotHurt) {
  const std::string deep(100'000, '[');
  Read(Line("A", "1", ",\"x\":" + deep));
  EXPECT_TRUE(findings_.rejected());
  Read(Line("A", "1", ",\"references\":" + deep));
  EXPECT_TRUE(findings_.rejected());
}

TEST_F(ReadOpenItemsNdjsonTest, PartsNeverShow) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += i % 9 == 5 ? "{broken\n" : Line("I" + std::to_string(i % 70));
  }
  Read(text);
  const std::vector<std::string> whole = Described(findings_);
  EXPECT_FALSE(whole.empty());
  for (const size_t part_bytes : {1, 100, 1000}) {
    OpenItemBlock block;
    Findings findings;
    ItemTable table(nullptr, &block);
    ReadNdjsonTable({"f", text}, part_bytes, &block.arena, &table, &findings);
    findings.Finish();
    EXPECT_EQ(Described(findings), whole) << part_bytes;
  }
}

}  // namespace
}  // namespace cashmatch
