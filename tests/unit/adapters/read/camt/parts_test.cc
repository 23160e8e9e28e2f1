// SPDX-License-Identifier: Apache-2.0
// parts_test.cc - the parts of an entry add up to the entry, or it is held.
#include "adapters/read/camt/parts.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

const Currency kEur = *ParseCurrency("EUR");

class Parts : public testing::Test {
 protected:
  Detail& AddDetail(std::string_view amount, std::string_view side = "") {
    Detail& detail = entry_.details.emplace_back();
    if (!amount.empty()) detail.amount = {amount, "EUR", 0};
    detail.side = side;
    return detail;
  }

  static void AddCharge(std::string_view amount, ChargesText* charges,
                        std::string_view side = "DBIT") {
    charges->records.push_back({{amount, "EUR", 0}, side, false});
  }

  /// Writes the parts: "1000.00 190.00-10.00" with charges, "D" for debits.
  std::string Of(std::string_view amount, Side side = Side::kCredit) {
    const Money money = ReadMoney({amount, "EUR", 0}, kEur);
    SplitEntry(entry_, money, side, &split_);
    std::string out;
    for (const Part& part : split_.parts) {
      if (!out.empty()) out += ' ';
      out += FormatMoney(part.amount, kEur);
      if (part.charges) out += "-" + FormatMoney(*part.charges, kEur);
      if (part.side == Side::kDebit) out += "D";
      if (part.detail == nullptr) out += "*";
    }
    return out;
  }

  Entry entry_;
  Split split_;
};

TEST_F(Parts, WithoutDetailsTheEntryIsOnePart) {
  EXPECT_EQ(Of("10.00"), "10.00*");
  EXPECT_EQ(split_.code, "");
}

TEST_F(Parts, EachDetailHasItsOwnAmount) {
  AddDetail("7.00");
  AddDetail("3.00");
  EXPECT_EQ(Of("10.00"), "7.00 3.00");
  EXPECT_EQ(split_.code, "");
}

TEST_F(Parts, TxAmtThenInstdAmtThenCountervalue) {
  AddDetail("").transacted = {"4.00", "EUR", 0};
  AddDetail("").instructed = {"5.00", "EUR", 0};
  Detail& foreign = AddDetail("");
  foreign.instructed = {"2.00", "USD", 0};
  foreign.countervalue = {"1.00", "EUR", 0};
  EXPECT_EQ(Of("10.00"), "4.00 5.00 1.00");
  EXPECT_EQ(split_.code, "");
}

TEST_F(Parts, ASingleDetailMayTakeTheEntrysAmount) {
  AddDetail("");
  EXPECT_EQ(Of("10.00"), "10.00");
  EXPECT_EQ(split_.code, "");
}

TEST_F(Parts, ASingleDetailInAnotherCurrencyToo) {
  AddDetail("").instructed = {"12.00", "USD", 0};
  EXPECT_EQ(Of("10.00"), "10.00");
}

TEST_F(Parts, TheEntrysAmountIsNeverCopiedToSeveralDetails) {
  AddDetail("");
  AddDetail("4.00");
  EXPECT_EQ(Of("10.00"), "10.00*");
  EXPECT_EQ(split_.code, "CAMT-DETAIL-AMOUNT");
  EXPECT_EQ(split_.severity, Severity::kWarning);
  EXPECT_EQ(split_.place, 1u);
}

TEST_F(Parts, LessThanOrderedCameWithoutSayingWhy) {
  AddDetail("").instructed = {"12.00", "EUR", 0};
  EXPECT_EQ(Of("10.00"), "10.00");
  EXPECT_EQ(split_.code, "");
}

TEST_F(Parts, MoreThanOrderedIsUnexplained) {
  AddDetail("").instructed = {"8.00", "EUR", 0};
  Of("10.00");
  EXPECT_EQ(split_.code, "CAMT-DETAIL-SUM");
  EXPECT_EQ(split_.severity, Severity::kHeld);
}

TEST_F(Parts, ChargesOfADetailComeOffIt) {
  AddDetail("1000.00");
  AddCharge("10.00", &AddDetail("200.00").charges);
  EXPECT_EQ(Of("1190.00"), "1000.00 190.00-10.00");
  EXPECT_EQ(split_.code, "CAMT-CHARGES");
  EXPECT_EQ(split_.severity, Severity::kWarning);
}

TEST_F(Parts, ChargesOfTheEntryComeOffTheLargest) {
  AddDetail("200.00");
  AddDetail("1000.00");
  AddCharge("10.00", &entry_.charges);
  EXPECT_EQ(Of("1190.00"), "200.00 990.00-10.00");
  EXPECT_EQ(split_.code, "CAMT-CHARGES");
}

TEST_F(Parts, ChargesOfBoth) {
  AddCharge("1.00", &AddDetail("100.00").charges);
  AddCharge("2.00", &entry_.charges);
  EXPECT_EQ(Of("97.00"), "97.00-3.00");
}

TEST_F(Parts, ChargesThatWereNotTakenOffAreNoCharges) {
  AddCharge("1.00", &AddDetail("100.00").charges);
  EXPECT_EQ(Of("100.00"), "100.00");
  EXPECT_EQ(split_.code, "");
}

TEST_F(Parts, ChargesAlreadyTakenOffAreKept) {
  Detail& shown = AddDetail("85.00");
  shown.instructed = {"100.00", "EUR", 0};
  AddCharge("15.00", &shown.charges);
  Detail& said = AddDetail("20.00");
  AddCharge("2.00", &said.charges);
  said.charges.records[0].included = true;
  EXPECT_EQ(Of("105.00"), "85.00-15.00 20.00-2.00");
  EXPECT_EQ(split_.code, "");
}

TEST_F(Parts, AChargeLargerThanThePaymentExplainsNothing) {
  AddCharge("10.00", &AddDetail("4.00").charges);
  AddDetail("100.00");
  Of("94.00");
  EXPECT_EQ(split_.code, "CAMT-DETAIL-SUM");
}

TEST_F(Parts, AnUnexplainedDifferenceHoldsTheEntry) {
  AddDetail("7.00");
  AddDetail("2.00");
  Of("10.00");
  EXPECT_EQ(split_.code, "CAMT-DETAIL-SUM");
  EXPECT_EQ(split_.severity, Severity::kHeld);
  EXPECT_EQ(split_.found, "details of EUR 9.00");
  EXPECT_EQ(split_.expected, "the entry's EUR 10.00");
}

TEST_F(Parts, ADebitInsideACreditCountsAgainstIt) {
  AddDetail("12.00", "CRDT");
  AddDetail("2.00", "DBIT");
  EXPECT_EQ(Of("10.00"), "12.00 2.00D");
  EXPECT_EQ(split_.code, "");
}

TEST_F(Parts, DetailsThatOnlyRepeatTheFirstDirection) {
  AddDetail("6.00", "CRDT");
  AddDetail("4.00", "CRDT");
  EXPECT_EQ(Of("10.00", Side::kDebit), "6.00D 4.00D");
  EXPECT_EQ(split_.code, "CAMT-DETAIL-SIDE");
}

TEST_F(Parts, TheFeeForAReturnedItemIsNoPartOfIt) {
  AddDetail("50.00");
  EXPECT_EQ(Of("53.00", Side::kDebit), "50.00-3.00D");
  EXPECT_EQ(split_.code, "CAMT-CHARGES");
  EXPECT_EQ(split_.severity, Severity::kWarning);
}

TEST_F(Parts, AFeeIsNoExplanationForDetailsOnBothSides) {
  AddDetail("60.00", "DBIT");
  AddDetail("10.00", "CRDT");
  EXPECT_EQ(Of("53.00", Side::kDebit), "60.00D 10.00");
  EXPECT_EQ(split_.code, "CAMT-DETAIL-SUM");
  EXPECT_EQ(split_.severity, Severity::kHeld);
}

TEST_F(Parts, AReturnedItemBookedWithItsFee) {
  Detail& detail = AddDetail("53.00");
  detail.instructed = {"50.00", "EUR", 0};
  AddCharge("3.00", &detail.charges);
  EXPECT_EQ(Of("53.00", Side::kDebit), "50.00-3.00D");
}

TEST_F(Parts, AnUnreadableDetailHoldsTheEntry) {
  AddDetail("6.00");
  AddDetail("4,00").amount.offset = 77;
  EXPECT_EQ(Of("10.00"), "10.00*");
  EXPECT_EQ(split_.code, "CAMT-AMOUNT");
  EXPECT_EQ(split_.severity, Severity::kHeld);
  EXPECT_EQ(split_.offset, 77u);
  EXPECT_EQ(split_.place, 2u);
}

}  // namespace
}  // namespace cashmatch
