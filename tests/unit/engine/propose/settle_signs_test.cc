// SPDX-License-Identifier: Apache-2.0
// settle_signs_test.cc - what is taken off an item has the item's sign, or a
// person decides.
#include "engine/propose/rules.h"
#include "tests/unit/engine/propose/answering.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;

class SettleSignsTest : public Answering {
 protected:
  std::vector<std::string> Propose() {
    Answer answer{&block_, &receipt_};
    ProposeByReference(View(), &answer);
    return Told();
  }
  void ThreeOfTen() {
    for (const char* id : {"A", "B", "C"}) {
      Item(id, 10'00);
      Quoted(id);
    }
  }

  ProposedReceipt receipt_;
};

TEST_F(SettleSignsTest, AListedFeeIsSmallerThanTheItemThatBearsIt) {
  policy_.general.fee_amounts[kUsd] = {15'00};
  ThreeOfTen();
  Money(15'00);
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "payment A 10.00",
                                     "payment B 5.00"));
}

TEST_F(SettleSignsTest, SoAreStatedCharges) {
  ThreeOfTen();
  Money(15'00).charges = 15'00;
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "payment A 10.00",
                                     "payment B 5.00"));
}

TEST_F(SettleSignsTest, SoAreChargesOfAShortPay) {
  Item("A", 100'00);
  Item("B", 200'00);
  Quoted("A");
  Quoted("B");
  Money(90'00).charges = 15'00;
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "payment A 90.00"));
}

TEST_F(SettleSignsTest, SoIsWhatIsWrittenOff) {
  policy_.general.under.absolute[kUsd] = 20'00;
  ThreeOfTen();
  Money(15'00);
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "payment A 10.00",
                                     "payment B 5.00"));
}

TEST_F(SettleSignsTest, TaxAboveTheAmountWithholdsNothing) {
  policy_.general.withholding_rates = {100'000};
  Item("A", 100'00).tax_amount = 190'00;
  Money(109'00);
  Quoted("A");
  EXPECT_THAT(Propose(), ElementsAre("apply OVERPAID", "payment A 100.00",
                                     "unapplied 9.00"));
}

TEST_F(SettleSignsTest, NoMoneyPaysNothingByAFee) {
  policy_.general.fee_amounts[kUsd] = {15'00};
  Item("A", 15'00);
  Money(0);
  Quoted("A");
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY"));
}

TEST_F(SettleSignsTest, NoMoneyPaysNothingByTolerance) {
  policy_.general.under.absolute[kUsd] = 20'00;
  Item("A", 15'00);
  Item("B", 30'00);
  Item("CM", -30'00);
  Money(0);
  Quoted("A");
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY"));
  block_ = {};
  receipt_ = {};
  Quoted("B");
  Quoted("CM");
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "payment A 15.00",
                                     "payment B 15.00", "payment CM -30.00"));
}

TEST_F(SettleSignsTest, ALineOfNothingIsNotWrittenOff) {
  policy_.general.under.absolute[kUsd] = 20'00;
  Item("A", 15'00);
  Item("B", 100'00);
  Money(100'00);
  Advice("A", {"A"}, 0);
  Advice("B", {"B"}, 100'00);
  EXPECT_THAT(Propose(), ElementsAre("offer SHORT_PAY", "payment B 100.00"));
}

TEST_F(SettleSignsTest, NoMoreIsKeptBackThanIsOpen) {
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  Item("A", 100'00);
  Money(10'00);
  Advice("A", {"A"}, 10'00);
  receipts_.AddAdjustment(120'00, "59", {});
  EXPECT_THAT(Propose(),
              ElementsAre("offer UNEXPLAINED_DEDUCTION", "payment A 10.00"));
}

TEST_F(SettleSignsTest, WhatALineAddsIsNoDeduction) {
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  Item("A", 100'00);
  Money(105'00);
  Advice("A", {"A"}, 105'00).gross = 100'00;
  receipts_.AddAdjustment(-5'00, "59", {});
  EXPECT_THAT(Propose(), ElementsAre("apply OVERPAID", "payment A 100.00",
                                     "unapplied 5.00"));
}

TEST_F(SettleSignsTest, WhatALineAddsIsPaidBesideItsGross) {
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  Item("A", 100'00);
  Money(105'00);
  Advice("A", {"A"}, kNotStated).gross = 100'00;
  receipts_.AddAdjustment(-5'00, "59", {});
  EXPECT_THAT(Propose(), ElementsAre("apply OVERPAID", "payment A 100.00",
                                     "unapplied 5.00"));
}

TEST_F(SettleSignsTest, ACreditBearsNoDeductionAndNoDiscount) {
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  policy_.general.unearned = Unearned::kAllow;
  Item("A", 100'00);
  Item("CM", -30'00);
  Item("CN", -20'00);
  Money(65'00);
  Advice("A", {"A"}, 100'00);
  Advice("CM", {"CM"}, -20'00).discount = 1'00;
  Advice("CN", {"CN"}, -15'00);
  receipts_.AddAdjustment(5'00, "59", {});
  EXPECT_THAT(Propose(),
              ElementsAre("offer UNEARNED_DISCOUNT", "payment A 100.00",
                          "payment CM -20.00", "payment CN -15.00"));
}

TEST_F(SettleSignsTest, ADiscountThatWasNeverOfferedIsNotAllowed) {
  policy_.general.unearned = Unearned::kAllow;
  Item("A", 1000'00).payment_terms = "2/1 net 30";
  Money(979'98);
  Advice("A", {"A"}, 979'98).discount = 20'02;
  EXPECT_THAT(Propose(), ElementsAre("offer UNEARNED_DISCOUNT",
                                     "discount A 20.02", "payment A 979.98"));
}

TEST_F(SettleSignsTest, ARowAgainstItsItemIsNotHiddenByTheSum) {
  policy_.general.short_pay = ShortPay::kApply;
  policy_.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
  Item("A", 100'00);
  Item("B", 50'00);
  Money(30'00);
  Advice("A", {"A"}, -20'00);
  receipts_.AddAdjustment(100'00, "59", {});
  Advice("B", {"B"}, 50'00);
  EXPECT_THAT(Propose(),
              ElementsAre("offer OVERPAID", "deduction A 100.00 DAMAGE",
                          "payment A -20.00", "payment B 50.00"));
}

}  // namespace
}  // namespace cashmatch
