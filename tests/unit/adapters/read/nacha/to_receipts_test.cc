// SPDX-License-Identifier: Apache-2.0
// to_receipts_test.cc - what entries mean to the receiver.
#include "adapters/read/nacha/to_receipts.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/nacha/nacha_text.h"

namespace cashmatch {
namespace {

BankFile One(const std::string& sec, const std::string& code,
             unsigned long long cents,
             const std::vector<std::string>& addenda = {},
             const std::string& effective = "260315") {
  AchFile ach;
  ach.Batch(sec, effective).Entry(code, cents, addenda).End();
  return ReadText(ach.Text());
}

/// Cuts a text into payloads of addenda.
std::vector<std::string> Pieces(const std::string& text) {
  std::vector<std::string> pieces;
  for (size_t at = 0; at < text.size(); at += 80) {
    pieces.push_back("05" + text.substr(at, 80));
  }
  return pieces;
}

TEST(NachaReceipts, ACreditCarriesItsFields) {
  const BankFile file = One("CCD", "22", 119000, {"05RMR*IV*INV1**1190.00\\"});
  EXPECT_EQ(Told(file), "");
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  const Receipt& receipt = file.receipts.receipts[0];
  EXPECT_EQ(receipt.amount, 119000);
  EXPECT_EQ(receipt.direction, Direction::kCredit);
  EXPECT_EQ(receipt.method, Method::kAch);
  EXPECT_EQ(receipt.type_code, "CCD-22");
  EXPECT_EQ(receipt.account, "456");
  EXPECT_EQ(receipt.bank_reference, "071000010001001");
  EXPECT_EQ(receipt.payer_name, "ACME SOEHNE");
  EXPECT_EQ(receipt.payer_id, "1234567890");
  EXPECT_EQ(receipt.payer_bank, "071000013");
  EXPECT_EQ(FormatDay(receipt.value_date), "2026-03-15");
  EXPECT_EQ(receipt.line, 3u);
  EXPECT_EQ(ReferencesOf(file), "trace=071000010001001;other=ID1;");
  EXPECT_EQ(TextsOf(file), "VENDOR PMT");
  EXPECT_EQ(AdviceOf(file), "INV1 paid 1190.00;");
  EXPECT_TRUE(file.summary.booked.credit.at(kUsDollar) == 119000);
}

TEST(NachaReceipts, CreditsOfEveryAccountAndNothingElse) {
  for (const char* const code : {"22", "32", "42", "52"}) {
    EXPECT_EQ(ReceiptsOf(One("PPD", code, 100)), "1.00;") << code;
  }
  for (const char* const code : {"27", "37", "55"}) {
    const BankFile file = One("PPD", code, 100);
    EXPECT_EQ(ReceiptsOf(file), "") << code;
    EXPECT_EQ(Told(file), "");
    EXPECT_TRUE(file.summary.booked.debit.at(kUsDollar) == 100);
  }
  for (const char* const code : {"22", "23", "28", "24", "29"}) {
    EXPECT_EQ(ReceiptsOf(One("CCD", code, 0)), "") << code;
    EXPECT_EQ(Told(One("CCD", code, 0)), "") << code;
  }
}

TEST(NachaReceipts, AnEight20CrossesAddendaUntrimmed) {
  // A blank at the end of the first piece belongs to a name.
  std::string text =
      "ST*820*0001~BPR*C*30*C*ACH*CTX~TRN*1*T7~N1*PR*A VERY LONG NAME OF A "
      "COMPANY~";
  text.resize(79, 'X');
  text += " ~RMR*IV*INV1**10~RMR*IV*INV2**20~SE*7*0001~";
  const BankFile file = One("CTX", "22", 3000, Pieces(text));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(AdviceOf(file), "INV1 paid 10.00;INV2 paid 20.00;");
  EXPECT_EQ(ReferencesOf(file), "trace=071000010001001;other=ID1;trace=T7;");
}

TEST(NachaReceipts, LinesCutInTheMiddleOfANumberAreWhole) {
  std::string text = "ST*820*0001~BPR*C*30*C*ACH*CTX~NTE*ADD*";
  text.resize(69, 'N');
  text += "~RMR*IV*INV-10|";  // the number goes on in the next addendum
  text.pop_back();
  ASSERT_GT(text.size(), 80u);
  text += "231**30~SE*5*0001~";
  EXPECT_EQ(AdviceOf(One("CTX", "22", 3000, Pieces(text))),
            "INV-10231 paid 30.00;");
}

TEST(NachaReceipts, FreeTextStaysText) {
  const BankFile file =
      One("PPD", "22", 100, {"05INVOICE 4711", "05THANK YOU"});
  EXPECT_EQ(TextsOf(file), "VENDOR PMT|INVOICE 4711|THANK YOU");
  EXPECT_EQ(AdviceOf(file), "");
  const BankFile trace = One("CCD", "22", 100, {"05TRN*1*12345*99\\"});
  EXPECT_EQ(ReferencesOf(trace),
            "trace=071000010001001;other=ID1;trace=12345;");
}

TEST(NachaReceipts, AdviceOfOtherMoneyIsSaid) {
  const BankFile lines = One("CCD", "22", 5000, {"05RMR*IV*I1**49.00\\"});
  EXPECT_EQ(Told(lines),
            "warning NACHA-ADVICE 3 batch 1 / entry 1 / 820: found advice of "
            "49.00, remainder 1.00, expected 50.00, the amount of the entry; "
            "the amount of the entry used\n");
  EXPECT_EQ(ReceiptsOf(lines), "50.00;");
  const BankFile order =
      One("CTX", "22", 5000, {"05BPR*C*49*C~RMR*IV*I1**49~"});
  EXPECT_EQ(CodesOf(order), "NACHA-ADVICE");
  const BankFile unreadable = One("CCD", "22", 5000, {"05RMR*IV*I1**5O.00\\"});
  EXPECT_EQ(CodesOf(unreadable), "NACHA-ADVICE");
}

TEST(NachaReceipts, AnEight20ThatCannotBeReadIsSaid) {
  const BankFile file = One("CTX", "22", 5000, {"05ISA*00*TOO SHORT~"});
  EXPECT_EQ(CodesOf(file), "NACHA-ADVICE");
  EXPECT_EQ(TextsOf(file), "VENDOR PMT|ISA*00*TOO SHORT~");
  EXPECT_EQ(ReceiptsOf(file), "50.00;");
}

TEST(NachaReceipts, AReturnedCollectionUndoesAReceipt) {
  const BankFile file =
      One("PPD", "26", 12500,
          {"99R01071000010000007      11100002" + Padded("NSF", 44)});
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(ReceiptsOf(file), "-125.00;");
  const Receipt& receipt = file.receipts.receipts[0];
  EXPECT_EQ(receipt.method, Method::kDirectDebit);
  EXPECT_EQ(receipt.type_code, "PPD-26");
  EXPECT_EQ(receipt.account, "");
  EXPECT_EQ(receipt.payer_name, "JANE DOE");
  EXPECT_EQ(receipt.payer_id, "ID1");
  EXPECT_EQ(receipt.payer_account, "111000025/456");
  EXPECT_EQ(ReferencesOf(file), "trace=071000010000007;");
  EXPECT_EQ(TextsOf(file), "R01 insufficient funds|NSF|VENDOR PMT");
}

TEST(NachaReceipts, ADebitWithAReturnAddendumIsAReturnToo) {
  EXPECT_EQ(
      ReceiptsOf(One("WEB", "27", 100, {"99R02071000010000007      11100002"})),
      "-1.00;");
}

TEST(NachaReceipts, APaymentOfOursThatComesBackIsNotReceivable) {
  const BankFile file =
      One("CCD", "21", 100, {"99R03071000010000007      11100002"});
  EXPECT_EQ(ReceiptsOf(file), "1.00;");
  EXPECT_EQ(file.receipts.receipts[0].type_code, "CCD-21/RTRN");
}

TEST(NachaReceipts, ReturnsThatLeaveDoubtAreHeld) {
  EXPECT_EQ(ReceiptsOf(One("PPD", "26", 100)), "-1.00 NACHA-RETURN;");
  EXPECT_EQ(
      ReceiptsOf(One("PPD", "26", 100, {"99R68071000010000007      11100002"})),
      "-1.00 NACHA-DISHONORED;");
}

TEST(NachaReceipts, WhatIsNoMoneyIsReported) {
  const BankFile change =
      One("COR", "21", 0, {"98C01071000010000007      111000021918171614"});
  EXPECT_EQ(ReceiptsOf(change), "");
  EXPECT_EQ(Told(change),
            "warning NACHA-CHANGE 4 batch 1 / entry 1: found a notification of "
            "change 'C01' of trace '071000010000007', new data ending "
            "'…1614', expected a payment; reported, no receipt made; correct "
            "the payer's data\n");
  const BankFile prenote =
      One("PPD", "26", 0, {"99R03071000010000007      11100002"});
  EXPECT_EQ(CodesOf(prenote), "NACHA-PRENOTE");
  EXPECT_EQ(ReceiptsOf(prenote), "");
}

TEST(NachaReceipts, ARemittanceThatNetsToNothingIsOne) {
  const std::vector<std::string> nets = {
      "05ST*820*1~BPR*I*0*C*NON~RMR*IV*I1**50~RMR*CM*C1**-50~SE*5*1~"};
  const BankFile file = One("CTX", "24", 0, nets);
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(ReceiptsOf(file), "0.00;");
  EXPECT_EQ(AdviceOf(file), "I1 paid 50.00;C1 paid -50.00;");
  EXPECT_EQ(ReceiptsOf(One("CTX", "23", 0, nets)), "");  // a prenote
}

TEST(NachaReceipts, OtherClassesAreCountedAndSaid) {
  const BankFile file = One("IAT", "22", 10000);
  EXPECT_EQ(ReceiptsOf(file), "");
  EXPECT_EQ(CodesOf(file), "NACHA-SKIPPED");
  EXPECT_TRUE(file.summary.booked.credit.at(kUsDollar) == 10000);
  EXPECT_TRUE(file.summary.left_out.credit.at(kUsDollar) == 10000);
  EXPECT_EQ(file.summary.control, Control::kProved);
}

TEST(NachaReceipts, WithoutADateTheyAreHeld) {
  EXPECT_EQ(ReceiptsOf(One("CCD", "22", 100, {}, "      ")),
            "1.00 NACHA-DATE;");
  const BankFile file = One("CCD", "22", 100, {}, "269999");
  EXPECT_EQ(ReceiptsOf(file), "1.00 NACHA-DATE;");
  EXPECT_NE(Told(file).find("held NACHA-DATE 3 batch 1 / entry 1: found "
                            "'269999', expected the effective date"),
            std::string::npos);
}

}  // namespace
}  // namespace cashmatch
