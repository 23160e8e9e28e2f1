// SPDX-License-Identifier: Apache-2.0
// statement_test.cc - entries, sides and balances of a CSV statement.
#include "adapters/read/mapped_csv/statement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/mapped_csv/mapped_text.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kHead =
    "kind = \"statement\"\n[defaults]\ncurrency = \"EUR\"\naccount = "
    "\"DE89370400440532013000\"\n";

/// A file whose columns have our own names.
BankFile ReadOwn(const std::string& columns, std::string_view rows,
                 const std::string& more = "") {
  std::string toml = kHead + more + "[columns]\n";
  for (size_t at = 0; at < columns.size();) {
    const size_t end = std::min(columns.find(',', at), columns.size());
    const std::string name = columns.substr(at, end - at);
    toml += name + " = \"" + name + "\"\n";
    at = end + 1;
  }
  return ReadMapped(MappingOf(toml), columns + "\n" + std::string(rows));
}

TEST(StatementTest, ACreditBecomesAReceiptAndADebitIsCounted) {
  const BankFile file = ReadOwn(
      "value_date,amount,payer_name,payer_account,text,end_to_end,"
      "bank_reference",
      "2026-03-02,10.50,Ann,DE1,RE 1,E2E-1,B1\n2026-03-02,-4.00,,,,,\n");
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  const Receipt& receipt = file.receipts.receipts[0];
  EXPECT_EQ(receipt.amount, 1050);
  EXPECT_EQ(receipt.direction, Direction::kCredit);
  EXPECT_EQ(receipt.line, 2u);
  EXPECT_EQ(FormatDay(receipt.booking_date), "2026-03-02");
  EXPECT_EQ(receipt.payer_name, "Ann");
  EXPECT_EQ(receipt.account, "DE89370400440532013000");
  EXPECT_EQ(receipt.bank_reference, "B1");
  EXPECT_EQ(file.receipts.References(receipt)[0].type,
            ReferenceType::kEndToEnd);
  EXPECT_EQ(receipt.id.size(), 20u);
  const Currency eur = *ParseCurrency("EUR");
  EXPECT_EQ(file.summary.booked.credit.at(eur), 1050);
  EXPECT_EQ(file.summary.booked.debit.at(eur), 400);
  EXPECT_EQ(file.summary.entries, 2u);
  EXPECT_EQ(file.summary.statements, 1u);
  EXPECT_EQ(file.summary.control, Control::kAbsent);
  EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
}

TEST(StatementTest, SidesComeBySignColumnOrWord) {
  EXPECT_EQ(ReadOwn("value_date,credit,debit",
                    "2026-03-02,5.00,\n2026-03-02,,3.00\n2026-03-02,0.00,-3.00"
                    "\n")
                .summary.booked.debit.at(*ParseCurrency("EUR")),
            600);
  const BankFile words =
      ReadOwn("value_date,amount,indicator",
              "2026-03-02,5.00,H\n2026-03-02,3.00,S\n2026-03-02,3.00,X\n",
              "[words]\nindicator = { H = \"credit\", S = \"debit\" }\n");
  EXPECT_EQ(words.receipts.receipts.size(), 1u);
  EXPECT_THAT(Said(words.findings),
              ElementsAre("f.csv:4: indicator: CSV-SIDE: found 'X', expected "
                          "credit or debit, or a word of the mapping; row "
                          "held"));
  EXPECT_THAT(Said(ReadOwn("value_date,credit,debit",
                           "2026-03-02,5.00,3.00\n2026-03-02,,\n")
                       .findings),
              ElementsAre(HasSubstr("'amounts on both sides'"),
                          HasSubstr("'no amount on either side'")));
}

TEST(StatementTest, StatusSaysWhatIsMoney) {
  const BankFile file = ReadOwn(
      "value_date,amount,status",
      "2026-03-02,5.00,booked\n2026-03-02,6.00,pending\n2026-03-02,7.00,"
      "intraday\n2026-03-02,-8.00,return\n2026-03-02,9.00,maybe\n");
  ASSERT_EQ(file.receipts.receipts.size(), 3u);
  EXPECT_TRUE(file.receipts.receipts[1].provisional);
  EXPECT_EQ(file.receipts.receipts[2].direction, Direction::kDebit);
  EXPECT_EQ(file.receipts.receipts[2].amount, 800);
  EXPECT_EQ(file.summary.pending.credit.at(*ParseCurrency("EUR")), 600);
  EXPECT_THAT(Said(file.findings), ElementsAre(HasSubstr("CSV-STATUS")));
}

TEST(StatementTest, WhatIsNoAmountOrDateIsHeld) {
  const BankFile file = ReadOwn("value_date,amount,currency",
                                "2026-03-02,5.001,EUR\n2026-03-02,5.00,EUX\n"
                                "03.02.2026,5.00,EUR\n,6.00,EUR\n");
  ASSERT_EQ(file.receipts.receipts.size(), 2u);
  EXPECT_EQ(file.receipts.receipts[0].held, "CSV-DATE");
  EXPECT_EQ(file.receipts.receipts[1].held, "CSV-DATE");
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  EXPECT_THAT(
      Said(file.findings),
      ElementsAre("f.csv:2: amount: CSV-AMOUNT: found '5.001', expected at "
                  "most 2 decimals for EUR; row held",
                  HasSubstr("CSV-CURRENCY: found 'EUX'"),
                  HasSubstr("value_date: CSV-DATE: found '03.02.2026'"),
                  HasSubstr("CSV-DATE: found nothing")));
}

TEST(StatementTest, BalancesProveBothWays) {
  for (const char* const rows :
       {"2026-03-01,5.00,105.00\n2026-03-02,-3.00,102.00\n2026-03-03,1.00,"
        "103.00\n",
        "2026-03-03,1.00,103.00\n2026-03-02,-3.00,102.00\n2026-03-01,5.00,"
        "105.00\n"}) {
    EXPECT_EQ(ReadOwn("value_date,amount,balance", rows).summary.control,
              Control::kProved);
  }
}

TEST(StatementTest, AMissingRowHoldsItsAccountAlone) {
  const BankFile file = ReadOwn("account,value_date,amount,balance",
                                "A-1111,2026-03-01,5.00,105.00\n"
                                "B-2222,2026-03-01,1.00,11.00\n"
                                "A-1111,2026-03-02,3.00,109.00\n"
                                "B-2222,2026-03-01,1.00,12.00\n");
  EXPECT_EQ(file.summary.control, Control::kFailed);
  EXPECT_THAT(Said(file.findings),
              ElementsAre("f.csv:4: account …1111: CSV-BALANCE: found a "
                          "balance of 109.00, expected 108.00, from the row "
                          "before it; account held"));
  EXPECT_EQ(file.receipts.receipts[0].held, "CSV-BALANCE");
  EXPECT_EQ(file.receipts.receipts[1].held, "");
  EXPECT_EQ(file.receipts.receipts[2].held, "CSV-BALANCE");
  EXPECT_EQ(file.summary.statements, 2u);
}

TEST(StatementTest, ARowThatCannotBeReadBreaksTheChainAndNoMore) {
  const BankFile file = ReadOwn("value_date,amount,balance",
                                "2026-03-01,5.00,105.00\n"
                                "2026-03-02,x,108.00\n"
                                "2026-03-03,1.00,109.00\n"
                                "2026-03-04,1.00,110.00\n");
  EXPECT_EQ(file.summary.control, Control::kProved);
  EXPECT_THAT(Said(file.findings), ElementsAre(HasSubstr("CSV-AMOUNT")));
  EXPECT_EQ(file.receipts.receipts[0].held, "");
}

}  // namespace
}  // namespace cashmatch
