// SPDX-License-Identifier: Apache-2.0
// open_items_test.cc - open items from CSV text to the block.
#include "adapters/read/csv/open_items.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;

TEST(ReadOpenItemsCsvTest, ReadsRowsInTheirOrder) {
  OpenItemBlock block;
  Findings findings;
  ReadOpenItemsCsv(
      {"f",
       "\xEF\xBB\xBF"
       "amount,currency,item_id,customer_id,document_number,document_date,"
       "document_type,references\r\n"
       "250.00,USD,A-1,C1,INV-1001,2026-02-01,,\"PO \"\"7\"\"|DN 8\"\r\n"
       "-80,JPY,A-2,C2,88,2026-02-02,credit_memo,\r\n"},
      nullptr, &block, &findings);
  EXPECT_TRUE(findings.empty());
  ASSERT_EQ(block.items.size(), 2u);
  EXPECT_EQ(block.items[0].item_id, "A-1");
  EXPECT_EQ(block.items[0].amount, 25'000);
  EXPECT_EQ(block.items[0].references, "PO \"7\"|DN 8");
  EXPECT_EQ(block.items[1].amount, -80);
  EXPECT_EQ(block.items[1].type, DocumentType::kCreditMemo);
  EXPECT_EQ(block.items[1].customer_id, "C2");
}

TEST(ReadOpenItemsCsvTest, ItsTextsOutliveTheSource) {
  OpenItemBlock block;
  Findings findings;
  {
    std::string text =
        "item_id,customer_id,document_number,currency,amount,document_date\n"
        "A-1,C1,1001,USD,1,2026-02-01\n";
    ReadOpenItemsCsv({"f", text}, nullptr, &block, &findings);
    text.assign(text.size(), '#');
  }
  EXPECT_EQ(block.items.at(0).document_number, "1001");
}

TEST(ReadOpenItemsCsvTest, ReportsEveryFaultAndRefusesTheFile) {
  OpenItemBlock block;
  Findings findings;
  ReadOpenItemsCsv(
      {"f",
       "item_id,customer_id,document_number,currency,amount,document_date,x\n"
       "A-1,C1,1001,USD,1,2026-02-01,\n"
       "A-2,C1,1002,USD,one,2026-02-01,\n"
       "A-1,C1,1003,USD,1\n"
       "A-1,C1,1003,USD,1,2026-02-01,\n"},
      nullptr, &block, &findings);
  EXPECT_THAT(Codes(findings),
              ElementsAre("1 CSV-COLUMNS", "3 amount ITEM-AMOUNT",
                          "4 CSV-CELLS", "5 item_id ITEM-DUPLICATE"));
  EXPECT_TRUE(findings.rejected());
  EXPECT_TRUE(block.items.empty());
}

TEST(ReadOpenItemsCsvTest, CountsFaultsBeyondTheFirstTwentyOverAllParts) {
  std::string text =
      "item_id,customer_id,document_number,currency,amount,document_date\n";
  for (int i = 0; i < 60'000; ++i) {  // more than one part
    text += "I" + std::to_string(i) + ",C1,1001,USD,x,2026-02-01\n";
  }
  OpenItemBlock block;
  Findings findings;
  ReadOpenItemsCsv({"f", text}, nullptr, &block, &findings);
  ASSERT_EQ(findings.list().size(), Findings::kMost + 1);
  EXPECT_EQ(findings.list()[19].place.line, 21u);
  EXPECT_EQ(findings.list()[20].found, "59980 more of this kind");
}

}  // namespace
}  // namespace cashmatch
