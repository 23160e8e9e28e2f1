// SPDX-License-Identifier: Apache-2.0
// settle_test.cc - one sum for all items. Advice: settle_advice_test.cc.
#include "tests/unit/engine/propose/settling.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SettleTotalTest : public Settling {
 protected:
  std::vector<std::string> Settle(std::initializer_list<const char*> ids) {
    std::vector<SettledItem> items;
    for (const char* id : ids) items.push_back(Settled(id));
    last_.Clear();
    SettleTotal(View(), items, unsettled_, &last_);
    return Told(last_);
  }
};

TEST_F(SettleTotalTest, TheOpenAmountsPayEachItemInFull) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(150'00);
  EXPECT_THAT(Settle({"A", "B"}),
              ElementsAre("payment A 100.00", "payment B 50.00"));
}

TEST_F(SettleTotalTest, ACreditMemoThatIsReferencedNets) {
  Item("A", 100'00);
  Item("CM", -30'00);
  Money(70'00);
  EXPECT_THAT(Settle({"A", "CM"}),
              ElementsAre("payment A 100.00", "payment CM -30.00"));
}

TEST_F(SettleTotalTest, TheEarnedDiscountsAreRowsOfTheirOwn) {
  Discounted("A", 1000'00);
  Item("B", 50'00);
  Money(1030'00);
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 980.00", "discount A 20.00", "payment B 50.00"));
}

TEST_F(SettleTotalTest, ADiscountThatIsNotTakenIsNotGiven) {
  Discounted("A", 1000'00);
  Money(1000'00);
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 1000.00"));
}

TEST_F(SettleTotalTest, OneMinorUnitAnItemIsRounding) {
  Discounted("A", 1000'00);
  Discounted("B", 500'00);
  Item("C", 100'00);
  Money(1569'98);
  EXPECT_THAT(
      Settle({"A", "C", "B"}),
      ElementsAre("payment A 979.99", "discount A 20.01", "payment C 100.00",
                  "payment B 489.99", "discount B 10.01"));
}

TEST_F(SettleTotalTest, RoundingMayGoTheOtherWay) {
  Discounted("A", 1000'00);
  Money(980'01);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 980.01", "discount A 19.99"));
}

TEST_F(SettleTotalTest, MoreThanOneUnitAnItemIsNoRounding) {
  Discounted("A", 1000'00);
  Item("B", 100'00);  // without a discount there is nothing to round
  Money(1079'98);
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 1000.00", "payment B 79.98", "blocked SHORT_PAY"));
}

TEST_F(SettleTotalTest, StatedChargesAreAFeeOnTheLargestItem) {
  Item("A", 100'00);
  Item("B", 500'00);
  Money(585'00).charges = 15'00;
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 100.00", "payment B 485.00", "fee B 15.00"));
}

TEST_F(SettleTotalTest, StatedChargesGoWithAnEarnedDiscount) {
  Discounted("A", 1000'00);
  Money(970'00).charges = 10'00;
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 970.00", "discount A 20.00",
                                         "fee A 10.00"));
}

TEST_F(SettleTotalTest, ChargesThatDidNotReachTheReceiptChangeNothing) {
  Item("A", 500'00);
  Money(500'00).charges = 15'00;
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 500.00"));
}

TEST_F(SettleTotalTest, ChargesLargerThanTheGapExplainNothing) {
  Item("A", 500'00);
  Money(490'00).charges = 15'00;
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 490.00", "blocked SHORT_PAY"));
  EXPECT_EQ(last_.smallest_change, 10'00);
}

TEST_F(SettleTotalTest, TaxIsWithheldOnTheAmountBeforeTax) {
  policy_.general.withholding_rates = {50'000, 100'000};
  Item("A", 119'00).tax_amount = 19'00;
  Money(109'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 109.00", "withholding A 10.00"));
}

TEST_F(SettleTotalTest, TaxIsWithheldAtAStatedRateOnly) {
  policy_.general.withholding_rates = {50'000};
  Item("A", 100'00);
  Money(94'99);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 94.99", "blocked SHORT_PAY"));
}

TEST_F(SettleTotalTest, TaxIsWithheldFromASingleItemOnly) {
  policy_.general.withholding_rates = {100'000};
  Item("A", 100'00);
  Item("B", 50'00);
  Money(140'00);
  EXPECT_THAT(
      Settle({"B", "A"}),
      ElementsAre("payment B 50.00", "payment A 90.00", "blocked SHORT_PAY"));
}

TEST_F(SettleTotalTest, AListedFeeIsTakenOffAWire) {
  policy_.general.fee_amounts[kUsd] = {15'00, 20'00};
  Item("A", 500'00);
  Money(480'00).method = Method::kWire;
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 480.00", "fee A 20.00"));
}

TEST_F(SettleTotalTest, AListedFeeGoesWithAnEarnedDiscount) {
  policy_.general.fee_amounts[kUsd] = {15'00};
  Discounted("A", 1000'00);
  Money(965'00);
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 965.00", "discount A 20.00",
                                         "fee A 15.00"));
}

TEST_F(SettleTotalTest, NoFeeAboveTheMaximum) {
  policy_.general.fee_amounts[kUsd] = {15'00, 20'00};
  policy_.general.fee_maximum[kUsd] = 15'00;
  Item("A", 500'00);
  Money(480'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 480.00", "blocked SHORT_PAY"));
}

TEST_F(SettleTotalTest, ACheckBearsNoFee) {
  policy_.general.fee_amounts[kUsd] = {15'00};
  Item("A", 500'00);
  Money(485'00).method = Method::kCheck;
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 485.00", "blocked SHORT_PAY"));
}

TEST_F(SettleTotalTest, ADifferenceWithinToleranceIsWrittenOff) {
  policy_.general.under.absolute[kUsd] = 5'00;
  Item("A", 100'00);
  Item("B", 500'00);
  Money(595'00);
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 100.00", "payment B 495.00", "write_off B 5.00"));
}

TEST_F(SettleTotalTest, ACentBeyondToleranceIsNot) {
  policy_.general.under.absolute[kUsd] = 5'00;
  Item("A", 500'00);
  Money(494'99);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 494.99", "blocked SHORT_PAY"));
  EXPECT_EQ(last_.smallest_change, 5'01);
}

TEST_F(SettleTotalTest, TheItemMustBearTheDifferenceBeforeTheTotal) {
  policy_.general.under.percent = 10'000;  // 1 %
  Item("A", 100'00);
  Item("B", 120'00);
  Money(218'79);  // 1.21 is within 1 % of 220.00, not of 120.00
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 100.00", "payment B 118.79", "blocked SHORT_PAY"));
  receipts_.receipts[0].amount = 218'80;
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 100.00", "payment B 118.80", "write_off B 1.20"));
}

TEST_F(SettleTotalTest, TheTotalMustBearTheDifferenceToo) {
  policy_.general.under.percent = 10'000;  // 1 %
  Item("CM", -900'00);
  Item("A", 1000'00);
  Money(98'99);  // 1.01 is within 1 % of 1000.00, not of 100.00
  EXPECT_THAT(Settle({"CM", "A"}),
              ElementsAre("payment CM -900.00", "payment A 998.99",
                          "blocked SHORT_PAY"));
  receipts_.receipts[0].amount = 99'00;
  EXPECT_THAT(Settle({"CM", "A"}),
              ElementsAre("payment CM -900.00", "payment A 999.00",
                          "write_off A 1.00"));
}

TEST_F(SettleTotalTest, SumsAreExactHoweverLarge) {
  Item("A", 300'000'000'000'000'07);
  Item("B", 400'000'000'000'000'06);
  Money(700'000'000'000'000'13);
  EXPECT_THAT(Settle({"A", "B"}), ElementsAre("payment A 300000000000000.07",
                                              "payment B 400000000000000.06"));
}

TEST_F(SettleTotalTest, EveryExactTargetIsTriedBeforeAnyTolerance) {
  policy_.general.under.absolute[kUsd] = 50'00;
  policy_.general.fee_amounts[kUsd] = {15'00};
  policy_.general.withholding_rates = {100'000};
  Discounted("EARNED", 1000'00);
  Discounted("LATE", 1000'00).document_date = kToday - 20;
  Item("TAXED", 100'00);
  Item("WIRED", 1000'00);
  Money(980'00);
  EXPECT_THAT(Settle({"EARNED"}),
              ElementsAre("payment EARNED 980.00", "discount EARNED 20.00"));
  EXPECT_THAT(Settle({"LATE"}),
              ElementsAre("payment LATE 980.00", "discount LATE 20.00",
                          "blocked UNEARNED_DISCOUNT"));
  receipts_.receipts[0].amount = 985'00;
  EXPECT_THAT(Settle({"WIRED"}),
              ElementsAre("payment WIRED 985.00", "fee WIRED 15.00"));
  receipts_.receipts[0].amount = 90'00;
  EXPECT_THAT(Settle({"TAXED"}),
              ElementsAre("payment TAXED 90.00", "withholding TAXED 10.00"));
}

TEST_F(SettleTotalTest, ToleranceComesOnTopOfAnEarnedDiscount) {
  policy_.general.under.absolute[kUsd] = 5'00;
  Discounted("A", 1000'00);
  Money(976'00);
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 976.00", "discount A 20.00",
                                         "write_off A 4.00"));
}

TEST_F(SettleTotalTest, NothingIsMadeUpWhereAReferenceIsUnknown) {
  policy_.general.under.absolute[kUsd] = 50'00;
  policy_.general.fee_amounts[kUsd] = {15'00};
  policy_.general.short_pay = ShortPay::kApply;
  unsettled_ = {{"X-9"}};
  Item("A", 500'00);
  Money(485'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 485.00", "blocked SHORT_PAY"));
}

TEST_F(SettleTotalTest, ByPolicyAShortPayLeavesTheRestOpen) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 500'00);
  Money(400'00);
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 400.00"));
}

TEST_F(SettleTotalTest, AShortPayOfSeveralItemsIsForAPerson) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 100'00);
  Item("B", 500'00);
  Money(250'00);
  EXPECT_THAT(Settle({"B", "A"}),
              ElementsAre("payment B 250.00", "blocked SHORT_PAY"));
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 100.00", "payment B 150.00", "blocked SHORT_PAY"));
}

TEST_F(SettleTotalTest, ACreditHelpsToPayWhereverItIsQuoted) {
  Item("A", 100'00);
  Item("CM", -30'00);
  Money(50'00);
  EXPECT_THAT(
      Settle({"A", "CM"}),
      ElementsAre("payment A 80.00", "payment CM -30.00", "blocked SHORT_PAY"));
}

TEST_F(SettleTotalTest, ThePolicyIsThatOfTheLargestItemsCustomer) {
  policy_.customers["BIG"].under.absolute[kUsd] = 5'00;
  Item("A", 100'00);
  Item("B", 500'00).customer_id = "BIG";
  Money(599'00);
  EXPECT_THAT(
      Settle({"A", "B"}),
      ElementsAre("payment A 100.00", "payment B 499.00", "write_off B 1.00"));
}

TEST_F(SettleTotalTest, WhatIsTooMuchStaysUnappliedWithARemark) {
  Item("A", 500'00);
  Money(510'00);
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 500.00", "unapplied 10.00",
                                         "remark OVERPAID"));
  EXPECT_EQ(last_.smallest_change, 10'00);
}

TEST_F(SettleTotalTest, WhatIsTooMuchMayGoOnAccount) {
  policy_.general.overpay = Overpay::kOnAccount;
  Item("A", 500'00);
  Money(510'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 500.00", "on_account 10.00"));
}

TEST_F(SettleTotalTest, WhatIsTooMuchWithinToleranceIsAGain) {
  policy_.general.overpay = Overpay::kOnAccount;
  policy_.general.over.absolute[kUsd] = 1'00;
  Item("A", 500'00);
  Money(501'00);
  EXPECT_THAT(Settle({"A"}), ElementsAre("payment A 500.00", "gain 1.00"));
}

TEST_F(SettleTotalTest, TheExcessStaysWithTheReferencesThatWereNotFound) {
  policy_.general.over.absolute[kUsd] = 50'00;
  unsettled_ = {{"X-8", ExceptionCode::kPaidTwice}, {"X-9"}};
  Item("A", 500'00);
  Money(510'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 500.00", "unapplied 10.00 X-8",
                          "unapplied 0.00 X-9", "remark PAID_TWICE"));
}

TEST_F(SettleTotalTest, AReferenceThatIsNotFoundHasItsRowBesideAnExactMatch) {
  unsettled_ = {{"X-9"}};
  Item("A", 500'00);
  Money(500'00);
  EXPECT_THAT(Settle({"A"}),
              ElementsAre("payment A 500.00", "unapplied 0.00 X-9"));
}

TEST(Settlement, LeavesOutRowsOfNothing) {
  Settlement settlement;
  settlement.Add(ItemRow{0}, ApplicationKind::kFee, 0);
  EXPECT_THAT(settlement.rows, IsEmpty());
}

TEST(Settlement, TheFirstBlockStaysAndOutranksARemark) {
  Settlement settlement;
  settlement.Remark(ExceptionCode::kOverpaid);
  settlement.Block(ExceptionCode::kBlocked);
  settlement.Block(ExceptionCode::kShortPay);
  settlement.Remark(ExceptionCode::kUnknownReference);
  EXPECT_EQ(settlement.exception, ExceptionCode::kBlocked);
  EXPECT_TRUE(settlement.blocked);
}

}  // namespace
}  // namespace cashmatch
