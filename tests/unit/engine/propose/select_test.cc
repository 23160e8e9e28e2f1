// SPDX-License-Identifier: Apache-2.0
// select_test.cc - which items a quote means.
#include "engine/propose/select.h"

#include "tests/unit/engine/propose/small_book.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SelectTest : public SmallBook {
 protected:
  Selection Select() {
    Selection selection;
    SelectItems(View(), &selection);
    return selection;
  }
  std::vector<std::string> Ids(const Selection& selection) {
    std::vector<std::string> ids;
    for (const SettledItem& item : selection.items) {
      ids.push_back(Id(item.item));
    }
    return ids;
  }
  /// Each line with each item that it pays.
  std::vector<std::string> Parts(const Selection& selection) {
    std::vector<std::string> told;
    for (const AdvicePart& part : selection.parts) {
      told.push_back(std::to_string(part.line) + " " +
                     Id(selection.items[part.item].item));
    }
    return told;
  }
  std::vector<std::string> Chosen() { return Ids(Select()); }

  /// Two invoices of one number, of two customers.
  void OneNumberTwice() {
    Item("A", 100'00).document_number = "INV-1";
    OpenItem& other = Item("B", 200'00);
    other.document_number = "INV-1";
    other.customer_id = "OTHER";
  }
};

TEST_F(SelectTest, TakesTheOnlyItemAQuoteNames) {
  Discounted("A", 1000'00);
  Money(500'00);
  Quoted("A");
  const Selection selection = Select();
  ASSERT_THAT(Ids(selection), ElementsAre("A"));
  EXPECT_EQ(selection.items[0].open, 1000'00);
  EXPECT_EQ(selection.items[0].earned, 20'00);
  EXPECT_TRUE(selection.items[0].exact);
  EXPECT_THAT(selection.parts, IsEmpty());
  EXPECT_EQ(selection.rule, Rule::kExactReference);
  EXPECT_THAT(selection.unsettled, IsEmpty());
}

TEST_F(SelectTest, TakesAnItemOnceHoweverOftenItIsQuoted) {
  Item("A", 100'00);
  Item("B", 100'00);
  Money(200'00);
  Quoted("A");
  Quoted("B");
  Quoted("A", {"A"}, Rule::kNormalizedReference);
  EXPECT_THAT(Chosen(), ElementsAre("A", "B"));
}

TEST_F(SelectTest, TheRuleIsTheWeakestThatFoundAnItem) {
  Item("A", 100'00);
  Item("B", 100'00);
  Money(200'00);
  Quoted("b", {"B"}, Rule::kNormalizedReference);
  Quoted("A");
  EXPECT_EQ(Select().rule, Rule::kNormalizedReference);
}

TEST_F(SelectTest, ALabelBeforeANumberIsNoPartOfIt) {
  Item("1001", 100'00);
  Money(100'00);
  Quote& quote = Quoted("INV/1001", {"1001"}, Rule::kNormalizedReference);
  for (const char* text : {"INV/1001", "RE#1001"}) {
    quote.text = text;
    EXPECT_EQ(Select().rule, Rule::kExactReference) << text;
    EXPECT_TRUE(Select().items[0].exact) << text;
  }
  for (const char* text : {"INV-1001", "INV/01001", "1001/2", "inv1001"}) {
    quote.text = text;
    EXPECT_EQ(Select().rule, Rule::kNormalizedReference) << text;
    EXPECT_FALSE(Select().items[0].exact) << text;
  }
}

TEST_F(SelectTest, RemembersTheLineOfTheAdvice) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(150'00);
  Advice("A", {"A"}, 100'00);
  Advice("B", {"B"}, 50'00);
  const Selection selection = Select();
  EXPECT_THAT(Parts(selection), ElementsAre("0 A", "1 B"));
}

TEST_F(SelectTest, KeepsEachLineOfAnItemAndEachItemOfALine) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(150'00);
  Advice("A", {"A"}, 60'00);
  Advice("PO-7", {"A", "B"}, 90'00, Rule::kAlternateReference);
  const Selection selection = Select();
  EXPECT_THAT(Ids(selection), ElementsAre("A", "B"));
  EXPECT_THAT(Parts(selection), ElementsAre("0 A", "1 A", "1 B"));
  EXPECT_TRUE(selection.items[0].exact);
  EXPECT_FALSE(selection.items[1].exact);
}

TEST_F(SelectTest, WhatIsNotFoundTwiceIsKeptOnceUnlessItHasAmounts) {
  Item("A", 100'00);
  Money(150'00);
  Advice("X-9", {}, 50'00);
  Advice("X-9", {}, 30'00);
  Quoted("X-8", {});
  Quoted("X-8", {});
  const Selection selection = Select();
  ASSERT_EQ(selection.unsettled.size(), 3u);
  EXPECT_EQ(selection.unsettled[1].paid, 30'00);
}

TEST_F(SelectTest, KeepsWhatItDidNotFindApart) {
  Item("A", 100'00);
  Money(150'00);
  Advice("A", {"A"}, 100'00);
  Advice("X-9", {}, 50'00);
  Quoted("X-8", {});
  const Selection selection = Select();
  EXPECT_THAT(Ids(selection), ElementsAre("A"));
  ASSERT_EQ(selection.unsettled.size(), 2u);
  EXPECT_EQ(selection.unsettled[0].text, "X-9");
  EXPECT_EQ(selection.unsettled[0].why, ExceptionCode::kUnknownReference);
  EXPECT_EQ(selection.unsettled[0].paid, 50'00);
  EXPECT_EQ(selection.unsettled[1].text, "X-8");
  EXPECT_EQ(selection.unsettled[1].paid, kNotStated);
  EXPECT_EQ(selection.unsettled[0].item, kNoItem);
}

TEST_F(SelectTest, SaysWhyAnItemMayNotBePaid) {
  Item("A", 100'00).status = ItemStatus::kClosed;
  Item("B", 100'00).currency = kEur;
  Money(100'00);
  Quoted("A");
  Quoted("B");
  const Selection selection = Select();
  EXPECT_THAT(selection.items, IsEmpty());
  ASSERT_EQ(selection.unsettled.size(), 2u);
  EXPECT_EQ(selection.unsettled[0].why, ExceptionCode::kPaidTwice);
  EXPECT_EQ(selection.unsettled[1].why, ExceptionCode::kCurrencyMismatch);
  EXPECT_EQ(selection.unsettled[0].item, Row("A"));
  EXPECT_EQ(selection.unsettled[1].item, Row("B"));
}

TEST_F(SelectTest, TheOnlyOneThatMayBePaidIsMeant) {
  Item("A", 100'00).status = ItemStatus::kClosed;
  Item("B", 200'00);
  Money(100'00);  // what the closed one was: it does not matter
  Quoted("INV-1", {"A", "B"});
  const Selection selection = Select();
  EXPECT_THAT(Ids(selection), ElementsAre("B"));
  EXPECT_THAT(selection.unsettled, IsEmpty());
}

TEST_F(SelectTest, TheOneOfThePayerIsMeant) {
  OneNumberTwice();
  Money(70'00);
  Quoted("INV-1", {"A", "B"});
  Payer("OTHER");
  EXPECT_THAT(Chosen(), ElementsAre("B"));
}

TEST_F(SelectTest, APayerWhoOwnsNoneOfThemDecidesNothing) {
  OneNumberTwice();
  Item("C", 10'00).customer_id = "THIRD";
  Money(70'00);
  Quoted("INV-1", {"A", "B"});
  Payer("THIRD");
  EXPECT_TRUE(Select().ambiguous);
}

TEST_F(SelectTest, TheOneWhoseAmountFitsIsMeant) {
  OneNumberTwice();
  Money(200'00);
  Quoted("INV-1", {"A", "B"});
  EXPECT_THAT(Chosen(), ElementsAre("B"));
}

TEST_F(SelectTest, TheAmountMayFitLessTheEarnedDiscount) {
  Item("A", 1000'00);
  Discounted("B", 1000'00);
  Money(980'00);
  Quoted("INV-1", {"A", "B"});
  EXPECT_THAT(Chosen(), ElementsAre("B"));
}

TEST_F(SelectTest, AnAdviceLineIsComparedWithWhatItPays) {
  OneNumberTwice();
  Item("C", 50'00);
  Money(250'00);
  Advice("INV-1", {"A", "B"}, 200'00);
  Advice("C", {"C"}, 50'00);
  EXPECT_THAT(Chosen(), ElementsAre("B", "C"));
}

TEST_F(SelectTest, TheReceiptsAmountSaysNothingOfOneQuoteAmongSeveral) {
  OneNumberTwice();
  Item("C", 50'00);
  Money(200'00);
  Quoted("INV-1", {"A", "B"});
  Quoted("C");
  EXPECT_TRUE(Select().ambiguous);
}

TEST_F(SelectTest, SeveralThatNothingSetsApartAreAmbiguous) {
  OneNumberTwice();
  Item("C", 30'00);
  Money(70'00);
  Quoted("C");
  Quoted("INV-1", {"A", "B"}, Rule::kNormalizedReference);
  const Selection selection = Select();
  EXPECT_TRUE(selection.ambiguous);
  EXPECT_THAT(selection.choices, ElementsAre(Row("A"), Row("B")));
  EXPECT_EQ(selection.choice_text, "INV-1");
  EXPECT_EQ(selection.rule, Rule::kNormalizedReference);
}

TEST_F(SelectTest, TwoEqualAmountsThatDifferInMoreAreAmbiguous) {
  Item("A", 100'00);
  Item("B", 100'00).document_date = kToday - 30;
  Money(100'00);
  Quoted("INV-1", {"A", "B"});
  EXPECT_TRUE(Select().ambiguous);
}

TEST_F(SelectTest, OfInterchangeableItemsTheFirstIsMeant) {
  Item("A", 100'00);
  Item("B", 100'00);
  Item("C", 30'00);
  Money(100'00);
  Quoted("PO-7", {"A", "B", "C"}, Rule::kAlternateReference);
  EXPECT_THAT(Chosen(), ElementsAre("A"));
}

TEST_F(SelectTest, TheFirstIsTheOneOfTheFirstDocumentNumber) {
  Item("A", 100'00).document_number = "INV-2";
  Item("B", 100'00).document_number = "INV-1";
  Item("C", 30'00);
  Money(100'00);
  Quoted("PO-7", {"A", "B", "C"}, Rule::kAlternateReference);
  EXPECT_THAT(Chosen(), ElementsAre("B"));
}

TEST_F(SelectTest, AGroupThatSharesAnAlternateReferenceIsTakenWhole) {
  Item("A", 100'00);
  Item("B", 50'00).status = ItemStatus::kClosed;
  Item("C", 30'00);
  Money(130'00);
  Quoted("PO-7", {"A", "B", "C"}, Rule::kAlternateReference);
  EXPECT_THAT(Chosen(), ElementsAre("A", "C"));
}

TEST_F(SelectTest, AGroupMayShareAStructuredReferenceToo) {
  Item("A", 100'00);
  Item("C", 30'00);
  Money(130'00);
  Quoted("RF18 5390 0754 7034", {"A", "C"}, Rule::kStructuredReference);
  EXPECT_THAT(Chosen(), ElementsAre("A", "C"));
}

TEST_F(SelectTest, OfAGroupTheOneWhoseAmountFitsIsMeant) {
  Item("A", 100'00);
  Item("B", 50'00);
  Money(50'00);
  Quoted("PO-7", {"A", "B"}, Rule::kAlternateReference);
  EXPECT_THAT(Chosen(), ElementsAre("B"));
}

TEST_F(SelectTest, AGroupOfTwoCustomersIsThatOfThePayer) {
  OneNumberTwice();
  Item("C", 30'00);
  Money(130'00);
  Quoted("PO-7", {"A", "B", "C"}, Rule::kAlternateReference);
  Payer("ACME");
  EXPECT_THAT(Chosen(), ElementsAre("A", "C"));
}

TEST_F(SelectTest, AQuoteThatNamesMoreThanIsKeptIsAmbiguous) {
  Item("A", 100'00);
  Money(100'00);
  Quoted("PO-7", {"A"}, Rule::kAlternateReference).crowded = true;
  EXPECT_TRUE(Select().ambiguous);
}

TEST_F(SelectTest, OfAGroupTheOnlyPartWithTheSumIsMeant) {
  Item("A", 125'15);
  Item("B", 225'20);
  Item("C", 318'45);
  Money(443'60);
  Quoted("PO-7", {"A", "B", "C"}, Rule::kAlternateReference);
  const Selection selection = Select();
  EXPECT_THAT(Ids(selection), ElementsAre("A", "C"));
  EXPECT_FALSE(selection.loose);
}

TEST_F(SelectTest, AGroupNoPartOfWhichHasTheSumIsLoose) {
  Item("A", 125'15);
  Item("B", 225'20);
  Money(443'60);
  Quoted("PO-7", {"A", "B"}, Rule::kAlternateReference);
  EXPECT_TRUE(Select().loose);
}

TEST_F(SelectTest, TwoPartsOfAGroupAreAmbiguous) {
  Item("A", 100'00);
  Item("B", 200'00);
  Item("C", 300'00);
  Money(300'00);
  Quoted("PO-7", {"A", "B", "C"}, Rule::kAlternateReference);
  const Selection selection = Select();
  EXPECT_TRUE(selection.ambiguous);
  EXPECT_EQ(selection.choices.size(), 3u);
}

}  // namespace
}  // namespace cashmatch
