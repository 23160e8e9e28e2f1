// SPDX-License-Identifier: Apache-2.0
// to_receipts_test.cc - what of a statement is money that came in.
#include "adapters/read/mt940/to_receipts.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/read/mt940/mt940_text.h"

namespace cashmatch {
namespace {

/// Reads entries; the balance does not matter here.
BankFile ReadEntries(std::string_view entries) {
  return ReadText(Statement(entries, "C260314EUR100,"));
}

/// "credit NTRF-166 BR1" of each receipt, one a line.
std::string Kinds(std::string_view entries) {
  const BankFile file = ReadEntries(entries);
  std::string out;
  for (const Receipt& receipt : file.receipts.receipts) {
    out += receipt.direction == Direction::kCredit ? "credit " : "debit ";
    out += std::string(receipt.type_code) + " " +
           std::string(receipt.bank_reference) + "\n";
  }
  return out;
}

std::string References(const BankFile& file) {
  std::string out;
  for (const Reference& it :
       file.receipts.References(file.receipts.receipts.at(0))) {
    out += (out.empty() ? "" : "|") +
           std::to_string(static_cast<int>(it.type)) + "=" +
           std::string(it.value);
  }
  return out;
}

std::string Texts(const BankFile& file) {
  std::string out;
  for (const std::string_view text :
       file.receipts.Texts(file.receipts.receipts.at(0))) {
    out += (out.empty() ? "" : "|") + std::string(text);
  }
  return out;
}

TEST(ToReceipts, ACreditWithEverything) {
  const BankFile file = ReadEntries(
      ":61:2603140315CR1190,00NTRFCUST-1//BR1\n"
      ":86:166?00GUTSCHRIFT?20EREF+E2E-1?21SVWZ+INV 7?30COBADEFF"
      "?31DE89370400440532013000?32ACME SOEHNE GMBH\n");
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  const Receipt& receipt = file.receipts.receipts[0];
  EXPECT_EQ(receipt.amount, 119000);
  EXPECT_EQ(receipt.currency, *ParseCurrency("EUR"));
  EXPECT_EQ(receipt.direction, Direction::kCredit);
  EXPECT_EQ(receipt.method, Method::kAch);
  EXPECT_EQ(receipt.type_code, "NTRF-166");
  EXPECT_EQ(FormatDay(receipt.value_date), "2026-03-14");
  EXPECT_EQ(FormatDay(receipt.booking_date), "2026-03-15");
  EXPECT_EQ(receipt.bank_reference, "BR1");
  EXPECT_EQ(receipt.account, "12345678/1234567890");
  EXPECT_EQ(receipt.payer_name, "ACME SOEHNE GMBH");
  EXPECT_EQ(receipt.payer_account, "DE89370400440532013000");
  EXPECT_EQ(receipt.payer_bank, "COBADEFF");
  EXPECT_EQ(receipt.line, 5u);
  EXPECT_FALSE(receipt.provisional);
  EXPECT_EQ(References(file), "6=CUST-1|2=E2E-1");
  EXPECT_EQ(Texts(file), "INV 7|GUTSCHRIFT");
  EXPECT_EQ(file.receipts.files.at(0).format, "mt940");
}

TEST(ToReceipts, DebitsAreNoneUnlessTheyUndoACredit) {
  EXPECT_EQ(Kinds(":61:260314D1,NTRFA\n"), "");
  EXPECT_EQ(Kinds(":61:260314RC1,NTRFA\n"), "debit NTRF A\n");
  EXPECT_EQ(Kinds(":61:260314D1,NRTIA\n"), "debit NRTI A\n");
  EXPECT_EQ(Kinds(":61:260314D1,NDDTA\n:86:109?00RETOURE?20x\n"),
            "debit NDDT-109 A\n");
  EXPECT_EQ(Kinds(":61:260314D1,NMSCA\n:86:899?00STORNO?20x\n"),
            "debit NMSC-899 A\n");
}

TEST(ToReceipts, CreditsThatTakeBackOurOwnSaySo) {
  EXPECT_EQ(Kinds(":61:260314RD1,NTRFA\n"), "credit NTRF/RVSL A\n");
  EXPECT_EQ(Kinds(":61:260314C1,NTRFA\n:86:899?00STORNO?20x\n"),
            "credit NTRF-899/RVSL A\n");
  EXPECT_EQ(Kinds(":61:260314C1,NTRFA\n:86:159?00RETOURE?20x\n"),
            "credit NTRF-159/RTRN A\n");
  EXPECT_EQ(Kinds(":61:260314C1,NTRFA\n:86:181?00WIEDERGUT?20x\n"),
            "credit NTRF-181/RTRN A\n");
  EXPECT_EQ(Kinds(":61:260314C1,NRTIA\n"), "credit NRTI/RTRN A\n");
}

TEST(ToReceipts, AReasonOfReturnTellsWhatTheTypeDoesNot) {
  // ING, ABN AMRO and Rabobank; the type is that of the original.
  const std::string returned = "/RTRN/MD06//EREF/INC-1//REMI/USTD//dues/\n";
  EXPECT_EQ(Kinds(":61:260314D1,NDDTEREF//B1\n:86:" + returned),
            "debit NDDT B1\n");
  EXPECT_EQ(Kinds(":61:260314C1,NTRFEREF//B1\n:86:" + returned),
            "credit NTRF/RTRN B1\n");
  EXPECT_EQ(Kinds(":61:260314D1,N712EREF//B1\n"
                  ":86:/TRTP/SEPA INCASSO "
                  "STORNO/MARF/MMMMMMMMMMMMMMMMMMMMMMMMMMMMMM/RTR\n"
                  "N/MS03/NAME/JAN/REMI/dues/EREF/INC-1\n"),
            "debit N712 B1\n");
  const BankFile file =
      ReadEntries(":61:260314D1,NDDTEREF//B1\n:86:" + returned);
  EXPECT_EQ(References(file), "2=INC-1");
  EXPECT_EQ(Texts(file), "dues|MD06");
  // The mark alone decides where it says more.
  EXPECT_EQ(Kinds(":61:260314RD1,NTRFA\n:86:" + returned),
            "credit NTRF/RVSL A\n");
}

TEST(ToReceipts, WhatAPayerWritesMakesNoReturn) {
  EXPECT_EQ(Kinds(":61:260314C1,NTRFA\n"
                  ":86:/EREF/E1/NAME/ACME/REMI/USTD//x /RTRN/MD06/\n"),
            "credit NTRF A\n");
  EXPECT_EQ(Kinds(":61:260314D1,NTRFA\n"
                  ":86:/EREF/E1/NAME/ACME/REMI/USTD//x /RTRN/MD06/\n"),
            "");
  // No reason, and what is none.
  EXPECT_EQ(Kinds(":61:260314C1,NTRFA\n:86:/RTRN//EREF/E1/REMI/x\n"),
            "credit NTRF A\n");
  EXPECT_EQ(Kinds(":61:260314C1,NTRFA\n:86:/EREF/E1/RTRN/rent/REMI/x\n"),
            "credit NTRF A\n");
  EXPECT_EQ(Kinds(":61:260314C1,NTRFA\n:86:166?20a?21/RTRN/MD06/\n"),
            "credit NTRF-166 A\n");
}

TEST(ToReceipts, ALineWithoutMoneyOrTextIsNone) {
  EXPECT_EQ(Kinds(":61:260314C0,00NDEFNONREF//\n"), "");
  EXPECT_EQ(Kinds(":61:260314C0,00NTRFA\n:86:INV 1 less CM 2\n"),
            "credit NTRF A\n");
}

TEST(ToReceipts, TheBankReferenceElseTheCustomers) {
  EXPECT_EQ(Kinds(":61:260314C1,NTRFCUST//BANK\n"), "credit NTRF BANK\n");
  EXPECT_EQ(Kinds(":61:260314C1,NTRFCUST//NONREF\n"), "credit NTRF CUST\n");
  EXPECT_EQ(Kinds(":61:260314C1,NTRFNONREF\n"), "credit NTRF \n");
  EXPECT_EQ(Kinds(":61:260314C1,NTRFKREF+\n"), "credit NTRF \n");
  EXPECT_EQ(Kinds(":61:260314C1,N0600733959555      T-MOBILE\n"),
            "credit N060 0733959555\n");
}

TEST(ToReceipts, WithoutAnEntryDateTheValueDateIsTheBookingDate) {
  const BankFile file = ReadEntries(":61:260312C1,NTRFA\n");
  EXPECT_EQ(FormatDay(file.receipts.receipts.at(0).booking_date), "2026-03-12");
}

TEST(ToReceipts, AnInterimReportIsProvisional) {
  const BankFile file = ReadText(Interim(kCredit, "-\n"));
  EXPECT_TRUE(file.receipts.receipts.at(0).provisional);
  EXPECT_EQ(file.receipts.files.at(0).format, "mt942");
}

TEST(ToReceipts, AmountsOfOtherCurrenciesAndCharges) {
  const BankFile file = ReadEntries(
      ":61:260314C90,NTRFA\n/OCMT/USD100,00//CHGS/EUR2,50/\n:86:x\n");
  const Receipt& receipt = file.receipts.receipts.at(0);
  EXPECT_EQ(receipt.instructed_amount, 10000);
  EXPECT_EQ(receipt.instructed_currency, *ParseCurrency("USD"));
  EXPECT_EQ(receipt.charges, 250);
  EXPECT_EQ(Texts(file), "x");
  // The fee of a returned debit is part of what the bank takes back.
  const BankFile back = ReadEntries(
      ":61:260314D53,NRTIA\n:86:109?00RETOURE?20OAMT+50,00 COAM+3,00?34914\n");
  EXPECT_EQ(back.receipts.receipts.at(0).charges, 300);
  EXPECT_EQ(back.receipts.receipts.at(0).instructed_amount, 5000);
  EXPECT_EQ(Texts(back), "RETOURE|914");
}

TEST(ToReceipts, PartiesOfBanksWithoutTags) {
  const BankFile file = ReadEntries(
      ":61:2603140314C9,NIOBNL57ASNB0123456789\nj jansen\n"
      ":86:NL57ASNB0123456789 j jansen\n\nfactuur 7\n");
  const Receipt& receipt = file.receipts.receipts.at(0);
  EXPECT_EQ(receipt.payer_account, "NL57ASNB0123456789");
  EXPECT_EQ(receipt.payer_name, "j jansen");
  EXPECT_EQ(References(file), "");
  const BankFile below = ReadEntries(
      ":61:260314C25,N102EREF            \nNL51ABNA0987654321\n"
      ":86:/EREF/E1/ORDP//NAME/ACME/REMI/x\n");
  EXPECT_EQ(below.receipts.receipts.at(0).payer_account, "NL51ABNA0987654321");
  EXPECT_EQ(below.receipts.receipts.at(0).payer_name, "ACME");
}

TEST(ToReceipts, AReferenceInTheFormOfAnIbanStaysOne) {
  for (const std::string reference :
       {"RF18539007547034", "RE20260215004711", "NL56ASNB0123456789"}) {
    const BankFile file =
        ReadEntries(":61:260314C9,NTRF" + reference + "//B1\nACME\n");
    EXPECT_EQ(References(file), "6=" + reference);
    EXPECT_EQ(file.receipts.receipts.at(0).payer_account, "");
    EXPECT_EQ(file.receipts.receipts.at(0).payer_name, "");
    const BankFile below =
        ReadEntries(":61:260314C9,NTRFNONREF//B1\n" + reference + "\n");
    EXPECT_EQ(below.receipts.receipts.at(0).payer_account, "");
    EXPECT_EQ(Texts(below), reference);
  }
  // An account that the text names is the payer's, not what the reference is.
  const BankFile named = ReadEntries(
      ":61:260314C9,NTRFNO9386011117947//B1\n"
      ":86:166?00GUT?20X?31DE02120300000000202051?32ACME\n");
  EXPECT_EQ(References(named), "6=NO9386011117947");
  EXPECT_EQ(named.receipts.receipts.at(0).payer_account,
            "DE02120300000000202051");
}

TEST(ToReceipts, WhomThePayerActsFor) {
  const BankFile file = ReadEntries(
      ":61:260314C9,NTRFA\n:86:166?20SVWZ+x ABWA+Erika?32Agency?30100?31200\n");
  const Receipt& receipt = file.receipts.receipts.at(0);
  EXPECT_EQ(receipt.payer_name, "Erika");
  EXPECT_EQ(receipt.payer_account, "100/200");
  EXPECT_EQ(Texts(file), "x|Agency");
}

TEST(ToReceipts, StructuredReferencesAreCounted) {
  const BankFile file = ReadEntries(
      ":61:260314C9,NTRFA\n:86:/EREF/1/REMI/STRD/CUR/RF18539007547034/\n");
  EXPECT_EQ(References(file), "1=RF18539007547034|6=A|2=1");
  EXPECT_EQ(file.summary.references.at("RF"), 1u);
}

TEST(ToReceipts, ATextInSeveralFieldsIsOne) {
  // ING in Poland names the business in a field of its own first.
  for (const char* text :
       {":86:073\n:86:073~00VE02\n~20FV 1/2~32KOWALSKI\n~38PL61\n",
        ":86: 073 \n:86: 073~00VE02~20FV 1/2~32KOWALSKI\n",
        ":86:073~00VE02\n:86:073~20FV 1/2~32KOWALSKI\n"}) {
    const BankFile file =
        ReadEntries(":61:260314C9,S073A//B\n" + std::string(text));
    const Receipt& receipt = file.receipts.receipts.at(0);
    EXPECT_EQ(receipt.type_code, "S073-073") << text;
    EXPECT_EQ(receipt.payer_name, "KOWALSKI") << text;
    EXPECT_EQ(Texts(file), "FV 1/2|VE02") << text;
  }
  // Digits that are no code, or another, belong to the text.
  for (const char* text : {":86:073\n:86:0731 NO 7\n", ":86:073\n:86:074~20x\n",
                           ":86:073\n:86:073\n", ":86:073\n:86:073-4711\n"}) {
    EXPECT_EQ(Texts(ReadEntries(":61:260314C9,NTRFA\n" + std::string(text)))
                  .substr(0, 4),
              "073 ")
        << text;
  }
}

TEST(ToReceipts, CheckNumbers) {
  const BankFile file = ReadEntries(":61:260314C9,NCHK16703074\n");
  EXPECT_EQ(References(file), "4=16703074");
  EXPECT_EQ(file.receipts.receipts.at(0).method, Method::kCheck);
}

}  // namespace
}  // namespace cashmatch
