// SPDX-License-Identifier: Apache-2.0
// to_receipts_test.cc - which entries become receipts, and which are held.
#include "adapters/read/camt/to_receipts.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/read/camt/camt_text.h"

namespace cashmatch {
namespace {

const Currency kEur = *ParseCurrency("EUR");

/// Writes the receipts: "10.00 5.00D!CAMT-DATE" for a held debit.
std::string Receipts(const BankFile& file) {
  std::string out;
  for (const Receipt& receipt : file.receipts.receipts) {
    if (!out.empty()) out += ' ';
    out += FormatMoney(receipt.amount, receipt.currency);
    if (receipt.direction == Direction::kDebit) out += 'D';
    if (!receipt.held.empty()) out += "!" + std::string(receipt.held);
  }
  return out;
}

std::string WithStatus(std::string_view status) {
  return "<Ntry><Amt Ccy='EUR'>5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>" +
         std::string(status) + "<ValDt><Dt>2026-03-03</Dt></ValDt></Ntry>";
}

TEST(ToReceipts, ACreditIsAReceiptAndADebitIsNot) {
  const BankFile file = ReadStmt(Ntry("10.00", "CRDT") + Ntry("4.00", "DBIT"));
  EXPECT_EQ(Receipts(file), "10.00");
  EXPECT_EQ(file.summary.entries, 2u);
  EXPECT_TRUE(file.summary.booked.credit.at(kEur) == 1000);
  EXPECT_TRUE(file.summary.booked.debit.at(kEur) == 400);
  const Receipt& receipt = file.receipts.receipts[0];
  EXPECT_EQ(receipt.account, "DE89370400440532013000");
  EXPECT_EQ(receipt.booking_date, *ParseIsoDay("2026-03-02"));
  EXPECT_EQ(receipt.value_date, *ParseIsoDay("2026-03-03"));
  EXPECT_EQ(receipt.line, 2u);
  EXPECT_FALSE(receipt.provisional);
  EXPECT_EQ(receipt.id.size(), 20u);
}

TEST(ToReceipts, DebitsThatUndoAreReceipts) {
  EXPECT_EQ(Receipts(ReadStmt(Ntry("4.00", "DBIT", "<RvslInd>true</RvslInd>"))),
            "4.00D");
  EXPECT_EQ(
      Receipts(ReadStmt(Ntry(
          "4.00", "DBIT",
          Details(Tx("4.00", "<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf>"))))),
      "4.00D");
}

TEST(ToReceipts, DetailsOfANotificationNameTheEntryOfTheStatement) {
  const auto numbered = [](std::string_view kind, std::string_view part) {
    const std::string tag(kind), list(part);
    return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.0" +
           std::string(part == "Stmt" ? "53" : "54") + ".001.08\"><" + tag +
           "><" + list +
           "><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>"
           "<Ntry><NtryRef>N7</NtryRef><Amt Ccy=\"EUR\">3.00</Amt>"
           "<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
           "<BookgDt><Dt>2026-03-02</Dt></BookgDt>" +
           Details(Tx("1.00", "<Refs><AcctSvcrRef>T1</AcctSvcrRef></Refs>") +
                   Tx("2.00", "<Refs><AcctSvcrRef>T2</AcctSvcrRef></Refs>")) +
           "</Ntry></" + list + "></" + tag + "></Document>";
  };
  const auto references = [](const BankFile& file) {
    std::string all;
    for (const Reference& it : file.receipts.references) all += it.value;
    return std::to_string(file.receipts.receipts.size()) + " " + all;
  };
  EXPECT_EQ(references(ReadText(numbered("BkToCstmrDbtCdtNtfctn", "Ntfctn"))),
            "2 N7N7");
  EXPECT_EQ(references(ReadText(numbered("BkToCstmrStmt", "Stmt"))), "2 ");
}

TEST(ToReceipts, PendingIsCountedAndNoReceipt) {
  const BankFile file = ReadStmt(WithStatus("<Sts><Cd>PDNG</Cd></Sts>"));
  EXPECT_EQ(Receipts(file), "");
  EXPECT_TRUE(file.summary.pending.credit.at(kEur) == 500);
  EXPECT_TRUE(file.summary.booked.credit.empty());
  EXPECT_EQ(Codes(file), "");
}

TEST(ToReceipts, InfoIsBookedWhereTheRulesSaySo) {
  const std::string entry = WithStatus("<Sts><Cd>INFO</Cd></Sts>");
  EXPECT_EQ(Receipts(ReadStmt(entry)), "");
  ReadOptions options;
  options.accounts["DE89370400440532013000"].info_is_booked = true;
  const BankFile file = ReadStmt(entry, options);
  EXPECT_EQ(Receipts(file), "5.00");
  EXPECT_TRUE(file.summary.booked.credit.at(kEur) == 500);
}

TEST(ToReceipts, AnUnknownStatusIsNotBookedAndSaid) {
  const BankFile file = ReadStmt(WithStatus("<Sts><Prtry>OK</Prtry></Sts>"));
  EXPECT_EQ(Receipts(file), "");
  EXPECT_EQ(Codes(file), "CAMT-STATUS");
  EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
}

// One letter of BOOK is damaged: the balances know that money is missing.
TEST(ToReceipts, AnUnknownCodeThatTheBalancesHaveBookedHoldsTheAccount) {
  const std::string booked = WithStatus("<Sts><Cd>BOOK</Cd></Sts>");
  const std::string damaged = WithStatus("<Sts><Cd>BOKK</Cd></Sts>");
  const std::string from = Bal("OPBD", "1.00");
  const BankFile held =
      ReadStmt(from + Bal("CLBD", "11.00") + booked + damaged);
  EXPECT_EQ(Receipts(held), "5.00!CAMT-STATUS");
  EXPECT_EQ(held.summary.control, Control::kFailed);
  const BankFile not_booked =
      ReadStmt(from + Bal("CLBD", "6.00") + booked + damaged);
  EXPECT_EQ(Receipts(not_booked), "5.00");
  EXPECT_EQ(not_booked.summary.status, FileStatus::kAccepted);
  // A code of the bank's own is what its policy says: a warning.
  const BankFile own = ReadStmt(from + Bal("CLBD", "11.00") + booked +
                                WithStatus("<Sts><Prtry>OK</Prtry></Sts>"));
  EXPECT_EQ(Receipts(own), "5.00");
  EXPECT_EQ(own.summary.status, FileStatus::kAccepted);
}

TEST(ToReceipts, WithoutStatusTheBalancesDecide) {
  const std::string balances = Bal("OPBD", "1.00");
  EXPECT_EQ(Receipts(ReadStmt(balances + Bal("CLBD", "6.00") + WithStatus(""))),
            "5.00");
  EXPECT_EQ(Receipts(ReadStmt(WithStatus(""))), "5.00!CAMT-STATUS");
  const BankFile left_out =
      ReadStmt(balances + Bal("CLBD", "1.00") + WithStatus(""));
  EXPECT_EQ(Receipts(left_out), "5.00!CAMT-STATUS");
  EXPECT_TRUE(left_out.summary.booked.credit.at(kEur) == 0);
}

TEST(ToReceipts, BalancesThatDisagreeHoldTheAccountAndNoOther) {
  const BankFile file = ReadText(Document(
      Stmt(Bal("OPBD", "1.00") + Bal("CLBD", "9.00") + Ntry("5.00", "CRDT")) +
      Stmt(Ntry("7.00", "CRDT"))));
  EXPECT_EQ(Receipts(file), "5.00!CAMT-BALANCE 7.00");
  EXPECT_EQ(file.summary.control, Control::kFailed);
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  EXPECT_EQ(file.findings.list()[0].place.path, "Stmt 1");
}

TEST(ToReceipts, AnUnreadableAmountHoldsItsEntryAlone) {
  const BankFile file = ReadStmt(Ntry("5,00", "CRDT") + Ntry("7.00", "CRDT"));
  EXPECT_EQ(Receipts(file), "7.00");
  EXPECT_EQ(Codes(file), "CAMT-AMOUNT");
  EXPECT_EQ(file.findings.list()[0].found, "'5,00'");
  EXPECT_EQ(file.findings.list()[0].place.path, "Stmt 1 / Ntry 1");
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
}

TEST(ToReceipts, AWrongSideHoldsItsEntry) {
  const BankFile file = ReadStmt(Ntry("5.00", "CREDIT"));
  EXPECT_EQ(Receipts(file), "");
  EXPECT_EQ(Codes(file), "CAMT-SIDE");
}

TEST(ToReceipts, DatesFallBackAndAreHeldWhenThereIsNone) {
  const std::string bare =
      "<Ntry><Amt Ccy='EUR'>5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
      "<Sts><Cd>BOOK</Cd></Sts></Ntry>";
  EXPECT_EQ(Receipts(ReadStmt(bare)), "5.00!CAMT-DATE");
  const BankFile file =
      ReadStmt("<CreDtTm>2026-03-09T00:00:00</CreDtTm>" + bare);
  EXPECT_EQ(Receipts(file), "5.00");
  EXPECT_EQ(file.receipts.receipts[0].value_date, *ParseIsoDay("2026-03-09"));
  EXPECT_EQ(file.receipts.receipts[0].booking_date, *ParseIsoDay("2026-03-09"));
}

TEST(ToReceipts, AWrongDateIsReadAsNone) {
  const BankFile file = ReadStmt(
      "<Ntry><Amt Ccy='EUR'>5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
      "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>"
      "<ValDt><Dt>2026-02-30</Dt></ValDt></Ntry>");
  EXPECT_EQ(Receipts(file), "5.00");
  EXPECT_EQ(file.receipts.receipts[0].value_date, *ParseIsoDay("2026-03-02"));
  EXPECT_EQ(Codes(file), "CAMT-DATE");
}

TEST(ToReceipts, AnUnexplainedDifferenceHoldsItsEntryAlone) {
  EXPECT_EQ(Receipts(ReadStmt(
                Ntry("10.00", "CRDT", Details(Tx("6.00") + Tx("3.00"))) +
                Ntry("1.00", "CRDT"))),
            "6.00!CAMT-DETAIL-SUM 3.00!CAMT-DETAIL-SUM 1.00");
}

TEST(ToReceipts, StrictReadingHoldsWhatIsWarnedOf) {
  ReadOptions options;
  options.strictness = Strictness::kStrict;
  const std::string entry = Ntry(
      "10.00", "CRDT",
      Details(
          Tx("6.00", "<CdtDbtInd>CRDT</CdtDbtInd>") +
          Tx("5.00", "<Chrgs><Rcrd><Amt Ccy='EUR'>1.00</Amt></Rcrd></Chrgs>")));
  EXPECT_EQ(Receipts(ReadStmt(entry)), "6.00 4.00");
  EXPECT_EQ(Receipts(ReadStmt(entry, options)),
            "6.00!CAMT-CHARGES 4.00!CAMT-CHARGES");
}

TEST(ToReceipts, ForeignOrdersKeepTheirAmount) {
  const BankFile file =
      ReadStmt(Ntry("9.00", "CRDT",
                    Details(Tx("9.00",
                               "<AmtDtls><InstdAmt><Amt Ccy='USD'>10.00</Amt>"
                               "</InstdAmt></AmtDtls>"))));
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.receipts.receipts[0].instructed_amount, 1000);
  EXPECT_EQ(file.receipts.receipts[0].instructed_currency,
            *ParseCurrency("USD"));
}

TEST(ToReceipts, ValidReferencesAreCountedByKind) {
  const auto reference = [](const char* value) {
    return Tx("5.00", std::string("<RmtInf><Strd><CdtrRefInf><Ref>") + value +
                          "</Ref></CdtrRefInf></Strd></RmtInf>");
  };
  const BankFile file =
      ReadStmt(Ntry("10.00", "CRDT",
                    Details(reference("RF18539007547034") +
                            reference("210000000003139471430009017"))) +
               Ntry("5.00", "DBIT", Details(reference("NOTPROVIDED"))));
  EXPECT_EQ(file.summary.references,
            (std::map<std::string, uint64_t>{{"QRR", 1}, {"RF", 1}}));
  EXPECT_EQ(file.summary.details, 3u);
}

TEST(ToReceipts, AWrongNumberOfDetailsIsSaid) {
  EXPECT_EQ(Codes(ReadStmt(Ntry("10.00", "CRDT",
                                "<NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch>" +
                                    Tx("6.00") + Tx("4.00") + "</NtryDtls>"))),
            "CAMT-BATCH-COUNT");
}

std::string Btch(std::string_view total) {
  return "<Btch><TtlAmt Ccy='EUR'>" + std::string(total) +
         "</TtlAmt><CdtDbtInd>CRDT</CdtDbtInd></Btch>";
}

TEST(ToReceipts, ABatchTotalThatDisagreesHoldsTheEntry) {
  const BankFile file = ReadStmt(
      Bal("OPBD", "0.00") + Bal("CLBD", "13.00") +
      Ntry("10.00", "CRDT", Details(Btch("9.00") + Tx("6.00") + Tx("4.00"))) +
      Ntry("3.00", "CRDT", Details(Btch("3.00") + Tx("3.00"))));
  EXPECT_EQ(Receipts(file), "6.00!CAMT-BATCH-TOTAL 4.00!CAMT-BATCH-TOTAL 3.00");
  EXPECT_EQ(Codes(file), "CAMT-BATCH-TOTAL");
  EXPECT_EQ(file.summary.control, Control::kFailed);
}

TEST(ToReceipts, ATotalThatCannotBeReadProvesNothing) {
  const BankFile file =
      ReadStmt(Bal("OPBD", "0.00") + Bal("CLBD", "10.00") +
               Ntry("10.00", "CRDT", Details(Btch("1x.00") + Tx("10.00"))));
  EXPECT_EQ(Receipts(file), "10.00!CAMT-BATCH-TOTAL");
  EXPECT_EQ(file.summary.control, Control::kAbsent);
}

TEST(ToReceipts, ABalanceThatCannotBeReadHoldsTheAccount) {
  for (const char* const closing : {"10x0.00", "", "1.010,00"}) {
    const BankFile file =
        ReadText(Document(Stmt(Bal("OPBD", "1.00") + Bal("CLBD", closing) +
                               Ntry("10.00", "CRDT")) +
                          Stmt(Bal("OPBD", "5.00") + Bal("CLBD", "7.00") +
                               Ntry("2.00", "CRDT"))));
    EXPECT_EQ(Receipts(file), "10.00!CAMT-BALANCE 2.00") << closing;
    EXPECT_EQ(Codes(file), "CAMT-BALANCE") << closing;
    EXPECT_EQ(file.findings.list()[0].place.line, 2u) << closing;
    EXPECT_NE(file.findings.list()[0].found.find("CLBD"), std::string::npos);
    EXPECT_EQ(file.summary.control, Control::kAbsent) << closing;
  }
}

TEST(ToReceipts, DetailsOnBothSidesAddUpAndSayWhatTheyTurned) {
  const BankFile file =
      ReadStmt(Ntry("100.00", "CRDT",
                    Details(Tx("120.00", "<CdtDbtInd>CRDT</CdtDbtInd>") +
                            Tx("20.00", "<CdtDbtInd>DBIT</CdtDbtInd>"))));
  EXPECT_EQ(Receipts(file), "120.00 20.00D");
  EXPECT_TRUE(file.summary.booked.credit.at(kEur) == 10000);
  EXPECT_TRUE(file.summary.turned.credit.at(kEur) == 2000);
  EXPECT_TRUE(file.summary.turned.debit.empty());
}

TEST(ToReceipts, WhatIsHeldTurnsNothing) {
  // A fee would be a guess: 480.00 is not 1,200.00 less 790.00.
  const BankFile file =
      ReadStmt(Ntry("480.00", "DBIT",
                    "<RvslInd>true</RvslInd>" +
                        Details(Tx("1200.00", "<CdtDbtInd>DBIT</CdtDbtInd>") +
                                Tx("790.00", "<CdtDbtInd>CRDT</CdtDbtInd>"))));
  EXPECT_EQ(Receipts(file), "1200.00D!CAMT-DETAIL-SUM 790.00!CAMT-DETAIL-SUM");
  EXPECT_TRUE(file.summary.turned.debit.empty());
}

TEST(ToReceipts, AReturnIsOneByItsGermanCodeAlone) {
  const auto with = [](std::string_view code, std::string_view side) {
    return ReadStmt(Ntry("5.00", side,
                         "<BkTxCd><Prtry><Cd>" + std::string(code) +
                             "</Cd><Issr>DK</Issr></Prtry></BkTxCd>"));
  };
  EXPECT_EQ(Receipts(with("NMSC+109+9075+914", "DBIT")), "5.00D");
  EXPECT_EQ(Receipts(with("NMSC+105+9075+914", "DBIT")), "");
  const BankFile back = with("NTRF+159+9075", "CRDT");
  EXPECT_EQ(back.receipts.receipts[0].type_code, "NTRF+159+9075/RTRN");
}

TEST(ToReceipts, ADuplicateIsHeldUnlessReadingIsLenient) {
  const std::string statement =
      Document("<Stmt><CpyDplctInd>DUPL</CpyDplctInd>" + Ntry("5.00", "CRDT") +
               "</Stmt>");
  EXPECT_EQ(Receipts(ReadText(statement)), "5.00!CAMT-COPY");
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  EXPECT_EQ(Receipts(ReadText(statement, lenient)), "5.00");
}

TEST(ToReceipts, OfCopiesOnlyDuplicatesAreSaid) {
  const auto with = [](std::string_view copy) {
    return ReadText(Document("<Stmt><CpyDplctInd>" + std::string(copy) +
                             "</CpyDplctInd>" + Ntry("5.00", "CRDT") +
                             "</Stmt>"));
  };
  EXPECT_EQ(Codes(with("COPY")), "");
  EXPECT_EQ(Codes(with("CODU")), "CAMT-COPY");
  EXPECT_EQ(Receipts(with("CODU")), "5.00");
}

std::string Pages(std::string_view number, std::string_view last) {
  return "<StmtPgntn><PgNb>" + std::string(number) + "</PgNb><LastPgInd>" +
         std::string(last) + "</LastPgInd></StmtPgntn>";
}

TEST(ToReceipts, AMissingPageIsSaid) {
  const auto first =
      Stmt("<Id>S1</Id>" + Pages("1", "false") + Bal("OPBD", "1.00") +
           Bal("ITBD", "3.00") + Ntry("2.00", "CRDT"));
  const auto page = [](std::string_view number, std::string_view opening) {
    return Stmt("<Id>S1</Id>" + Pages(number, "true") + Bal("ITBD", opening) +
                Bal("CLBD", "9.00") + Ntry("2.00", "CRDT"));
  };
  EXPECT_EQ(Codes(ReadText(Document(first))), "CAMT-PAGE");
  EXPECT_EQ(Codes(ReadText(Document(first + page("3", "7.00")))), "CAMT-PAGE");
  const BankFile wrong = ReadText(Document(first + page("2", "7.00")));
  EXPECT_EQ(Receipts(wrong), "2.00 2.00!CAMT-PAGE");
}

TEST(ToReceipts, APageOfAMessageIsNotTheWhole) {
  const auto document = [](std::string_view last, std::string_view parts) {
    return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'>"
           "<BkToCstmrStmt><GrpHdr><MsgPgntn><PgNb>2</PgNb><LastPgInd>" +
           std::string(last) + "</LastPgInd></MsgPgntn></GrpHdr>" +
           Stmt(parts) + "</BkToCstmrStmt></Document>";
  };
  const std::string whole =
      Bal("OPBD", "1.00") + Bal("CLBD", "3.00") + Ntry("2.00", "CRDT");
  EXPECT_EQ(Codes(ReadText(document("true", whole))), "");
  EXPECT_EQ(Codes(ReadText(document("false", whole))), "CAMT-PAGE");
  const std::string rest =
      Bal("ITBD", "1.00") + Bal("CLBD", "3.00") + Ntry("2.00", "CRDT");
  EXPECT_EQ(Codes(ReadText(document("true", rest))), "CAMT-PAGE");
}

TEST(ToReceipts, AnEmptyStatementIsSaidUnlessItsBalancesProveIt) {
  EXPECT_EQ(Codes(ReadStmt("")), "CAMT-EMPTY");
  EXPECT_EQ(Codes(ReadStmt(Bal("OPBD", "1.00") + Bal("CLBD", "1.00"))), "");
}

TEST(ToReceipts, ATemplateIsRefused) {
  const BankFile file = ReadStmt(WithStatus("<Sts>{{ntry.status}}</Sts>"));
  EXPECT_TRUE(file.findings.rejected());
  EXPECT_EQ(file.findings.list()[0].code, "CAMT-TEMPLATE");
}

}  // namespace
}  // namespace cashmatch
