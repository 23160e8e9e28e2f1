// SPDX-License-Identifier: Apache-2.0
// remittance_test.cc - one payment: order, lines, and how they add up.
#include "adapters/read/x12/remittance.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cashmatch::x12 {
namespace {

struct Told {
  Remittance remittance;
  Faults faults;
  std::string codes() const {
    std::string out;
    for (const Finding& fault : faults) out += fault.code + ";";
    return out;
  }
};

/// The one payment of a piece; the text must outlive the result.
Told ReadOne(std::string_view text, std::optional<Minor> amount = {}) {
  Told told;
  int payments = 0;
  EXPECT_TRUE(ForEachRemittance(text, amount, &told.faults,
                                [&](const Remittance& remittance) {
                                  told.remittance = remittance;
                                  ++payments;
                                }));
  EXPECT_EQ(payments, 1);
  return told;
}

constexpr std::string_view kOrder =
    "BPR*C*90.00*C*ACH*CTX*01*071000013*DA*123*1234567890**01*021000021*DA*456*"
    "20260314~";

std::string With(std::string_view rest) {
  return std::string(kOrder) + std::string(rest);
}

TEST(Remittance, TakesTheFieldsOfTheOrder) {
  const std::string text = With(
      "TRN*1*T-1*9876~CUR*PR*EUR~REF*PO*PO1~N1*PR*ACME*92*C77~N1*PE*US~"
      "N1*ST*STORE 12~NM1*QE*2*DOE*JANE~NTE*ADD*THANK YOU~RMR*IV*I1**90.00~");
  const Told told = ReadOne(text);
  const Remittance& r = told.remittance;
  EXPECT_TRUE(r.ordered);
  EXPECT_EQ(r.handling, "C");
  EXPECT_EQ(r.amount, 9000);
  EXPECT_EQ(r.side, "C");
  EXPECT_EQ(r.method, "ACH");
  EXPECT_EQ(r.format, "CTX");
  EXPECT_EQ(r.payer_bank_kind, "01");
  EXPECT_EQ(r.payer_bank, "071000013");
  EXPECT_EQ(r.payer_account, "123");
  EXPECT_EQ(r.company, "1234567890");
  EXPECT_EQ(r.our_bank, "021000021");
  EXPECT_EQ(r.our_account, "456");
  EXPECT_EQ(FormatDay(r.date), "2026-03-14");
  EXPECT_EQ(r.trace, "T-1");
  EXPECT_EQ(r.trace_company, "9876");
  EXPECT_EQ(r.currency, *ParseCurrency("EUR"));
  EXPECT_EQ(r.payer_name, "ACME");
  EXPECT_EQ(r.payer_id, "C77");
  EXPECT_EQ(r.payee_name, "US");
  ASSERT_EQ(r.references.size(), 1u);
  EXPECT_EQ(r.references[0].value, "PO1");
  EXPECT_EQ(r.texts, (std::vector<std::string_view>{"STORE 12", "DOE", "JANE",
                                                    "THANK YOU"}));
  EXPECT_EQ(r.balance, Balance::kAgrees);
  EXPECT_TRUE(told.faults.empty());
}

TEST(Remittance, ReferencesAndAdjustmentsBelongToTheLineBeforeThem) {
  const std::string text = With(
      "ADX*-5.00*07*CM*C1~RMR*IV*I1**60.00*70.00*4.00~REF*PO*P1~"
      "ADX*-6.00*01~RMR*IV*I2**35.00~ENT*2~REF*IA*9~ADX*0.00*59~");
  const Told told = ReadOne(text);
  const Remittance& r = told.remittance;
  ASSERT_EQ(r.lines.size(), 4u);
  EXPECT_TRUE(r.lines[0].alone);
  EXPECT_EQ(r.lines[0].number, "C1");
  EXPECT_EQ(r.lines[0].paid, -500);
  EXPECT_FALSE(r.lines[1].alone);
  EXPECT_EQ(r.lines[1].gross, 7000);
  EXPECT_EQ(r.lines[1].discount, 400);
  EXPECT_EQ(r.lines[1].adjustments.count, 1u);
  EXPECT_EQ(r.lines[1].references.count, 1u);
  EXPECT_EQ(r.lines[2].adjustments.count, 0u);
  EXPECT_TRUE(r.lines[3].alone);  // ENT ended the line
  ASSERT_EQ(r.references.size(), 1u);
  EXPECT_EQ(r.references[0].kind, "IA");
  EXPECT_EQ(r.balance, Balance::kAgrees);
}

TEST(Remittance, AmountsMayLackThePointAndBeNegative) {
  const std::string text =
      With("RMR*IV*I1**100~RMR*CM*C1**-10~RMR*IV*I2**.5~RMR*IV*I3**-.50~");
  const Told told = ReadOne(text);
  EXPECT_EQ(told.remittance.lines[0].paid, 10000);
  EXPECT_EQ(told.remittance.lines[1].paid, -1000);
  EXPECT_EQ(told.remittance.lines[2].paid, 50);
  EXPECT_EQ(told.remittance.balance, Balance::kAgrees);
}

TEST(Remittance, WhatDoesNotAddUpIsSaid) {
  const std::string text = With("RMR*IV*I1**80.00~");
  const Told told = ReadOne(text);
  EXPECT_EQ(told.remittance.balance, Balance::kDiffers);
  EXPECT_TRUE(told.remittance.lines_total == 8000);
}

TEST(Remittance, PaidMayStandBeforeItsAdjustments) {
  const std::string text = With("RMR*IV*I1**100.00*100.00~ADX*-10.00*01~");
  const Told told = ReadOne(text);
  EXPECT_EQ(told.remittance.balance, Balance::kAgrees);
  EXPECT_EQ(told.remittance.lines[0].paid, 9000);
}

TEST(Remittance, ALineThatIsNetAlreadyIsNotTakenOffTwice) {
  const std::string text = With("RMR*IV*I1**100.00*110.00~ADX*-10.00*01~");
  const Told told = ReadOne(text);
  EXPECT_EQ(told.remittance.balance, Balance::kDiffers);
  EXPECT_EQ(told.remittance.lines[0].paid, 10000);
}

TEST(Remittance, ACreditMemoMayLackItsSign) {
  const std::string text = With("RMR*IV*I1**100.00~RMR*CM*C1**10.00*10.00~");
  const Told told = ReadOne(text);
  EXPECT_EQ(told.remittance.balance, Balance::kAgrees);
  EXPECT_EQ(told.remittance.lines[1].paid, -1000);
  EXPECT_EQ(told.remittance.lines[1].gross, -1000);
}

TEST(Remittance, Rmr08TakesTheSignThatAddsUp) {
  const std::string kept = With("RMR*IV*I1**90.00*100.00**07*10.00~");
  EXPECT_EQ(ReadOne(kept).remittance.adjustments[0].amount, -1000);
  const std::string written = With("RMR*IV*I1**90.00*100.00**07*-10.00~");
  EXPECT_EQ(ReadOne(written).remittance.adjustments[0].amount, -1000);
}

TEST(Remittance, LinesWithoutAmountsProveNothing) {
  const std::string text = With("RMR*IV*I1~RMR*IV*I2~");
  const Told told = ReadOne(text);
  EXPECT_EQ(told.remittance.balance, Balance::kAbsent);
  EXPECT_FALSE(told.remittance.lines[0].has_amounts());
}

TEST(Remittance, FaultsHaveACodeAndAPlace) {
  const std::string bad_amount = "BPR*C*9O*C*ACH~RMR*IV*I1**1,00~";
  const Told told = ReadOne(bad_amount);
  EXPECT_EQ(told.codes(), "X12-LINE-AMOUNT;X12-AMOUNT;");
  EXPECT_FALSE(told.remittance.amount);
  EXPECT_FALSE(told.remittance.lines[0].paid);
  const std::string bad_date = With("");
  const std::string text =
      std::string(bad_date).replace(bad_date.find("20260314"), 8, "20260230");
  EXPECT_EQ(ReadOne(text).codes(), "X12-DATE;");
  EXPECT_EQ(ReadOne(With("CUR*PR*XXZ~")).codes(), "X12-CURRENCY;");
  EXPECT_EQ(ReadOne(With("RMR*IV*I1**90~CUR*PR*JPY~")).codes(),
            "X12-CURRENCY;");
}

TEST(Remittance, TheCurrencyDecidesWhatAnAmountMeans) {
  const std::string yen = "BPR*C*9000*C*FWT~CUR*PR*JPY~RMR*IV*I1**9000~";
  EXPECT_EQ(ReadOne(yen).remittance.amount, 9000);
  EXPECT_EQ(ReadOne(yen).remittance.balance, Balance::kAgrees);
  const std::string fine = "BPR*C*90.001*C*FWT~";
  EXPECT_EQ(ReadOne(fine).codes(), "X12-AMOUNT;");
  EXPECT_EQ(ReadOne(fine).faults.front().expected,
            "no fraction of the currency's minor unit in BPR02");
  const std::string huge = "BPR*C*9223372036854775808*C*FWT~";
  EXPECT_EQ(ReadOne(huge).codes(), "X12-AMOUNT;");
  EXPECT_EQ(ReadOne(huge).faults.front().expected,
            "at most 10^17 minor units in BPR02");
  EXPECT_EQ(ReadOne(With("RMR*IV*I1**9.001~")).faults.front().expected,
            "no fraction of the currency's minor unit in RMR04");
  const std::string negative = "BPR*C*-90*C*FWT~";
  EXPECT_EQ(ReadOne(negative).codes(), "X12-AMOUNT;");
}

TEST(Remittance, LinesWithoutAnOrderAreAboutTheEntryThatCarriesThem) {
  EXPECT_EQ(ReadOne("RMR*IV*I1**90.00\\", 9000).remittance.balance,
            Balance::kAgrees);
  EXPECT_EQ(ReadOne("RMR*IV*I1**90.00\\", 9100).remittance.balance,
            Balance::kDiffers);
  EXPECT_EQ(ReadOne("RMR*IV*I1**90.00\\").remittance.balance, Balance::kAbsent);
}

TEST(Remittance, SeveralPaymentsOfATextComeApart) {
  const std::string text = "ST*820*1~" + With("RMR*IV*I1**90~SE*4*1~") +
                           "ST*820*2~" + With("RMR*IV*I2**90~SE*4*2~");
  Faults faults;
  std::string numbers;
  EXPECT_TRUE(ForEachRemittance(text, {}, &faults, [&](const Remittance& r) {
    ASSERT_EQ(r.lines.size(), 1u);
    numbers += std::string(r.lines[0].number) + ";";
  }));
  EXPECT_EQ(numbers, "I1;I2;");
}

TEST(Remittance, OtherTextIsNoRemittance) {
  Faults faults;
  EXPECT_FALSE(ForEachRemittance("invoice 4711", {}, &faults,
                                 [](const Remittance&) { FAIL(); }));
}

TEST(MovesMoney, ByHandlingAndMethod) {
  const auto moves = [](std::string_view handling, std::string_view method) {
    Remittance remittance;
    remittance.ordered = true;
    remittance.handling = handling;
    remittance.method = method;
    return MovesMoney(remittance);
  };
  for (const char* const handling : {"C", "D", "U", "X", "Z"}) {
    EXPECT_TRUE(moves(handling, "ACH")) << handling;
    EXPECT_FALSE(moves(handling, "NON")) << handling;
  }
  for (const char* const handling : {"I", "H", "P", "", "CC"}) {
    EXPECT_FALSE(moves(handling, "ACH")) << handling;
  }
  EXPECT_FALSE(MovesMoney(Remittance()));
}

}  // namespace
}  // namespace cashmatch::x12
