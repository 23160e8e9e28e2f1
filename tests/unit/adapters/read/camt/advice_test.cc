// SPDX-License-Identifier: Apache-2.0
// advice_test.cc - structured remittance, before and after version 12.
#include "adapters/read/camt/advice.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/read/camt/camt_text.h"

namespace cashmatch {
namespace {

/// Reads the Strd elements of a single receipt of 100 EUR.
BankFile WithStructured(std::string_view structured) {
  BankFile file =
      ReadStmt(Ntry("100.00", "CRDT",
                    Details(Tx("100.00", "<RmtInf>" + std::string(structured) +
                                             "</RmtInf>"))));
  EXPECT_EQ(file.receipts.receipts.size(), 1u);
  return file;
}

std::string Strd(std::string_view parts) {
  return "<Strd>" + std::string(parts) + "</Strd>";
}

std::string Doc(std::string_view code, std::string_view number) {
  return "<RfrdDocInf><Tp><CdOrPrtry><Cd>" + std::string(code) +
         "</Cd></CdOrPrtry></Tp><Nb>" + std::string(number) +
         "</Nb></RfrdDocInf>";
}

std::string Amounts(std::string_view parts) {
  return "<RfrdDocAmt>" + std::string(parts) + "</RfrdDocAmt>";
}

std::string Number(Minor amount) {
  return amount == kNotStated ? "-" : std::to_string(amount);
}

/// Writes the advice: "I1 gross/discount/paid +adjustment:reason".
std::string Advice(const BankFile& file) {
  std::string out;
  for (const AdviceLine& line :
       file.receipts.Advice(file.receipts.receipts[0])) {
    if (!out.empty()) out += "; ";
    out += std::string(line.reference) + " " + Number(line.gross) + "/" +
           Number(line.discount) + "/" + Number(line.paid);
    for (const Adjustment& each : file.receipts.Adjustments(line)) {
      out += " " + Number(each.amount) + ":" + std::string(each.reason);
    }
  }
  return out;
}

std::string References(const BankFile& file) {
  std::string out;
  for (const Reference& reference :
       file.receipts.References(file.receipts.receipts[0])) {
    out += std::to_string(static_cast<int>(reference.type)) + "=" +
           std::string(reference.value) + " ";
  }
  return out;
}

constexpr char kInvoice[] = "0=";
constexpr char kCreditorReference[] = "1=";
constexpr char kPurchaseOrder[] = "3=";
constexpr char kOther[] = "6=";

TEST(CamtAdvice, GrossDiscountPaid) {
  const BankFile file = WithStructured(Strd(
      Doc("CINV", "I1") + Amounts("<DuePyblAmt Ccy='EUR'>102.00</DuePyblAmt>"
                                  "<DscntApldAmt Ccy='EUR'>2.00</DscntApldAmt>"
                                  "<RmtdAmt Ccy='EUR'>100.00</RmtdAmt>")));
  EXPECT_EQ(Advice(file), "I1 10200/200/10000");
  EXPECT_EQ(References(file), std::string(kInvoice) + "I1 ");
}

TEST(CamtAdvice, DiscountsOfTheLaterFormAddUp) {
  EXPECT_EQ(Advice(WithStructured(Strd(
                Doc("CINV", "I1") +
                Amounts("<DscntApldAmt><Amt Ccy='EUR'>1.00</Amt></DscntApldAmt>"
                        "<DscntApldAmt><Amt Ccy='EUR'>0.50</Amt></DscntApldAmt>"
                        "<TaxAmt><Amt Ccy='EUR'>9.00</Amt></TaxAmt>")))),
            "I1 -/150/-");
}

TEST(CamtAdvice, TypedAmountsSinceVersion12) {
  const auto typed = [](const char* code, const char* amount) {
    return std::string("<RmtAmtAndTp><Tp>") + code + "</Tp><Amt Ccy='EUR'>" +
           amount + "</Amt></RmtAmtAndTp>";
  };
  EXPECT_EQ(Advice(WithStructured(Strd(
                Doc("CINV", "I1") + Amounts(typed("<Cd>DUPA</Cd>", "102.00") +
                                            typed("<Cd>STDS</Cd>", "2.00") +
                                            typed("<Cd>REMI</Cd>", "100.00") +
                                            typed("<Cd>CITY</Cd>", "7.00"))))),
            "I1 10200/200/10000");
  EXPECT_EQ(Advice(WithStructured(
                Strd(Doc("CINV", "I1") +
                     Amounts(typed("<Prtry>InvoiceAmount</Prtry>", "5.00"))))),
            "I1 500/-/-");
}

TEST(CamtAdvice, CreditNotesCountNegative) {
  EXPECT_EQ(Advice(WithStructured(
                Strd(Doc("CINV", "I1") +
                     Amounts("<RmtdAmt Ccy='EUR'>120.00</RmtdAmt>")) +
                Strd(Doc("CREN", "C1") +
                     Amounts("<RmtdAmt Ccy='EUR'>20.00</RmtdAmt>")))),
            "I1 -/-/12000; C1 -/-/-2000");
  EXPECT_EQ(Advice(WithStructured(
                Strd(Doc("CREN", "C1") +
                     Amounts("<DuePyblAmt Ccy='EUR'>20.00</DuePyblAmt>")))),
            "C1 -2000/-/-2000");
}

TEST(CamtAdvice, ACreditNoteAmountAloneIsACreditNote) {
  EXPECT_EQ(Advice(WithStructured(
                Strd("<CdtrRefInf><Ref>12344</Ref></CdtrRefInf>" +
                     Amounts("<CdtNoteAmt Ccy='EUR'>6.00</CdtNoteAmt>")))),
            "12344 -/-/-600");
}

TEST(CamtAdvice, ACreditNoteOnAnInvoiceIsKeptBack) {
  EXPECT_EQ(Advice(WithStructured(
                Strd(Doc("CINV", "I1") +
                     Amounts("<DuePyblAmt Ccy='EUR'>106.00</DuePyblAmt>"
                             "<CdtNoteAmt Ccy='EUR'>6.00</CdtNoteAmt>"
                             "<RmtdAmt Ccy='EUR'>100.00</RmtdAmt>")))),
            "I1 10600/-/10000 600:CREN");
}

std::string Adjustment(const char* amount, const char* side) {
  return std::string("<AdjstmntAmtAndRsn><Amt Ccy='EUR'>") + amount +
         "</Amt><CdtDbtInd>" + side +
         "</CdtDbtInd><Rsn>59</Rsn></AdjstmntAmtAndRsn>";
}

TEST(CamtAdvice, TheSumSaysWhetherAnAdjustmentWasKeptBack) {
  const std::string sum =
      "<DuePyblAmt Ccy='EUR'>104.00</DuePyblAmt>"
      "<RmtdAmt Ccy='EUR'>100.00</RmtdAmt>";
  for (const char* const side : {"CRDT", "DBIT"}) {
    EXPECT_EQ(
        Advice(WithStructured(
            Strd(Doc("CINV", "I1") + Amounts(sum + Adjustment("4.00", side))))),
        "I1 10400/-/10000 400:59");
  }
}

TEST(CamtAdvice, TheSumSaysItOfSeveralAdjustmentsTogether) {
  const std::string sum =
      "<DuePyblAmt Ccy='EUR'>120.00</DuePyblAmt>"
      "<RmtdAmt Ccy='EUR'>100.00</RmtdAmt>";
  const auto of = [&](const char* one, const char* two, const char* more = "") {
    return Advice(WithStructured(
        Strd(Doc("CINV", "I1") + Amounts(sum + more + Adjustment("15.00", one) +
                                         Adjustment("5.00", two)))));
  };
  const std::string both = "I1 12000/-/10000 1500:59 500:59";
  EXPECT_EQ(of("CRDT", "CRDT"), both);
  EXPECT_EQ(of("DBIT", "DBIT"), both);  // all turned
  EXPECT_EQ(of("CRDT", "DBIT"), both);  // kept back, whatever the sides say
  // With ten of discount it is fifteen kept back and five added.
  const char* const discount = "<DscntApldAmt Ccy='EUR'>10.00</DscntApldAmt>";
  const std::string less = "I1 12000/1000/10000 1500:59 -500:59";
  EXPECT_EQ(of("CRDT", "DBIT", discount), less);
  EXPECT_EQ(of("DBIT", "CRDT", discount), less);
}

TEST(CamtAdvice, ACreditNoteIsPartOfTheSum) {
  EXPECT_EQ(Advice(WithStructured(
                Strd(Doc("CINV", "I1") +
                     Amounts("<DuePyblAmt Ccy='EUR'>110.00</DuePyblAmt>"
                             "<CdtNoteAmt Ccy='EUR'>6.00</CdtNoteAmt>"
                             "<RmtdAmt Ccy='EUR'>100.00</RmtdAmt>" +
                             Adjustment("4.00", "DBIT"))))),
            "I1 11000/-/10000 600:CREN 400:59");
}

TEST(CamtAdvice, WithoutASumTheSideSaysIt) {
  const std::string paid = "<RmtdAmt Ccy='EUR'>100.00</RmtdAmt>";
  EXPECT_EQ(Advice(WithStructured(Strd(
                Doc("CINV", "I1") + Amounts(paid + Adjustment("4.00", "CRDT") +
                                            Adjustment("1.00", "DBIT"))))),
            "I1 -/-/10000 400:59 -100:59");
}

TEST(CamtAdvice, SeveralDocumentsWithOneAmountStayReferences) {
  const BankFile file = WithStructured(
      Strd(Doc("CINV", "I1") + Doc("PUOR", "P1") + Doc("SOAC", "S1") +
           Amounts("<RmtdAmt Ccy='EUR'>100.00</RmtdAmt>")));
  EXPECT_EQ(Advice(file), "");
  EXPECT_EQ(References(file), std::string(kInvoice) + "I1 " + kPurchaseOrder +
                                  "P1 " + kOther + "S1 ");
}

TEST(CamtAdvice, ACreditorReferenceMayHaveAmounts) {
  const BankFile file = WithStructured(
      Strd("<CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf>" +
           Amounts("<RmtdAmt Ccy='EUR'>100.00</RmtdAmt>")));
  EXPECT_EQ(Advice(file), "RF18539007547034 -/-/10000");
  EXPECT_EQ(References(file),
            std::string(kCreditorReference) + "RF18539007547034 ");
}

TEST(CamtAdvice, AmountsInAnotherCurrencyAreNotTakenForOurs) {
  EXPECT_EQ(
      Advice(WithStructured(Strd(
          Doc("CINV", "I1") + Amounts("<RmtdAmt Ccy='USD'>110.00</RmtdAmt>")))),
      "");
}

}  // namespace
}  // namespace cashmatch
