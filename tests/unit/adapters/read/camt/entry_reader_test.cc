// SPDX-License-Identifier: Apache-2.0
// entry_reader_test.cc - each element reaches its field.
#include "adapters/read/camt/entry_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/read/camt/camt_text.h"

namespace cashmatch {
namespace {

/// Reads up to the first entry of a document.
class FirstEntry {
 public:
  explicit FirstEntry(std::string text)
      : text_(std::move(text)), reader(text_, false) {
    ReadEvent event = reader.Next();
    while (event != ReadEvent::kEntry && event != ReadEvent::kDone &&
           event != ReadEvent::kFault) {
      event = reader.Next();
    }
    EXPECT_EQ(event, ReadEvent::kEntry);
  }
  const Entry& entry() const { return reader.entry(); }
  const Detail& detail() const { return reader.entry().details.at(0); }

 private:
  std::string text_;

 public:
  EntryReader reader;
};

std::string WithDetail(std::string_view parts) {
  return Document(Stmt(Ntry(
      "1.00", "CRDT", Details("<TxDtls>" + std::string(parts) + "</TxDtls>"))));
}

ReadEvent LastEvent(const std::string& text) {
  EntryReader reader(text, false);
  ReadEvent event = reader.Next();
  while (event != ReadEvent::kDone && event != ReadEvent::kFault) {
    event = reader.Next();
  }
  return event;
}

TEST(EntryReader, MoneyInTheWrongPlaceIsNotPassedOver) {
  const std::string entry = Ntry("1.00", "CRDT");
  EXPECT_EQ(LastEvent(Document(Stmt(entry))), ReadEvent::kDone);
  for (const std::string_view lost : {"Acct", "Odd", "Ntry"}) {
    const std::string name(lost);
    EXPECT_EQ(
        LastEvent(Document(Stmt("<" + name + ">" + entry + "</" + name + ">"))),
        ReadEvent::kFault)
        << lost;
  }
  EXPECT_EQ(LastEvent(Document(Stmt("<SplmtryData><Envlp>" + entry +
                                    "</Envlp></SplmtryData>" + entry))),
            ReadEvent::kDone);
  EXPECT_EQ(LastEvent(Document(Stmt("<SplmtryData/><Odd>" + entry + "</Odd>"))),
            ReadEvent::kFault);
}

TEST(EntryReader, EventsComeInOrder) {
  const std::string text = Document(Stmt(Ntry("1.00", "CRDT")) + Stmt(""));
  EntryReader reader(text, false);
  for (const ReadEvent expected :
       {ReadEvent::kMessage, ReadEvent::kStatementBegin, ReadEvent::kEntry,
        ReadEvent::kStatementEnd, ReadEvent::kStatementBegin,
        ReadEvent::kStatementEnd, ReadEvent::kDone}) {
    EXPECT_EQ(reader.Next(), expected);
  }
}

TEST(EntryReader, StatementFields) {
  const std::string text = Document(
      Stmt("<StmtPgntn><PgNb>2</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>" +
           Bal("OPBD", "1.50", "DBIT") +
           "<TxsSummry><TtlDbtNtries><NbOfNtries>3</NbOfNtries>"
           "<Sum>7.00</Sum></TtlDbtNtries></TxsSummry>"));
  EntryReader reader(text, false);
  while (reader.Next() != ReadEvent::kStatementEnd) {
  }
  const Statement& statement = reader.statement();
  EXPECT_EQ(statement.account, "DE89370400440532013000");
  EXPECT_EQ(statement.currency, "EUR");
  EXPECT_EQ(statement.page, "2");
  EXPECT_EQ(statement.last_page, "false");
  ASSERT_EQ(statement.balances.size(), 1u);
  EXPECT_EQ(statement.balances[0].code, "OPBD");
  EXPECT_EQ(statement.balances[0].amount.digits, "1.50");
  EXPECT_EQ(statement.balances[0].side, "DBIT");
  EXPECT_EQ(statement.balances[0].date, "2026-03-04");
  EXPECT_EQ(statement.debits.count, "3");
  EXPECT_EQ(statement.debits.sum, "7.00");
  EXPECT_EQ(reader.message().body, "BkToCstmrStmt");
  EXPECT_NE(reader.message().xmlns.find("camt.053.001.08"),
            std::string_view::npos);
}

TEST(EntryReader, EntryFields) {
  const FirstEntry first(Document(Stmt(
      "<Ntry><NtryRef>N1</NtryRef><Amt Ccy='CHF'> 12.30 </Amt>"
      "<CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts>"
      "<BookgDt><DtTm>2026-03-02T10:00:00+01:00</DtTm></BookgDt>"
      "<ValDt><Dt>2026-03-03</Dt></ValDt><AcctSvcrRef>A1</AcctSvcrRef>"
      "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>"
      "<SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn><Prtry><Cd>166</Cd></Prtry>"
      "</BkTxCd><NtryDtls><Btch><MsgId>M</MsgId><PmtInfId>P</PmtInfId>"
      "<NbOfTxs>4</NbOfTxs></Btch></NtryDtls>"
      "<AddtlNtryInf>text</AddtlNtryInf></Ntry>")));
  const Entry& entry = first.entry();
  EXPECT_EQ(entry.reference, "N1");
  EXPECT_EQ(entry.amount.digits, "12.30");
  EXPECT_EQ(entry.amount.currency, "CHF");
  EXPECT_EQ(entry.side, "DBIT");
  EXPECT_TRUE(entry.reversal);
  EXPECT_EQ(entry.status, "BOOK");
  EXPECT_TRUE(entry.status_is_plain);
  EXPECT_EQ(entry.booking_date, "2026-03-02T10:00:00+01:00");
  EXPECT_EQ(entry.value_date, "2026-03-03");
  EXPECT_EQ(entry.bank_reference, "A1");
  EXPECT_EQ(entry.codes.domain, "PMNT");
  EXPECT_EQ(entry.codes.family, "RCDT");
  EXPECT_EQ(entry.codes.subfamily, "ESCT");
  EXPECT_EQ(entry.codes.proprietary, "166");
  ASSERT_EQ(entry.batches.size(), 1u);
  EXPECT_EQ(entry.batches[0].message, "M");
  EXPECT_EQ(entry.batches[0].payment, "P");
  EXPECT_EQ(entry.batches[0].count, "4");
  EXPECT_EQ(entry.batches[0].details.count, 0u);
  EXPECT_EQ(entry.text, "text");
  EXPECT_TRUE(entry.details.empty());
}

TEST(EntryReader, ABatchHasTheDetailsBesideIt) {
  const FirstEntry first(Document(
      Stmt(Ntry("6.00", "CRDT",
                "<NtryDtls>" + Tx("1.00") +
                    "</NtryDtls><NtryDtls><Btch><TtlAmt Ccy='EUR'>5.00</TtlAmt>"
                    "<CdtDbtInd>DBIT</CdtDbtInd></Btch>" +
                    Tx("2.00") + Tx("3.00") + "</NtryDtls><NtryDtls>" +
                    Tx("0.00") + "</NtryDtls>"))));
  ASSERT_EQ(first.entry().batches.size(), 1u);
  const BatchText& batch = first.entry().batches[0];
  EXPECT_EQ(batch.total.digits, "5.00");
  EXPECT_EQ(batch.total.currency, "EUR");
  EXPECT_EQ(batch.side, "DBIT");
  EXPECT_EQ(batch.details.first, 1u);
  EXPECT_EQ(batch.details.count, 2u);
  EXPECT_EQ(first.entry().side, "CRDT");
}

TEST(EntryReader, StatusAsAChoiceIsNotPlain) {
  const FirstEntry first(Document(Stmt(Ntry("1.00", "CRDT"))));
  EXPECT_EQ(first.entry().status, "BOOK");
  EXPECT_FALSE(first.entry().status_is_plain);
}

TEST(EntryReader, PartiesWithAndWithoutTheChoice) {
  for (const bool choice : {false, true}) {
    const std::string open = choice ? "<Pty>" : "";
    const std::string close = choice ? "</Pty>" : "";
    const FirstEntry first(WithDetail(
        "<RltdPties><Dbtr>" + open +
        "<Nm>Payer</Nm><Id><OrgId><Othr><Id>77</Id></Othr></OrgId></Id>" +
        close +
        "</Dbtr><DbtrAcct><Id><Othr><Id>4711</Id></Othr></Id>"
        "<Ccy>USD</Ccy></DbtrAcct><UltmtDbtr>" +
        open + "<Nm>Real payer</Nm>" + close + "</UltmtDbtr><Cdtr>" + open +
        "<Nm>Us</Nm>" + close +
        "</Cdtr></RltdPties><RltdAgts><DbtrAgt><FinInstnId><BIC>BANKDEFF</BIC>"
        "<ClrSysMmbId><MmbId>021000089</MmbId></ClrSysMmbId></FinInstnId>"
        "</DbtrAgt></RltdAgts>"));
    const Detail& detail = first.detail();
    EXPECT_EQ(detail.debtor.name, "Payer");
    EXPECT_EQ(detail.debtor.id, "77");
    EXPECT_EQ(detail.debtor.account, "4711");
    EXPECT_EQ(detail.debtor.bic, "BANKDEFF");
    EXPECT_EQ(detail.debtor.member, "021000089");
    EXPECT_EQ(detail.ultimate_debtor, "Real payer");
    EXPECT_EQ(detail.creditor.name, "Us");
    EXPECT_EQ(first.reader.statement().currency, "EUR");
  }
}

TEST(EntryReader, ReferencesReachTheirSlots) {
  const FirstEntry first(WithDetail(
      "<Refs><MsgId>1</MsgId><AcctSvcrRef>2</AcctSvcrRef><PmtInfId>3</PmtInfId>"
      "<InstrId>4</InstrId><EndToEndId>5</EndToEndId><UETR>6</UETR>"
      "<TxId>7</TxId><MndtId>8</MndtId><ChqNb>9</ChqNb>"
      "<ClrSysRef>10</ClrSysRef><Prtry><Tp>x</Tp><Ref>11</Ref></Prtry></"
      "Refs>"));
  int expected = 1;
  for (const Slot slot :
       {Slot::kMessageId, Slot::kDetailBankReference,
        Slot::kPaymentInformationId, Slot::kInstructionId, Slot::kEndToEndId,
        Slot::kUetr, Slot::kTransactionId, Slot::kMandateId,
        Slot::kChequeNumber, Slot::kClearingReference,
        Slot::kProprietaryReference}) {
    EXPECT_EQ(first.detail().Reference(slot), std::to_string(expected++));
  }
}

TEST(EntryReader, ChargesFlatAndAsRecords) {
  const FirstEntry flat(WithDetail(
      "<Chrgs><Amt Ccy='EUR'>1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Chrgs>"
      "<Chrgs><Amt Ccy='EUR'>2.00</Amt></Chrgs>"));
  ASSERT_EQ(flat.detail().charges.records.size(), 2u);
  EXPECT_EQ(flat.detail().charges.records[0].side, "DBIT");
  EXPECT_EQ(flat.detail().charges.records[1].amount.digits, "2.00");
  const FirstEntry records(
      WithDetail("<Chrgs><TtlChrgsAndTaxAmt Ccy='EUR'>3.00</TtlChrgsAndTaxAmt>"
                 "<Rcrd><Amt Ccy='EUR'>3.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
                 "<ChrgInclInd>true</ChrgInclInd></Rcrd></Chrgs>"));
  EXPECT_EQ(records.detail().charges.total.digits, "3.00");
  ASSERT_EQ(records.detail().charges.records.size(), 1u);
  EXPECT_EQ(records.detail().charges.records[0].side, "CRDT");
  EXPECT_TRUE(records.detail().charges.records[0].included);
}

TEST(EntryReader, RemittanceKeepsEveryPartInOrder) {
  const FirstEntry first(WithDetail(
      "<RmtInf><Ustrd>one</Ustrd><Ustrd>two</Ustrd><Strd>"
      "<RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>I1</Nb>"
      "</RfrdDocInf><RfrdDocAmt><DuePyblAmt Ccy='EUR'>10.00</DuePyblAmt>"
      "<DscntApldAmt><Tp><Cd>STDS</Cd></Tp><Amt Ccy='EUR'>0.20</Amt>"
      "</DscntApldAmt><AdjstmntAmtAndRsn><Amt Ccy='EUR'>1.00</Amt>"
      "<CdtDbtInd>DBIT</CdtDbtInd><Rsn>59</Rsn><AddtlInf>dent</AddtlInf>"
      "</AdjstmntAmtAndRsn></RfrdDocAmt><CdtrRefInf><Ref>RF18</Ref>"
      "</CdtrRefInf><AddtlRmtInf>more</AddtlRmtInf></Strd></RmtInf>"
      "<AddtlTxInf>last</AddtlTxInf>"));
  const Entry& entry = first.entry();
  EXPECT_EQ(entry.texts,
            (std::vector<std::string_view>{"one", "two", "more", "last"}));
  EXPECT_EQ(first.detail().texts.count, 4u);
  ASSERT_EQ(entry.structured.size(), 1u);
  EXPECT_EQ(entry.structured[0].creditor_reference, "RF18");
  ASSERT_EQ(entry.documents.size(), 1u);
  EXPECT_EQ(entry.documents[0].code, "CINV");
  EXPECT_EQ(entry.documents[0].number, "I1");
  ASSERT_EQ(entry.amounts.size(), 2u);
  EXPECT_EQ(entry.amounts[0].kind, Slot::kDue);
  EXPECT_EQ(entry.amounts[0].amount.digits, "10.00");
  EXPECT_EQ(entry.amounts[0].amount.currency, "EUR");
  EXPECT_EQ(entry.amounts[1].kind, Slot::kDiscount);
  EXPECT_EQ(entry.amounts[1].type, "STDS");
  EXPECT_EQ(entry.amounts[1].amount.digits, "0.20");
  ASSERT_EQ(entry.adjustments.size(), 1u);
  EXPECT_EQ(entry.adjustments[0].side, "DBIT");
  EXPECT_EQ(entry.adjustments[0].reason, "59");
  EXPECT_EQ(entry.adjustments[0].text, "dent");
}

TEST(EntryReader, VersionOne) {
  const std::string text =
      "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.01'>"
      "<BkToCstmrStmtV01><Stmt><Ntry><Amt Ccy='EUR'>1.00</Amt>"
      "<TxDtls><RmtInf><Strd><RfrdDocInf><RfrdDocTp><Cd>CINV</Cd></RfrdDocTp>"
      "<RfrdDocNb>I1</RfrdDocNb></RfrdDocInf><CdtrRefInf><CdtrRef>R1</CdtrRef>"
      "</CdtrRefInf></Strd></RmtInf></TxDtls></Ntry></Stmt>"
      "</BkToCstmrStmtV01></Document>";
  const FirstEntry first(text);
  EXPECT_EQ(first.reader.message().body, "BkToCstmrStmt");
  EXPECT_EQ(first.reader.message().suffix, "V01");
  ASSERT_EQ(first.entry().documents.size(), 1u);
  EXPECT_EQ(first.entry().documents[0].number, "I1");
  EXPECT_EQ(first.entry().structured[0].creditor_reference, "R1");
}

TEST(EntryReader, DecodedTextsLiveAsLongAsTheEntry) {
  const FirstEntry first(WithDetail(
      "<RltdPties><Dbtr><Nm>A &amp; B</Nm></Dbtr><Cdtr><Nm>C &amp; D</Nm>"
      "</Cdtr></RltdPties>"));
  EXPECT_EQ(first.detail().debtor.name, "A & B");
  EXPECT_EQ(first.detail().creditor.name, "C & D");
}

TEST(EntryReader, AnEntryStartsEmpty) {
  const std::string text =
      Document(Stmt(Ntry("1.00", "CRDT", Details(Tx("1.00"))) +
                    "<Ntry><Amt Ccy='EUR'>2.00</Amt></Ntry>"));
  EntryReader reader(text, false);
  while (reader.Next() != ReadEvent::kEntry) {
  }
  ASSERT_EQ(reader.Next(), ReadEvent::kEntry);
  EXPECT_EQ(reader.entry().amount.digits, "2.00");
  EXPECT_EQ(reader.entry().status, "");
  EXPECT_EQ(reader.entry().bank_reference, "");
  EXPECT_TRUE(reader.entry().details.empty());
}

}  // namespace
}  // namespace cashmatch
