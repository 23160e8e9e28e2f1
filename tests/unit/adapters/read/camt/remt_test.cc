// SPDX-License-Identifier: Apache-2.0
// remt_test.cc - remittance advice of ISO 20022.
#include "adapters/read/camt/remt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string Remt(std::string_view advices) {
  return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:remt.001.001.05\">\n"
         "<RmtAdvc><GrpHdr><MsgId>M</MsgId>"
         "<CreDtTm>2026-03-01T09:00:00</CreDtTm></GrpHdr>\n" +
         std::string(advices) + "</RmtAdvc></Document>";
}

constexpr std::string_view kLines =
    "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp>"
    "<Nb>INV-1</Nb></RfrdDocInf><RfrdDocAmt>"
    "<DuePyblAmt Ccy=\"EUR\">100.00</DuePyblAmt>"
    "<AdjstmntAmtAndRsn><Amt Ccy=\"EUR\">10.00</Amt><Rsn>59</Rsn>"
    "</AdjstmntAmtAndRsn><RmtdAmt Ccy=\"EUR\">90.00</RmtdAmt></RfrdDocAmt>"
    "</Strd><Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CREN</Cd></CdOrPrtry></Tp>"
    "<Nb>CM-1</Nb></RfrdDocInf><RfrdDocAmt>"
    "<RmtdAmt Ccy=\"EUR\">20.00</RmtdAmt></RfrdDocAmt></Strd>";

constexpr std::string_view kPayment =
    "<OrgnlPmtInf><Refs><EndToEndId>E2E-1</EndToEndId>"
    "<UETR>11111111-2222-4333-8444-555555555555</UETR></Refs>"
    "<Amt><InstdAmt Ccy=\"EUR\">70.00</InstdAmt></Amt>"
    "<ReqdExctnDt><Dt>2026-03-03</Dt></ReqdExctnDt>"
    "<Dbtr><Nm>ACME</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02120300000000202051"
    "</IBAN></Id></DbtrAcct></OrgnlPmtInf>";

BankFile Read(const std::string& text) {
  BankFile file;
  ReadRemt(Source{"a.xml", text}, ReadOptions(), &file);
  return file;
}

std::vector<std::string> SaidOf(const std::string& text) {
  std::vector<std::string> said;
  const BankFile file = Read(text);
  for (const Finding& finding : file.findings.list()) {
    said.push_back(Describe("a.xml", finding));
  }
  return said;
}

TEST(ReadRemtTest, IsAdviceAndNoMoney) {
  const std::string text =
      Remt("<RmtInf><RmtId>R-1</RmtId><Ustrd>as agreed</Ustrd>" +
           std::string(kLines) + std::string(kPayment) + "</RmtInf>");
  EXPECT_TRUE(LooksLikeRemt(text));
  const BankFile file = Read(text);
  EXPECT_TRUE(file.receipts.receipts.empty());
  EXPECT_TRUE(file.summary.booked.credit.empty());
  EXPECT_EQ(file.summary.format, "remt.001");
  EXPECT_EQ(file.summary.version, "05");
  EXPECT_EQ(file.summary.entries, 1u);
  EXPECT_EQ(file.summary.details, 2u);
  ASSERT_EQ(file.advice.receipts.size(), 1u);
  const Receipt& advice = file.advice.receipts[0];
  EXPECT_EQ(advice.amount, 7000);
  EXPECT_EQ(FormatDay(advice.value_date), "2026-03-03");
  EXPECT_EQ(advice.payer_name, "ACME");
  EXPECT_EQ(advice.payer_account, "DE02120300000000202051");
  EXPECT_EQ(advice.line, 3u);
  EXPECT_EQ(advice.id.size(), 20u);
  const auto lines = file.advice.Advice(advice);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].reference, "INV-1");
  EXPECT_EQ(lines[0].paid, 9000);
  EXPECT_EQ(file.advice.Adjustments(lines[0])[0].amount, 1000);
  EXPECT_EQ(lines[1].paid, -2000);
  std::vector<std::string> traces;
  for (const Reference& reference : file.advice.References(advice)) {
    if (reference.type == ReferenceType::kTrace) {
      traces.emplace_back(reference.value);
    }
  }
  EXPECT_THAT(traces,
              ElementsAre("11111111-2222-4333-8444-555555555555", "R-1"));
}

TEST(ReadRemtTest, WithoutAPaymentTheLinesSayTheAmount) {
  const BankFile file =
      Read(Remt("<RmtInf>" + std::string(kLines) + "</RmtInf>"));
  EXPECT_EQ(file.advice.receipts[0].amount, 7000);
  EXPECT_EQ(FormatDay(file.advice.receipts[0].value_date), "2026-03-01");
}

TEST(ReadRemtTest, RejectsWhatIsNoAdvice) {
  const std::string good = Remt("<RmtInf></RmtInf>");
  EXPECT_THAT(SaidOf(good), IsEmpty());
  EXPECT_THAT(SaidOf(good.substr(0, good.size() - 20)),
              ElementsAre(HasSubstr("REMT-TRUNCATED: found the end of the file "
                                    "after 1 complete advices")));
  EXPECT_THAT(SaidOf("<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///z\">]>" + good),
              ElementsAre(HasSubstr("REMT-DOCTYPE")));
  EXPECT_THAT(SaidOf("<RmtAdvc><a></b></RmtAdvc>"),
              ElementsAre(HasSubstr("REMT-XML")));
  EXPECT_THAT(SaidOf("<Other xmlns=\"remt.001\"/>"),
              ElementsAre(HasSubstr("REMT-BODY")));
  EXPECT_THAT(SaidOf(good + "<BkToCstmrStmt><Stmt/></BkToCstmrStmt>"),
              ElementsAre(HasSubstr("REMT-BODY")));
  EXPECT_THAT(SaidOf("<?xml version=\"1.0\" encoding=\"x-no\"?>" + good),
              ElementsAre(HasSubstr("REMT-ENCODING")));
  std::string deep;
  for (int i = 0; i < 70; ++i) deep += "<a>";
  EXPECT_THAT(SaidOf("<RmtAdvc>" + deep), ElementsAre(HasSubstr("REMT-LIMIT")));
}

TEST(ReadRemtTest, HoldsAnAmountThatCannotBeRead) {
  EXPECT_THAT(SaidOf(Remt("<RmtInf><OrgnlPmtInf><Amt><InstdAmt Ccy=\"EUR\">"
                          "1,00</InstdAmt></Amt></OrgnlPmtInf></RmtInf>")),
              ElementsAre("a.xml:3: advice 1: REMT-AMOUNT: found '1,00' 'EUR', "
                          "expected an amount with its currency; advice held"));
}

TEST(ReadRemtTest, AnEmptyOneSaysSo) {
  EXPECT_THAT(SaidOf(Remt("")), ElementsAre(HasSubstr("REMT-EMPTY")));
}

}  // namespace
}  // namespace cashmatch
