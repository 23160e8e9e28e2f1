// SPDX-License-Identifier: Apache-2.0
// to_receipts_test.cc - which payments are money, and what a receipt carries.
#include "adapters/read/x12/to_receipts.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/x12/x12_text.h"

namespace cashmatch {
namespace {

const Currency kUsd = kUsDollar;

BankFile Read(std::string order, std::vector<std::string> rest = {
                                     "TRN*1*T1", "RMR*IV*I1**100.00"}) {
  rest.insert(rest.begin(), std::move(order));
  return ReadText(X12File(rest));
}

std::string Order(std::string_view from, std::string_view to) {
  std::string order(kOrder);
  return order.replace(order.find(from), from.size(), to);
}

TEST(X12Receipts, CarryTheFieldsOfTheOrder) {
  const BankFile file = Read(std::string(kOrder));
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  const Receipt& receipt = file.receipts.receipts[0];
  EXPECT_EQ(receipt.amount, 10000);
  EXPECT_EQ(receipt.currency, kUsd);
  EXPECT_EQ(receipt.direction, Direction::kCredit);
  EXPECT_EQ(receipt.method, Method::kAch);
  EXPECT_EQ(receipt.type_code, "ACH-CTX");
  EXPECT_EQ(receipt.account, "456");
  EXPECT_EQ(receipt.bank_reference, "T1");
  EXPECT_EQ(receipt.payer_account, "071000013/123");
  EXPECT_EQ(receipt.payer_bank, "071000013");
  EXPECT_EQ(receipt.payer_id, "1234567890");
  EXPECT_EQ(FormatDay(receipt.value_date), "2026-03-14");
  EXPECT_EQ(FormatDay(receipt.booking_date), "2026-03-14");
  EXPECT_EQ(receipt.line, 4u);
  EXPECT_EQ(receipt.held, "");
  EXPECT_EQ(ReferencesOf(file), "trace=T1;");
  EXPECT_TRUE(file.summary.booked.credit.at(kUsd) == 10000);
}

TEST(X12Receipts, AnnouncedMoneyWaitsForTheBank) {
  for (const char* const handling : {"I", "H", "P"}) {
    const BankFile file = Read(Order("BPR*C", "BPR*" + std::string(handling)));
    EXPECT_TRUE(file.receipts.receipts.empty()) << handling;
    EXPECT_EQ(file.summary.entries, 1u);
    EXPECT_TRUE(file.summary.booked.credit.empty());
    EXPECT_TRUE(file.summary.pending.credit.at(kUsd) == 10000);
    EXPECT_EQ(Told(file), "");
  }
  EXPECT_TRUE(Read(Order("*ACH*", "*NON*")).receipts.receipts.empty());
}

TEST(X12Receipts, AnnouncedMoneyIsAdvice) {
  const BankFile file = Read(Order("BPR*C", "BPR*I"));
  ASSERT_EQ(file.advice.receipts.size(), 1u);
  const Receipt& advice = file.advice.receipts[0];
  EXPECT_EQ(advice.amount, 10000);
  EXPECT_EQ(advice.bank_reference, "T1");
  EXPECT_EQ(FormatDay(advice.value_date), "2026-03-14");
  EXPECT_EQ(file.advice.files.at(advice.file).name, "test.edi");
  ASSERT_EQ(file.advice.References(advice).size(), 1u);
  EXPECT_EQ(file.advice.References(advice)[0].value, "T1");
  ASSERT_EQ(file.advice.Advice(advice).size(), 1u);
  EXPECT_EQ(file.advice.Advice(advice)[0].reference, "I1");
  EXPECT_EQ(Told(Read(Order("BPR*C", "BPR*P"))), "");
  EXPECT_TRUE(Read(Order("BPR*C", "BPR*P")).advice.receipts.empty());
  EXPECT_TRUE(Read(std::string(kOrder)).advice.receipts.empty());
}

TEST(X12Receipts, AdviceThatMayBeCutIsHeld) {
  std::string text = X12File({Order("BPR*C", "BPR*I"), "RMR*IV*I1**100.00"});
  text.erase(text.find("SE*4"), 10);
  const BankFile file = ReadText(text);
  EXPECT_EQ(CodesOf(file), "X12-NO-SE");
  EXPECT_EQ(file.advice.receipts.at(0).held, "X12-NO-SE");
}

TEST(X12Receipts, AdviceNeedsNoDay) {
  std::string order = Order("BPR*C", "BPR*I");
  order.resize(order.find("*20260314"));
  const BankFile file = Read(order);
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.advice.receipts.at(0).value_date, kNoDay);
}

TEST(X12Receipts, DebitsAreCountedAndNoReceipts) {
  const BankFile file = Read(Order("100.00*C", "100.00*D"));
  EXPECT_TRUE(file.receipts.receipts.empty());
  EXPECT_TRUE(file.summary.booked.debit.at(kUsd) == 10000);
}

TEST(X12Receipts, ARemittanceThatNetsToNothingIsOne) {
  const BankFile file =
      ReadText(X12File({"BPR*I*0*C*NON************20260314", "TRN*3*T9",
                        "RMR*IV*I1**50.00", "RMR*CM*C1**-50.00"}));
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.receipts.receipts[0].amount, 0);
  EXPECT_EQ(AdviceOf(file), "I1 paid 50.00;C1 paid -50.00;");
}

TEST(X12Receipts, NothingIsNoReceiptUnlessLinesNetToIt) {
  for (const char* const line : {"RMR*IV*I1**50.00", "RMR*IV*I1"}) {
    const BankFile file = Read(Order("100.00", "0"), {"TRN*1*T1", line});
    EXPECT_TRUE(file.receipts.receipts.empty()) << line;
  }
  EXPECT_TRUE(Read(Order("100.00", "0"), {}).receipts.receipts.empty());
}

TEST(X12Receipts, ATestMakesNone) {
  std::string isa(kIsa);
  isa[102] = 'T';
  const BankFile file =
      ReadText(X12File({std::string(kOrder)}, "820", "~\n", isa));
  EXPECT_EQ(CodesOf(file), "X12-TEST");
  EXPECT_TRUE(file.receipts.receipts.empty());
  EXPECT_TRUE(file.summary.left_out.credit.at(kUsd) ==
              file.summary.booked.credit.at(kUsd));
}

TEST(X12Receipts, WithoutADateTheyAreHeld) {
  const BankFile file = Read(Order("*20260314", ""));
  EXPECT_EQ(CodesOf(file), "X12-DATE");
  EXPECT_EQ(file.receipts.receipts.at(0).held, "X12-DATE");
}

TEST(X12Receipts, AnAmountThatIsNoneMakesNone) {
  const BankFile file = Read(Order("100.00", "1OO.00"));
  EXPECT_EQ(CodesOf(file), "X12-AMOUNT");
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  EXPECT_TRUE(file.receipts.receipts.empty());
}

TEST(X12Receipts, MethodsAndPayers) {
  const BankFile wire = Read(Order("ACH*CTX*01", "FWT**02"));
  EXPECT_EQ(wire.receipts.receipts.at(0).method, Method::kWire);
  EXPECT_EQ(wire.receipts.receipts.at(0).type_code, "FWT");
  EXPECT_EQ(wire.receipts.receipts.at(0).payer_account, "123");
  const BankFile check =
      Read(Order("ACH*CTX", "CHK*"), {"TRN*1*4417", "N1*PR*ACME*92*C7"});
  EXPECT_EQ(check.receipts.receipts.at(0).method, Method::kCheck);
  EXPECT_EQ(ReferencesOf(check), "check=4417;");
  EXPECT_EQ(check.receipts.receipts.at(0).payer_name, "ACME");
  const BankFile named = Read("BPR*C*1*C*ACH************20260314",
                              {"TRN*1*T1*55", "N1*PR*ACME*92*C7"});
  EXPECT_EQ(named.receipts.receipts.at(0).payer_id, "C7");
}

TEST(X12Receipts, ChecksOfALockboxAreNamedByTheirPlace) {
  const BankFile file = ReadText(
      X12File({"DEP*0004475*20260313***01*021000021", "BAT*20260313**07",
               "BPR*I*100*C*CHK**01*071000013*DA*0123", "REF*CK*0099",
               "BPR*C*50*C*CHK************20260314", "TRN*1*T7"},
              "823"));
  EXPECT_EQ(Told(file), "");
  ASSERT_EQ(file.receipts.receipts.size(), 2u);
  const Receipt& first = file.receipts.receipts[0];
  EXPECT_EQ(first.bank_reference, "4475-20260313-07-001");
  EXPECT_EQ(first.account, "4475");
  EXPECT_EQ(first.payer_account, "071000013/0123");
  EXPECT_EQ(FormatDay(first.value_date), "2026-03-13");
  EXPECT_EQ(ReferencesOf(file), "check=99;");
  const Receipt& second = file.receipts.receipts[1];
  EXPECT_EQ(second.bank_reference, "T7");
  EXPECT_EQ(FormatDay(second.value_date), "2026-03-14");
  EXPECT_EQ(FormatDay(second.booking_date), "2026-03-13");
}

TEST(X12Receipts, ADepositMayNameTheAccount) {
  const BankFile file = ReadText(X12File(
      {"DEP*4475*20260313***01*021000021*DA*4400018821", "BPR*C*1*C*CHK"},
      "823"));
  EXPECT_EQ(file.receipts.receipts.at(0).account, "4400018821");
}

}  // namespace
}  // namespace cashmatch
