// SPDX-License-Identifier: Apache-2.0
// item_rows_test.cc - every check of an open item, row by row.
#include "adapters/read/rows/item_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>

#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Changes = std::map<std::string, std::string>;

/// Reads rows that differ from a plain invoice in the cells named.
class ItemRowsTest : public testing::Test {
 protected:
  void Read(const std::vector<Changes>& rows) {
    block_ = OpenItemBlock();
    findings_ = Findings();
    ItemTable table(&policy_, &block_);
    TextPart part;
    const std::string room(100 * rows.size(), ' ');
    part.text = room;
    part.lines = static_cast<uint32_t>(rows.size());
    table.Start({&part, 1});
    uint32_t line = 1;
    for (const Changes& changes : rows) {
      Changes row = {{"item_id", "I" + std::to_string(++line)},
                     {"customer_id", "C1"},
                     {"document_number", "D1"},
                     {"currency", "USD"},
                     {"amount", "10.00"},
                     {"document_date", "2026-01-31"}};
      for (const auto& [column, cell] : changes) row[column] = cell;
      std::array<std::string_view, kItemColumnCount> cells;
      for (const auto& [column, cell] : row) {
        cells.at(FindColumn(kItemColumns, column)) = block_.arena.Keep(cell);
      }
      table.part(0)->Add(cells, {line, 0});
    }
    table.Finish(&findings_);
    findings_.Finish();
  }

  Policy policy_;
  OpenItemBlock block_;
  Findings findings_;
};

TEST_F(ItemRowsTest, TakesAPlainInvoice) {
  Read({{}});
  ASSERT_EQ(block_.items.size(), 1u);
  const OpenItem& item = block_.items[0];
  EXPECT_EQ(item.item_id, "I2");
  EXPECT_EQ(item.amount, 1000);
  EXPECT_EQ(item.type, DocumentType::kInvoice);
  EXPECT_EQ(item.status, ItemStatus::kOpen);
  EXPECT_EQ(item.original_amount, kNotStated);
  EXPECT_EQ(item.due_date, kNoDay);
  EXPECT_TRUE(findings_.empty());
}

TEST_F(ItemRowsTest, TakesEveryColumn) {
  Read({{{"company_code", "1000"},
         {"document_type", "credit_memo"},
         {"references", "PO1|DN2"},
         {"currency", "KWD"},
         {"amount", "-1.234"},
         {"due_date", "2026-03-02"},
         {"payment_terms", "2/10 net 30"},
         {"discount_amount", "-0.02"},
         {"discount_until", "2026-02-10"},
         {"original_amount", "-2"},
         {"tax_amount", "-0.1"},
         {"instalment", "1/3"},
         {"linked_item", "I0"},
         {"disputed_amount", "-0.5"},
         {"status", "disputed"},
         {"closed_date", "2026-04-01"},
         {"origin_receipt_id", "0f0f"}}});
  ASSERT_EQ(block_.items.size(), 1u);
  const OpenItem& item = block_.items[0];
  EXPECT_EQ(item.company_code, "1000");
  EXPECT_EQ(item.type, DocumentType::kCreditMemo);
  EXPECT_EQ(item.references, "PO1|DN2");
  EXPECT_EQ(item.amount, -1234);
  EXPECT_EQ(item.original_amount, -2000);
  EXPECT_EQ(item.tax_amount, -100);
  EXPECT_EQ(item.discount_amount, -20);
  EXPECT_EQ(item.disputed_amount, -500);
  EXPECT_EQ(FormatDay(item.due_date), "2026-03-02");
  EXPECT_EQ(FormatDay(item.discount_until), "2026-02-10");
  EXPECT_EQ(FormatDay(item.closed_date), "2026-04-01");
  EXPECT_EQ(item.payment_terms, "2/10 net 30");
  EXPECT_EQ(item.instalment, "1/3");
  EXPECT_EQ(item.linked_item, "I0");
  EXPECT_EQ(item.origin_receipt_id, "0f0f");
  EXPECT_EQ(item.status, ItemStatus::kDisputed);
}

TEST_F(ItemRowsTest, CutsOuterBlanks) {
  Read({{{"item_id", " X 1\t"}, {"amount", " 5 "}, {"currency", "EUR "}}});
  ASSERT_EQ(block_.items.size(), 1u);
  EXPECT_EQ(block_.items[0].item_id, "X 1");
  EXPECT_EQ(block_.items[0].amount, 500);
}

TEST_F(ItemRowsTest, ReportsAllFaultsAndKeepsNoRow) {
  Read({{{"amount", "ten"}, {"document_date", "31.01.2026"}},
        {},
        {{"currency", "ZZZ"}, {"status", "paid"}, {"document_type", "bill"}}});
  EXPECT_THAT(Codes(findings_),
              ElementsAre("2 amount ITEM-AMOUNT", "2 document_date ITEM-DATE",
                          "4 document_type ITEM-TYPE", "4 status ITEM-STATUS",
                          "4 currency ITEM-CURRENCY"));
  EXPECT_TRUE(findings_.rejected());
  EXPECT_THAT(block_.items, IsEmpty());
}

TEST_F(ItemRowsTest, NeedsTheRequiredCells) {
  Read({{{"item_id", ""},
         {"customer_id", " "},
         {"document_number", ""},
         {"currency", ""},
         {"amount", ""},
         {"document_date", ""}}});
  EXPECT_THAT(
      Codes(findings_),
      ElementsAre("2 item_id ITEM-REQUIRED", "2 customer_id ITEM-REQUIRED",
                  "2 document_number ITEM-REQUIRED", "2 currency ITEM-REQUIRED",
                  "2 amount ITEM-REQUIRED", "2 document_date ITEM-REQUIRED"));
}

TEST_F(ItemRowsTest, RefusesDigitsFinerThanTheCurrency) {
  Read({{{"currency", "JPY"}, {"amount", "100.5"}},
        {{"amount", "1.001"}},
        {{"amount", "1,250.00"}},
        {{"amount", "1e3"}},
        {{"amount", "1000000000000000.01"}}});
  EXPECT_THAT(
      Described(findings_),
      ElementsAre(
          "2: amount: ITEM-AMOUNT: found '100.5', expected at most 0 decimals "
          "for JPY; file rejected",
          "3: amount: ITEM-AMOUNT: found '1.001', expected at most 2 decimals "
          "for USD; file rejected",
          "4: amount: ITEM-AMOUNT: found '1,250.00', expected a decimal such "
          "as 1250.00; file rejected",
          "5: amount: ITEM-AMOUNT: found '1e3', expected a decimal such as "
          "1250.00; file rejected",
          "6: amount: ITEM-AMOUNT: found '1000000000000000.01', expected at "
          "most 1000000000000000.00; file rejected"));
}

TEST_F(ItemRowsTest, RefusesASignAgainstTheDocumentType) {
  Read({{{"amount", "-1.00"}},
        {{"document_type", "credit_memo"}, {"amount", "1.00"}},
        {{"document_type", "on_account"}, {"amount", "1.00"}},
        {{"document_type", "deduction"}, {"amount", "-1.00"}},
        {{"discount_amount", "-1.00"}}});
  EXPECT_THAT(Codes(findings_),
              ElementsAre("2 amount ITEM-SIGN", "3 amount ITEM-SIGN",
                          "4 amount ITEM-SIGN", "5 amount ITEM-SIGN",
                          "6 discount_amount ITEM-SIGN"));
  EXPECT_EQ(findings_.list()[1].expected,
            "a negative amount for document type credit_memo");
}

TEST_F(ItemRowsTest, IgnoresAnAmountOfZeroUnlessClosed) {
  Read({{{"amount", "0.00"}}, {{"amount", "0"}, {"status", "closed"}}});
  EXPECT_THAT(Codes(findings_), ElementsAre("2 amount ITEM-ZERO"));
  EXPECT_FALSE(findings_.rejected());
  ASSERT_EQ(block_.items.size(), 1u);
  EXPECT_EQ(block_.items[0].item_id, "I3");
}

TEST_F(ItemRowsTest, NamesBothLinesOfADuplicateAlsoOfAnIgnoredItem) {
  Read({{{"item_id", "A"}, {"amount", "0"}}, {}, {{"item_id", "A"}}});
  EXPECT_THAT(Codes(findings_),
              ElementsAre("2 amount ITEM-ZERO", "4 item_id ITEM-DUPLICATE"));
  EXPECT_THAT(findings_.list()[1].found, testing::HasSubstr("line 2"));
}

TEST_F(ItemRowsTest, WarnsOnceOfEachUnknownTerm) {
  policy_.terms["ZB10"] = Terms();
  Read({{{"payment_terms", "ZB10"}},
        {{"payment_terms", "NT99"}},
        {{"payment_terms", "net 60"}},
        {{"payment_terms", "NT99"}},
        {{"payment_terms", "??"}}});
  EXPECT_THAT(Codes(findings_), ElementsAre("3 payment_terms ITEM-TERMS",
                                            "6 payment_terms ITEM-TERMS"));
  EXPECT_EQ(block_.items.size(), 5u);
}

TEST_F(ItemRowsTest, RefusesATextThatTheBookCannotHold) {
  Read({{{"references", std::string(kCellBytesMax, 'r')}}});
  EXPECT_TRUE(findings_.empty());
  Read({{{"references", std::string(kCellBytesMax + 1, 'r')}}});
  EXPECT_THAT(Described(findings_),
              ElementsAre("2: references: ITEM-LENGTH: found 65536 bytes, "
                          "expected at most 65535; file rejected"));
}

}  // namespace
}  // namespace cashmatch
