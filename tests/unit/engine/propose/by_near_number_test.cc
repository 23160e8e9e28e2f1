// SPDX-License-Identifier: Apache-2.0
// by_near_number_test.cc - a number that is nearly one, and just the amount.
#include "engine/propose/confidence.h"
#include "engine/propose/rules.h"
#include "tests/unit/engine/propose/answering.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ByNearNumberTest : public Answering {
 protected:
  void Mean(std::string_view id, uint32_t word = 0,
            MentionKind kind = MentionKind::kOneEdit, uint16_t rivals = 0) {
    mentions_.whole_book = true;
    mentions_.list.push_back({Row(id), word, kind, 6, rivals, "word"});
  }

  std::vector<std::string> Propose() {
    ProposedReceipt receipt;
    Answer answer{&block_, &receipt};
    const bool answered = ProposeByNearNumber(View(), &answer);
    EXPECT_EQ(answered, receipt.count != 0);
    return Told();
  }
};

TEST_F(ByNearNumberTest, TheOnlyItemOfTheAmountIsPaid) {
  Item("A", 318'45);
  Item("B", 225'40);
  Money(318'45);
  Mean("A");
  Mean("B");
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 318.45"));
  EXPECT_EQ(block_.proposals[0].rule, Rule::kFuzzyReference);
  EXPECT_EQ(block_.proposals[0].confidence, kSureFuzzy);
}

TEST_F(ByNearNumberTest, NothingButAnExactAmountWillDo) {
  policy_.general.under.absolute[kUsd] = 5'00;
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 318'45);
  Money(318'44);
  Mean("A");
  EXPECT_THAT(Propose(), IsEmpty());
  receipts_.receipts[0].amount = 318'46;
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByNearNumberTest, TwoItemsOfTheAmountAreOffered) {
  Item("A", 318'45);
  Item("B", 318'45);
  Money(318'45);
  Mean("A");
  Mean("B");
  EXPECT_THAT(Propose(), ElementsAre("offer AMBIGUOUS", "payment A 318.45",
                                     "offer AMBIGUOUS", "payment B 318.45"));
}

TEST_F(ByNearNumberTest, WhatIsPaidAlreadyMayBePaidAgain) {
  Item("A", 318'45);
  Item("B", 318'45).status = ItemStatus::kClosed;
  Money(318'45);
  Mean("A");
  Mean("B");
  EXPECT_THAT(Propose(), ElementsAre("offer PAID_TWICE", "payment A 318.45"));
}

TEST_F(ByNearNumberTest, NumbersThatAreNearAndRoundAmountsTakeAwayFromIt) {
  Item("A", 318'00);
  Money(318'00);
  Mean("A", 0, MentionKind::kOneEdit, 9);
  Propose();
  EXPECT_LT(block_.proposals[0].confidence, 999'600);
  EXPECT_GT(block_.proposals[0].confidence, 999'000);
  block_ = ProposalBlock();
  mentions_.Clear();
  Mean("A", 0, MentionKind::kOneEdit, 99);
  Propose();
  EXPECT_LT(block_.proposals[0].confidence, 999'000);
}

TEST_F(ByNearNumberTest, SeveralWordsMeanTheItemsOfOneCustomer) {
  Item("A", 318'45);
  Item("B", 225'40);
  Item("C", 99'10).customer_id = "OTHER";
  Money(543'85);
  Mean("A", 0);
  Mean("B", 1);
  Mean("C", 1);
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 318.45", "payment B 225.40"));
}

TEST_F(ByNearNumberTest, OneWordDoesNotMeanTwoItems) {
  Item("A", 318'45);
  Item("B", 225'40);
  Money(543'85);
  Mean("A", 0);
  Mean("B", 0);
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByNearNumberTest, WhatNamesAnotherItemMeansNothingElse) {
  Item("A", 318'45);
  Money(318'45);
  Mean("A");
  mentions_.other = ExceptionCode::kPaidTwice;
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByNearNumberTest, OnlyWhereNobodyIsKnown) {
  Item("A", 318'45);
  Money(318'45);
  Mean("A");
  mentions_.whole_book = false;
  EXPECT_THAT(Propose(), IsEmpty());
}

}  // namespace
}  // namespace cashmatch
