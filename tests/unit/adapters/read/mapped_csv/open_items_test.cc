// SPDX-License-Identifier: Apache-2.0
// open_items_test.cc - an ERP's own export.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/mapped_csv/mapped_text.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kToml = R"(
kind = "open_items"
delimiter = ";"
decimal = ","
thousands = "."
date_format = "DD.MM.YYYY"
[columns]
item_id = "Beleg"
document_number = "Beleg"
customer_id = "Kunde"
document_date = "Datum"
debit = "Soll"
credit = "Haben"
[defaults]
currency = "EUR"
)";

struct Items {
  OpenItemBlock block;
  std::vector<std::string> said;
};

Items Read(std::string_view text, std::string_view toml = kToml) {
  Items out;
  Findings findings;
  ReadMappedOpenItems(Source{"f.csv", text}, MappingOf(toml), nullptr,
                      &out.block, &findings);
  out.said = Said(findings);
  return out;
}

TEST(MappedOpenItemsTest, DebitsAreInvoicesAndCreditsCreditMemos) {
  const Items items = Read(
      "Beleg;Kunde;Datum;Soll;Haben\n"
      "1;C;01.02.2026;1.234,50;\n2;C;02.02.2026;0,00;50,00\n");
  ASSERT_EQ(items.block.items.size(), 2u) << items.said[0];
  EXPECT_EQ(items.block.items[0].amount, 123450);
  EXPECT_EQ(items.block.items[0].type, DocumentType::kInvoice);
  EXPECT_EQ(FormatDay(items.block.items[0].document_date), "2026-02-01");
  EXPECT_EQ(items.block.items[1].amount, -5000);
  EXPECT_EQ(items.block.items[1].type, DocumentType::kCreditMemo);
}

TEST(MappedOpenItemsTest, ACreditColumnMayHaveAMinusADebitColumnNot) {
  const Items good =
      Read("Beleg;Kunde;Datum;Soll;Haben\n1;C;01.02.2026;;-20,00\n");
  ASSERT_EQ(good.block.items.size(), 1u);
  EXPECT_EQ(good.block.items[0].amount, -2000);
  EXPECT_EQ(good.block.items[0].type, DocumentType::kCreditMemo);
  const Items bad = Read(
      "Beleg;Kunde;Datum;Soll;Haben\n1;C;01.02.2026;-20,00;\n"
      "2;C;01.02.2026;20,00;5,00\n3;C;01.02.2026;0,00;0,00\n");
  EXPECT_THAT(bad.said,
              ElementsAre("f.csv:2: amount: CSV-SIDE: found '-20,00', expected "
                          "no minus beside debit; row left out",
                          "f.csv:3: amount: CSV-SIDE: found '20,00' and "
                          "'5,00', expected an amount on one side; row left "
                          "out",
                          HasSubstr("ITEM-ZERO")));
}

TEST(MappedOpenItemsTest, AnIndicatorSaysTheSideWithOrWithoutAMinus) {
  std::string toml = kToml;
  const size_t sides = toml.find("debit = ");
  toml.replace(sides, toml.find("[defaults]") - sides,
               "amount = \"Betrag\"\nindicator = \"SH\"\n"
               "[words]\nindicator = { S = \"debit\", H = \"credit\" }\n");
  const Items good = Read(
      "Beleg;Kunde;Datum;Betrag;SH\n1;C;01.02.2026;100,00;S\n"
      "2;C;01.02.2026;-20,00;H\n3;C;01.02.2026;30,00;H\n",
      toml);
  ASSERT_EQ(good.block.items.size(), 3u) << good.said[0];
  EXPECT_EQ(good.block.items[0].amount, 10000);
  EXPECT_EQ(good.block.items[1].amount, -2000);
  EXPECT_EQ(good.block.items[1].type, DocumentType::kCreditMemo);
  EXPECT_EQ(good.block.items[2].amount, -3000);
  const Items bad = Read(
      "Beleg;Kunde;Datum;Betrag;SH\n1;C;01.02.2026;-100,00;S\n"
      "2;C;01.02.2026;20,00;X\n3;C;01.02.2026;20,00;\n",
      toml);
  EXPECT_TRUE(bad.block.items.empty());
  EXPECT_THAT(bad.said,
              ElementsAre("f.csv:2: amount: CSV-SIDE: found '-100,00', "
                          "expected no minus beside debit; row left out",
                          "f.csv:3: amount: CSV-SIDE: found 'X', expected "
                          "credit or debit, or a word of the mapping; row left "
                          "out",
                          HasSubstr("CSV-SIDE: found nothing, expected credit "
                                    "or debit")));
}

TEST(MappedOpenItemsTest, TheSideOfARowIsThatOfAllItsAmounts) {
  std::string toml = kToml;
  toml.insert(toml.find("[defaults]"), "original_amount = \"Urspr\"\n");
  const Items items = Read(
      "Beleg;Kunde;Datum;Soll;Haben;Urspr\n1;C;01.02.2026;;20,00;50,00\n"
      "2;C;01.02.2026;20,00;;50,00\n",
      toml);
  ASSERT_EQ(items.block.items.size(), 2u) << items.said[0];
  EXPECT_EQ(items.block.items[0].amount, -2000);
  EXPECT_EQ(items.block.items[0].original_amount, -5000);
  EXPECT_EQ(items.block.items[1].original_amount, 5000);
}

TEST(MappedOpenItemsTest, TellsFaultsAsEveryOpenItemsFile) {
  const Items items = Read(
      "Beleg;Kunde;Datum;Soll;Haben\n"
      "1;C;2026-02-01;1,00;\n2;C;01.02.2026;1.00;\n3;C;01.02.2026;1,00;\n"
      "3;C;01.02.2026;1,00;\n");
  EXPECT_TRUE(items.block.items.empty());
  EXPECT_THAT(items.said,
              ElementsAre("f.csv:2: document_date: CSV-DATE: found "
                          "'2026-02-01', expected a date DD.MM.YYYY; row left "
                          "out",
                          "f.csv:3: amount: CSV-AMOUNT: found '1.00', expected "
                          "an amount such as 1.250,00; row left out",
                          HasSubstr("f.csv:5: item_id: ITEM-DUPLICATE")));
}

TEST(MappedOpenItemsTest, TinyRowsHaveRoom) {
  std::string text = "Beleg;Kunde;Datum;Soll;Haben\n";
  for (int i = 0; i < 500; ++i) {
    text += std::to_string(i) + ";C;01.02.2026;1;\n";
  }
  EXPECT_EQ(Read(text).block.items.size(), 500u);
}

TEST(MappedOpenItemsTest, AMissingColumnRejects) {
  const Items items = Read("Beleg;Kunde;Datum;Soll\n1;C;01.02.2026;1,00\n");
  EXPECT_TRUE(items.block.items.empty());
  EXPECT_THAT(items.said, ElementsAre(HasSubstr("no column 'Haben'")));
}

}  // namespace
}  // namespace cashmatch
