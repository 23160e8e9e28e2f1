// SPDX-License-Identifier: Apache-2.0
// by_mention_test.cc - words that mean one item each, and a sum that agrees.
#include "engine/propose/confidence.h"
#include "engine/propose/rules.h"
#include "tests/unit/engine/propose/answering.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ByMentionTest : public Answering {
 protected:
  void Mean(std::string_view id, MentionKind kind = MentionKind::kOneEdit,
            uint16_t rivals = 0) {
    mentions_.list.push_back({Row(id), 0, kind, 6, rivals, "word"});
  }

  /// Runs the rule beside quoted items.
  std::vector<std::string> Propose(std::vector<std::string_view> quoted = {}) {
    std::vector<SettledItem> items;
    for (const auto id : quoted) {
      items.push_back(
          {Row(id), state().Open(Row(id)), EarnedBy(View(), Row(id))});
    }
    Answer answer{&block_, &receipt_};
    const bool answered = ProposeByMention(View(), items, &answer);
    EXPECT_EQ(answered, receipt_.count == 1);
    EXPECT_EQ(receipt_.trials_count, answered ? 1u : 0u);
    return Told();
  }

  ProposedReceipt receipt_;
};

TEST_F(ByMentionTest, WhatWordsSurelyMeanIsPaidIfTheMoneyAgrees) {
  Item("A", 100'00);
  Item("B", 50'00);
  Item("C", 70'00);
  Money(150'00);
  Mean("A", MentionKind::kStem);
  Mean("B", MentionKind::kRange);
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 100.00", "payment B 50.00"));
  EXPECT_EQ(block_.proposals[0].rule, Rule::kFuzzyReference);
  EXPECT_EQ(block_.proposals[0].confidence, kSureFuzzy);
  EXPECT_EQ(CustomerId(block_.proposals[0].customer), "ACME");
  EXPECT_EQ(block_.trials.back().verdict, Verdict::kMatched);
}

TEST_F(ByMentionTest, ACentMoreOrLessIsNotPaid) {
  Item("A", 100'00);
  Money(100'01);
  Mean("A");
  EXPECT_THAT(Propose(), IsEmpty());
  receipts_.receipts[0].amount = 99'99;
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByMentionTest, MoneyBesideTheItemsIsNotPaidWhateverThePolicy) {
  policy_.general.over.absolute[kUsd] = 5'00;
  policy_.general.overpay = Overpay::kOnAccount;
  Item("A", 100'00);
  Money(101'00);
  Mean("A");
  EXPECT_THAT(Propose(), IsEmpty());
  receipts_.receipts[0].amount = 110'00;
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByMentionTest, AShortPayIsNotPaidWhateverThePolicy) {
  policy_.general.short_pay = ShortPay::kApply;
  Item("A", 100'00);
  Money(90'00);
  Mean("A");
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByMentionTest, AnEarnedDiscountIsNoDifference) {
  Discounted("A", 1000'00);
  Money(980'00);
  Mean("A");
  EXPECT_THAT(Propose(),
              ElementsAre("apply", "payment A 980.00", "discount A 20.00"));
}

TEST_F(ByMentionTest, QuotedItemsAreCompleted) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(150'00);
  Mean("B");
  EXPECT_THAT(Propose({"A"}),
              ElementsAre("apply", "payment A 100.00", "payment B 50.00"));
}

TEST_F(ByMentionTest, WithoutAMentionOfMoreThereIsNothingToAdd) {
  Item("A", 100'00);
  Money(100'00);
  EXPECT_THAT(Propose({"A"}), IsEmpty());
}

TEST_F(ByMentionTest, AWordThatMayMeanTwoItemsIsNotSure) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(100'00);
  Mean("A", MentionKind::kTail, 1);
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByMentionTest, TwoSlipsOrAFirstPartAreNotSure) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(150'00);
  Mean("A", MentionKind::kTwoEdits);
  Mean("B", MentionKind::kCut);
  EXPECT_THAT(Propose(), IsEmpty());
}

TEST_F(ByMentionTest, ItemsThatAPersonMustReleaseAreNotPaid) {
  Item("A", 100'00).status = ItemStatus::kDisputed;
  Item("B", 50'00).status = ItemStatus::kBlocked;
  Item("C", 70'00).document_date = kToday + 1;
  Money(0);
  for (const char* const id : {"A", "B", "C"}) {
    mentions_.Clear();
    Mean(id);
    receipts_.receipts[0].amount = state().Open(Row(id));
    EXPECT_THAT(Propose(), IsEmpty()) << id;
  }
}

TEST_F(ByMentionTest, ItemsOfAnotherCustomerOrCompanyDoNotJoin) {
  Item("A", 100'00);
  Item("B", 50'00).customer_id = "OTHER";
  Item("C", 50'00).company_code = "2000";
  Money(100'00);
  for (const char* const id : {"A", "B", "C"}) Mean(id);
  EXPECT_THAT(Propose(), ElementsAre("apply", "payment A 100.00"));
}

TEST_F(ByMentionTest, OfferedItemsKeepTheirOrder) {
  Item("A", 100'00);
  Item("B", 50'00);
  Item("C", 70'00);
  Money(1'00);
  Mean("C");
  Mean("B");
  const std::vector<SettledItem> quoted = {{Row("A"), 100'00, 0}};
  std::vector<std::string> ids;
  for (const SettledItem& item : MentionedItems(View(), quoted)) {
    ids.push_back(Id(item.item));
  }
  EXPECT_THAT(ids, ElementsAre("A", "C", "B"));
}

}  // namespace
}  // namespace cashmatch
