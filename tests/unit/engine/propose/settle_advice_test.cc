// SPDX-License-Identifier: Apache-2.0
// settle_advice_test.cc - line by line, by the amounts the payer states.
#include "tests/unit/engine/propose/settling.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;

/// Settles one item a line: the n-th item by the n-th line.
class SettleAdviceTest : public Settling {
 protected:
  std::vector<std::string> Settle(std::initializer_list<const char*> ids) {
    std::vector<SettledItem> items;
    std::vector<AdvicePart> parts;
    for (const char* id : ids) {
      const auto place = static_cast<uint32_t>(items.size());
      items.push_back(Settled(id));
      parts.push_back({place, place});
    }
    SettleByAdvice(View(), items, parts, unsettled_, &last_);
    return Told(last_);
  }
  AdviceLine& Line(Minor paid) {
    AdviceLine& line = *receipts_.AddAdvice("x");
    line.paid = paid;
    return line;
  }
  void Adjust(Minor amount, std::string_view reason) {
    receipts_.AddAdjustment(amount, reason, {});
  }
};

TEST_F(SettleAdviceTest, EachLinePaysItsOwnItem) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(150'00);
  Line(100'00);
  Line(50'00);
  EXPECT_THAT(Settle({"A", "B"}),
              ElementsAre("payment A 100.00", "payment B 50.00"));
}

TEST_F(SettleAdviceTest, ALineMayTakeAnEarnedDiscount) {
  Discounted("A", 1000'00);
  Money(980'00);
  Line(980'00).discount = 20'00;
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("discount A 20.00", "payment A 980.00"));
}

TEST_F(SettleAdviceTest, ADiscountRoundedByThePayerIsEarned) {
  Discounted("A", 1000'00);
  Money(979'99);
  Line(979'99).discount = 20'01;
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("discount A 20.01", "payment A 979.99"));
}

TEST_F(SettleAdviceTest, AnEarnedDiscountNeedNotBeStated) {
  Discounted("A", 1000'00);
  Money(980'00);
  Line(980'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 980.00", "discount A 20.00"));
}

TEST_F(SettleAdviceTest, WithoutAPaidAmountTheGrossLessWhatWasKeptIsPaid) {
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  Discounted("A", 1000'00);
  Money(950'00);
  AdviceLine& line = Line(kNotStated);
  line.gross = 1000'00;
  line.discount = 20'00;
  Adjust(30'00, "59");
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("deduction A 30.00 DAMAGE", "discount A 20.00",
                          "payment A 950.00"));
}

TEST_F(SettleAdviceTest, ALateDiscountIsForAPersonByDefault) {
  policy_.general.grace_days = 1;
  Discounted("A", 1000'00).document_date = kToday - 13;
  Money(980'00);
  Line(980'00).discount = 20'00;
  EXPECT_THAT(Settle({"A"}), ElementsAre("discount A 20.00", "payment A 980.00",
                                         "blocked UNEARNED_DISCOUNT"));
  EXPECT_EQ(last_.grace_days_short, 2);
}

TEST_F(SettleAdviceTest, ALateDiscountMayBeAllowed) {
  policy_.general.unearned = Unearned::kAllow;
  Discounted("A", 1000'00).document_date = kToday - 13;
  Money(980'00);
  Line(980'00).discount = 20'00;
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("discount A 20.00", "payment A 980.00"));
}

TEST_F(SettleAdviceTest, ALateDiscountMayBeADeduction) {
  policy_.general.unearned = Unearned::kDeduction;
  Discounted("A", 1000'00).document_date = kToday - 13;
  Money(980'00);
  Line(980'00).discount = 20'00;
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("deduction A 20.00", "payment A 980.00"));
}

TEST_F(SettleAdviceTest, WhatIsEarnedOfALateDiscountIsNoDeduction) {
  policy_.general.unearned = Unearned::kDeduction;
  Item("A", 1000'00).payment_terms = "1/15 2/7 net 45";
  Money(980'00);
  Line(980'00).discount = 20'00;
  EXPECT_THAT(
      Settle({"A"}),
      ElementsAre("discount A 10.00", "deduction A 10.00", "payment A 980.00"));
}

TEST_F(SettleAdviceTest, AReasonMayMoveWhatWasKeptToADeduction) {
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  Item("A", 250'00);
  Money(230'00);
  Line(230'00);
  Adjust(20'00, "59");
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("deduction A 20.00 DAMAGE", "payment A 230.00"));
}

TEST_F(SettleAdviceTest, AReasonMayWriteOffWhatWasKept) {
  policy_.reasons["07"] = {"FREIGHT", Treatment::kWriteOff};
  Item("A", 250'00);
  Money(240'00);
  Line(240'00);
  Adjust(10'00, "07");
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("write_off A 10.00 FREIGHT", "payment A 240.00"));
}

TEST_F(SettleAdviceTest, AReasonMayLeaveOpenWhatWasKept) {
  policy_.reasons["11"] = {"PRICE", Treatment::kLeaveOpen};
  Item("A", 250'00);
  Money(240'00);
  Line(240'00);
  Adjust(10'00, "11");
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 240.00"));
}

TEST_F(SettleAdviceTest, MoreShortThanAReasonLeavesOpenIsForAPerson) {
  policy_.reasons["11"] = {"PRICE", Treatment::kLeaveOpen};
  Item("A", 250'00);
  Money(235'00);
  Line(235'00);
  Adjust(10'00, "11");
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 235.00", "blocked SHORT_PAY"));
  EXPECT_EQ(last_.smallest_change, 5'00);
}

TEST_F(SettleAdviceTest, WhatAReasonLeavesOpenIsOfItsLineOnly) {
  policy_.reasons["11"] = {"PRICE", Treatment::kLeaveOpen};
  Item("A", 250'00);
  Item("B", 100'00);
  Money(340'00);
  Line(250'00).gross = 260'00;
  Adjust(10'00, "11");
  Line(90'00);
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 250.00", "payment B 90.00", "blocked SHORT_PAY"));
}

TEST_F(SettleAdviceTest, WhatAReasonLeavesOpenIsNotPaidOfTheGross) {
  policy_.reasons["11"] = {"PRICE", Treatment::kLeaveOpen};
  Item("A", 250'00);
  Money(240'00);
  Line(kNotStated).gross = 250'00;
  Adjust(10'00, "11");
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 240.00"));
}

TEST_F(SettleAdviceTest, EachOfSeveralReasonsIsTreatedInItsWay) {
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  policy_.reasons["07"] = {"FREIGHT", Treatment::kWriteOff};
  policy_.reasons["11"] = {"PRICE", Treatment::kLeaveOpen};
  Item("A", 250'00);
  Money(215'00);
  Line(215'00);
  Adjust(20'00, "59");
  Adjust(10'00, "07");
  Adjust(5'00, "11");
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("deduction A 20.00 DAMAGE",
                          "write_off A 10.00 FREIGHT", "payment A 215.00"));
}

TEST_F(SettleAdviceTest, AnUnknownReasonIsForAPerson) {
  Item("A", 250'00);
  Money(230'00);
  Line(230'00);
  Adjust(20'00, "99");
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("deduction A 20.00 99", "payment A 230.00",
                          "blocked UNEXPLAINED_DEDUCTION"));
}

TEST_F(SettleAdviceTest, WhereShortPaysAreAppliedAnUnknownReasonIsADeduction) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 250'00);
  Money(230'00);
  Line(230'00);
  Adjust(20'00, "99");
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("deduction A 20.00 99", "payment A 230.00"));
}

TEST_F(SettleAdviceTest, ANegativeLineUsesACredit) {
  Item("A", 100'00);
  Item("CM", -30'00);
  Money(70'00);
  Line(100'00);
  Line(-30'00);
  EXPECT_THAT(Settle({"A", "CM"}),
              ElementsAre("payment A 100.00", "payment CM -30.00"));
}

TEST_F(SettleAdviceTest, ANegativeLineMayUseAPartOfACredit) {
  Item("A", 100'00);
  Item("CM", -30'00);
  Money(80'00);
  Line(100'00);
  Line(-20'00);
  EXPECT_THAT(Settle({"A", "CM"}),
              ElementsAre("payment A 100.00", "payment CM -20.00"));
}

TEST_F(SettleAdviceTest, UsingMoreThanACreditHoldsIsAClaim) {
  Item("A", 100'00);
  Item("CM", -30'00);
  Money(60'00);
  Line(100'00);
  Line(-40'00);
  EXPECT_THAT(Settle({"A", "CM"}),
              ElementsAre("payment A 100.00", "payment CM -30.00",
                          "claim -10.00", "blocked UNEXPLAINED_DEDUCTION"));
}

TEST_F(SettleAdviceTest, AReceiptOfNothingNetsAnInvoiceAgainstACredit) {
  Item("A", 100'00);
  Item("CM", -100'00);
  Money(0);
  Line(100'00);
  Line(-100'00);
  EXPECT_THAT(Settle({"A", "CM"}),
              ElementsAre("payment A 100.00", "payment CM -100.00"));
}

TEST_F(SettleAdviceTest, ALineThatIsNotFoundKeepsItsMoneyApart) {
  Item("A", 100'00);
  Money(150'00);
  Line(100'00);
  unsettled_ = {{"X-8", ExceptionCode::kPaidTwice, 30'00},
                {"X-9", ExceptionCode::kUnknownReference, 20'00}};
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 100.00", "unapplied 30.00 X-8",
                          "unapplied 20.00 X-9", "remark PAID_TWICE"));
}

TEST_F(SettleAdviceTest, ANegativeLineThatIsNotFoundIsAClaim) {
  Item("A", 100'00);
  Money(80'00);
  Line(100'00);
  unsettled_ = {{"DM-9", ExceptionCode::kUnknownReference, -20'00}};
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 100.00", "claim -20.00 DM-9",
                          "blocked UNEXPLAINED_DEDUCTION"));
}

TEST_F(SettleAdviceTest, AShortLineWithinToleranceIsWrittenOff) {
  policy_.general.under.absolute[kUsd] = 1'00;
  Item("A", 100'00);
  Item("B", 50'00);
  Money(149'00);
  Line(99'50);
  Line(49'50);
  EXPECT_THAT(Settle({"A", "B"}),
              ElementsAre("payment A 99.50", "write_off A 0.50",
                          "payment B 49.50", "write_off B 0.50"));
}

TEST_F(SettleAdviceTest, LinesWithinToleranceMayBeTooMuchTogether) {
  policy_.general.under.absolute[kUsd] = 1'00;
  Item("A", 100'00);
  Item("B", 50'00);
  Money(148'99);
  Line(99'50);
  Line(49'49);
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 99.50", "write_off A 0.50", "payment B 49.49",
                  "write_off B 0.51", "blocked SHORT_PAY"));
}

TEST_F(SettleAdviceTest, AShortLineWithoutReasonIsForAPerson) {
  Item("A", 100'00);
  Money(90'00);
  Line(90'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 90.00", "blocked SHORT_PAY"));
  EXPECT_EQ(last_.smallest_change, 10'00);
}

TEST_F(SettleAdviceTest, ByPolicyAShortLineLeavesTheRestOpen) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 100'00);
  Item("B", 50'00);
  Money(140'00);
  Line(90'00);
  Line(50'00);
  EXPECT_THAT(Settle({"A", "B"}),
              ElementsAre("payment A 90.00", "payment B 50.00"));
}

TEST_F(SettleAdviceTest, ALineNeverTakesMoreThanIsOpen) {
  Item("A", 100'00);
  Money(110'00);
  Line(110'00);
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 100.00", "unapplied 10.00",
                                         "remark OVERPAID"));
}

TEST_F(SettleAdviceTest, MoneyBeyondTheLinesIsExcess) {
  policy_.general.over.absolute[kUsd] = 1'00;
  Item("A", 100'00);
  Money(100'75);
  Line(100'00);
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 100.00", "gain 0.75"));
}

TEST_F(SettleAdviceTest, LinesThatAskForMoreThanCameInAreForAPerson) {
  Item("A", 250'00);
  Money(200'00);
  Line(250'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 250.00", "blocked SHORT_PAY"));
  EXPECT_EQ(last_.smallest_change, 50'00);
}

TEST_F(SettleAdviceTest, ADeductionOfNoDocumentIsAClaim) {
  Item("A", 300'00);
  Money(280'00);
  Line(300'00);
  Line(-20'00).reference = {};
  Adjust(20'00, "59");
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 300.00", "claim -20.00"));
  EXPECT_EQ(last_.remainders[0].reason_code, "DAMAGE");
}

TEST_F(SettleAdviceTest, LinesMayAskForMoreByStatedCharges) {
  Item("A", 100'00);
  Item("B", 250'00);
  Money(335'00).charges = 15'00;
  Line(100'00);
  Line(250'00);
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 100.00", "payment B 235.00", "fee B 15.00"));
}

TEST_F(SettleAdviceTest, WhatALineHasTooMuchIsPlacedBesideStatedCharges) {
  Item("A", 100'00);
  Money(105'00).charges = 15'00;
  Line(120'00);
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 85.00", "fee A 15.00",
                                         "unapplied 20.00", "remark OVERPAID"));
}

TEST_F(SettleAdviceTest, ChargesThatAreNotTheGapExplainNothing) {
  Item("A", 250'00);
  Money(240'00).charges = 15'00;
  Line(250'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 250.00", "blocked SHORT_PAY"));
}

TEST_F(SettleAdviceTest, ThePolicyOfALineIsThatOfItsItemsCustomer) {
  policy_.customers["BIG"].unearned = Unearned::kAllow;
  OpenItem& item = Discounted("A", 1000'00);
  item.document_date = kToday - 13;
  item.customer_id = "BIG";
  Money(980'00);
  Line(980'00).discount = 20'00;
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("discount A 20.00", "payment A 980.00"));
}

}  // namespace
}  // namespace cashmatch
