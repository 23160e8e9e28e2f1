// SPDX-License-Identifier: Apache-2.0
// advice_input_test.cc - advice in whatever it may come.
#include "adapters/read/advice_input/advice_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

BankFile Read(const std::string& text, std::vector<CsvMapping> mappings = {}) {
  const std::string padded = text + std::string(64, '\0');
  BankFile file;
  ReadAdvice(Source{"a", std::string_view(padded).substr(0, text.size())},
             mappings, ReadOptions(), &file);
  EXPECT_TRUE(file.receipts.receipts.empty());
  return file;
}

std::vector<std::string> Said(const BankFile& file) {
  std::vector<std::string> lines;
  for (const Finding& finding : file.findings.list()) {
    lines.push_back(Describe("a", finding));
  }
  return lines;
}

constexpr const char* kCsv =
    "trace,currency,reference,paid\nT-123456,USD,INV-1,5.00\n";

TEST(ReadAdviceTest, KnowsEachFormByItsContent) {
  EXPECT_EQ(Read(kCsv).advice.receipts[0].amount, 500);
  EXPECT_EQ(Read("{\"currency\":\"USD\",\"advice\":[{\"reference\":\"INV-1\","
                 "\"paid\":\"5.00\"}]}\n")
                .advice.advice[0]
                .paid,
            500);
  EXPECT_EQ(Read("<RmtAdvc><RmtInf><RmtId>R</RmtId></RmtInf></RmtAdvc>")
                .advice.receipts.size(),
            1u);
}

TEST(ReadAdviceTest, CanonicalReceiptsAreNoMoneyHere) {
  const BankFile file = Read(
      "{\"currency\":\"USD\",\"amount\":\"5.00\",\"value_date\":\"2026-03-02\"}"
      "\n");
  EXPECT_EQ(file.advice.receipts[0].amount, 500);
  EXPECT_TRUE(file.summary.booked.credit.empty());
}

TEST(ReadAdviceTest, PayoutsByAMappingAreAdvice) {
  const BankFile file = Read(
      "payout_id,payout_date,currency,reference,gross,fee\n"
      "P-123456,2026-03-02,USD,INV-1,5.00,1.00\n",
      {OwnMapping(MappingKind::kPayouts)});
  ASSERT_EQ(file.advice.receipts.size(), 1u);
  EXPECT_EQ(file.advice.receipts[0].amount, 400);
  EXPECT_EQ(file.advice.receipts[0].charges, 100);
  EXPECT_TRUE(file.summary.booked.credit.empty());
}

TEST(ReadAdviceTest, ABanksFileAndOtherTextsAreRejected) {
  EXPECT_THAT(Said(Read("<BkToCstmrStmt><Stmt/></BkToCstmrStmt>")),
              ElementsAre(HasSubstr("ADVICE-FORMAT: found a bank file of "
                                    "format camt")));
  EXPECT_THAT(Said(Read("Dear reader,\n")),
              ElementsAre(HasSubstr("UNRECOGNISED")));
  EXPECT_FALSE(LooksLikeAdvice("Dear reader,\n", {}));
  EXPECT_TRUE(LooksLikeAdvice(kCsv, {}));
}

std::string Mail(const std::string& type, const std::string& body) {
  return "From: ACME <ap@acme.example>\nDate: Tue, 3 Mar 2026 10:00:00 +0100\n"
         "Content-Type: " +
         type + "\n\n" + body;
}

std::string Attached(const std::string& text, const std::string& csv) {
  return Mail("multipart/mixed; boundary=b",
              "--b\n\n" + text + "\n--b\nContent-Type: text/csv\n\n" + csv +
                  "\n--b--\n");
}

TEST(ReadMailAdviceTest, AnAttachmentIsTheAdvice) {
  const BankFile file = Read(Attached("See attached.", kCsv));
  EXPECT_EQ(file.summary.format, "mail");
  ASSERT_EQ(file.advice.receipts.size(), 1u);
  const Receipt& advice = file.advice.receipts[0];
  EXPECT_EQ(advice.amount, 500);
  EXPECT_EQ(advice.payer_name, "ACME");
  EXPECT_EQ(FormatDay(advice.value_date), "2026-03-03");
  EXPECT_THAT(Said(file), IsEmpty());
}

TEST(ReadMailAdviceTest, ATextAloneIsTheAdvice) {
  const BankFile file = Read(
      Mail("text/plain",
           "Hello,\nAmount: USD 1,250.00\nDate: 2026-03-02\nPayer: ACME Inc\n"
           "Check-Number: 1001\nReference: INV-1\nwe paid INV-2 too\n"));
  ASSERT_EQ(file.advice.receipts.size(), 1u);
  const Receipt& advice = file.advice.receipts[0];
  EXPECT_EQ(advice.amount, 125000);
  EXPECT_EQ(advice.payer_name, "ACME Inc");
  EXPECT_EQ(FormatDay(advice.value_date), "2026-03-02");
  EXPECT_EQ(advice.references_count, 2u);
  ASSERT_EQ(file.advice.Texts(advice).size(), 2u);
  EXPECT_EQ(file.advice.Texts(advice)[1], "we paid INV-2 too");
}

TEST(ReadMailAdviceTest, FaultsNameThePart) {
  EXPECT_THAT(Said(Read(Attached("x", "currency,reference,paid\nUSD,INV,x\n"))),
              ElementsAre(HasSubstr("a:2: part 2 / paid: CSV-AMOUNT")));
  EXPECT_THAT(Said(Read(Mail("text/plain", "Amount: 5\n"))),
              ElementsAre(HasSubstr("part 1: ADVICE-AMOUNT: found '5'")));
  EXPECT_THAT(Said(Read(Mail("text/plain", "Date: soon\n"))),
              ElementsAre(HasSubstr("ADVICE-DATE: found 'soon'")));
  EXPECT_THAT(Said(Read(Mail("text/html", "<p>x</p>"))),
              ElementsAre(HasSubstr("MAIL-EMPTY")));
  EXPECT_THAT(Said(Read(Mail("multipart/mixed", "x"))),
              ElementsAre(HasSubstr("MAIL-FORM")));
}

TEST(ReadMailAdviceTest, NoMoneyComesByMail) {
  const BankFile file =
      Read(Attached("x", "<BkToCstmrStmt><Stmt/></BkToCstmrStmt>"));
  EXPECT_TRUE(file.receipts.receipts.empty());
}

}  // namespace
}  // namespace cashmatch
