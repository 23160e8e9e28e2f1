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
                 const std::string& more = "", const std::string& top = "") {
  std::string toml = top + kHead + more + "[columns]\n";
  for (size_t at = 0; at < columns.size();) {
    const size_t end =
        std::min(columns.find_first_of(",;", at), columns.size());
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

TEST(StatementTest, ADebitMayHaveAMinusBesideItsWordACreditNot) {
  const BankFile file = ReadOwn("value_date,amount,indicator",
                                "2026-03-02,5.00,credit\n"
                                "2026-03-02,-3.00,debit\n"
                                "2026-03-02,4.00,debit\n"
                                "2026-03-02,-2.00,credit\n");
  const Currency eur = *ParseCurrency("EUR");
  EXPECT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.summary.booked.credit.at(eur), 500);
  EXPECT_EQ(file.summary.booked.debit.at(eur), 700);
  EXPECT_THAT(Said(file.findings),
              ElementsAre("f.csv:5: amount: CSV-SIDE: found '-2.00', expected "
                          "no minus beside credit; row held"));
}

TEST(StatementTest, WhereCreditsAreNegativeTheMinusIsTheirs) {
  const BankFile file = ReadOwn("value_date,amount,indicator",
                                "2026-03-02,-5.00,credit\n"
                                "2026-03-02,6.00,credit\n"
                                "2026-03-02,3.00,debit\n"
                                "2026-03-02,-2.00,debit\n",
                                "[words]\n", "sign = \"negative_is_credit\"\n");
  const Currency eur = *ParseCurrency("EUR");
  EXPECT_EQ(file.summary.booked.credit.at(eur), 1100);
  EXPECT_EQ(file.summary.booked.debit.at(eur), 300);
  EXPECT_THAT(Said(file.findings),
              ElementsAre(HasSubstr("CSV-SIDE: found '-2.00', expected no "
                                    "minus beside debit")));
}

TEST(StatementTest, SignedAmountsBesideWordsAgreeWithTheirBalances) {
  const BankFile file = ReadOwn("value_date,amount,indicator,balance",
                                "2026-03-02,1500.00,credit,10500.00\n"
                                "2026-03-02,-400.00,debit,10100.00\n");
  EXPECT_EQ(file.summary.control, Control::kProved);
  EXPECT_THAT(Said(file.findings), IsEmpty());
}

TEST(StatementTest, ACreditColumnHoldsNoMinus) {
  const BankFile file = ReadOwn("value_date,credit,debit",
                                "2026-03-02,-5.00,\n2026-03-02,6.00,0.00\n");
  EXPECT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_TRUE(file.summary.booked.debit.empty());
  EXPECT_THAT(Said(file.findings),
              ElementsAre("f.csv:2: credit: CSV-SIDE: found '-5.00', expected "
                          "no minus beside credit; row held"));
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

TEST(StatementTest, AReturnedCreditIsAPaymentOfOurs) {
  const BankFile file =
      ReadOwn("value_date,amount,status,type_code",
              "2026-03-02,8.00,return,166\n2026-03-02,-8.00,return,109\n");
  ASSERT_EQ(file.receipts.receipts.size(), 2u);
  EXPECT_EQ(file.receipts.receipts[0].type_code, "166/RTRN");
  EXPECT_EQ(file.receipts.receipts[1].type_code, "109");
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

TEST(StatementTest, MoreDigitsThanTheCurrencyHasAreHeldZerosToo) {
  const BankFile file = ReadOwn("value_date;amount;currency",
                                "2026-03-02;1,000;EUR\n2026-03-02;1,0;JPY\n"
                                "2026-03-02;1,000;KWD\n2026-03-02;1,5;EUR\n",
                                "", "delimiter = \";\"\ndecimal = \",\"\n");
  EXPECT_EQ(file.receipts.receipts.size(), 2u);
  EXPECT_THAT(Said(file.findings),
              ElementsAre("f.csv:2: amount: CSV-AMOUNT: found '1,000', "
                          "expected at most 2 decimals for EUR; row held",
                          HasSubstr("found '1,0', expected at most 0 decimals "
                                    "for JPY")));
}

TEST(StatementTest, GroupsOfDigitsMayHaveNoBreakSpaces) {
  const std::string marks =
      "delimiter = \";\"\ndecimal = \",\"\nthousands = \" \"\n";
  const BankFile utf8 = ReadOwn("value_date;amount",
                                "2026-03-02;1\xC2\xA0"
                                "234,50\n2026-03-02;1\xE2\x80\xAF"
                                "234,50\n",
                                "", marks);
  EXPECT_THAT(Said(utf8.findings), IsEmpty());
  EXPECT_EQ(utf8.receipts.receipts.at(1).amount, 123450);
  const BankFile ansi = ReadOwn("value_date;amount",
                                "2026-03-02;1\xA0"
                                "234,50\n",
                                "", marks + "encoding = \"windows-1252\"\n");
  EXPECT_THAT(Said(ansi.findings), IsEmpty());
  EXPECT_EQ(ansi.receipts.receipts.at(0).amount, 123450);
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
