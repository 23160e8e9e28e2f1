// SPDX-License-Identifier: Apache-2.0
// weighing_test.cc - explanations of the money against each other.
#include "engine/propose/weighing.h"

#include <algorithm>

#include "tests/unit/engine/propose/small_book.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class WeighingTest : public SmallBook {
 protected:
  /// Weighs what the receipt may be for; the first is the most plausible.
  std::vector<std::string> Weigh() {
    const ReceiptView view = View();
    SumContext context;
    context.target = context.net_target = view.receipt.amount;
    context.fixed = fixed_;
    for (const SettledItem& item : fixed_) {
      context.target -= item.open;
      context.net_target -= item.open - item.earned;
    }
    Weighing weighing(view, context);
    weighing.Run();
    shares_.clear();
    std::vector<std::string> told;
    Millionths before = 1'000'000, sum = 0;
    for (const Explanation& one : weighing.found()) {
      std::string text;
      for (const uint32_t i : one.set) {
        text += (text.empty() ? "" : " ") + Id(one.items->rows[i]);
      }
      told.push_back(one.discounts ? text + " less" : text);
      shares_.push_back(weighing.ProbabilityOf(one));
      EXPECT_LE(shares_.back(), before) << "not in order";
      before = shares_.back();
      sum += before;
    }
    EXPECT_LE(sum, 1'000'000);
    return told;
  }

  void Member(std::string_view id, std::string_view parent) {
    Customer& customer = customers_.customers.emplace_back();
    customer.customer_id = id;
    customer.parent_id = parent;
  }

  void Fixed(std::string_view id) {
    const ItemRow row = Row(id);
    fixed_.push_back({row, state().Open(row), EarnedBy(View(), row)});
  }

  std::vector<SettledItem> fixed_;
  std::vector<Millionths> shares_;  // of the explanations, in millionths
};

TEST_F(WeighingTest, TheOnlyExplanationIsNearlySure) {
  Item("A", 318'45);
  Item("B", 99'10);
  Money(318'45);
  Payer("ACME");
  ASSERT_THAT(Weigh(), ElementsAre("A"));
  EXPECT_GT(shares_[0], 999'000);
  EXPECT_LT(shares_[0], 1'000'000);
}

TEST_F(WeighingTest, WhereNothingFitsThereIsNothing) {
  Item("A", 318'45);
  Money(318'46);
  Payer("ACME");
  EXPECT_THAT(Weigh(), IsEmpty());
}

TEST_F(WeighingTest, SeveralExplanationsShareWhatIsCertain) {
  Item("A", 100'10).due_date = kToday - 20;
  Item("B", 200'20).due_date = kToday - 15;
  Item("C", 150'15).due_date = kToday - 10;
  Item("D", 150'15).due_date = kToday - 5;
  Money(300'30);
  Payer("ACME");
  ASSERT_THAT(Weigh(), UnorderedElementsAre("A B", "C D"));
  EXPECT_LT(shares_[0], 950'000);
  EXPECT_GT(shares_[0] + shares_[1], 990'000);
}

TEST_F(WeighingTest, TheLikelierShapeComesFirst) {
  Item("A", 318'45).due_date = kToday - 3;
  Item("B", 200'40).due_date = kToday + 80;
  Item("C", 118'05).due_date = kToday - 30;
  Money(318'45);
  Payer("ACME");
  EXPECT_THAT(Weigh(), ElementsAre("A", "C B"));
}

TEST_F(WeighingTest, ARoundAmountThatAgreesSaysLess) {
  for (const Minor odd : {0, 7'00, 7'13}) {
    Item(items_.arena.Keep("A" + std::to_string(odd)), 300'00 + odd).due_date =
        kToday + 70;
  }
  for (int i = 0; i < 6; ++i) {
    Item(items_.arena.Keep("B" + std::to_string(i)), 41'11 + 100'37 * i)
        .due_date = kToday - 20 + i;
  }
  Money(300'00);
  Payer("ACME", PayerEvidence::kNearName);
  payers_.list[0].agreement = 1'000;  // so that no share is at its limit
  ASSERT_THAT(Weigh(), ElementsAre("A0"));
  const Millionths hundreds = shares_[0];
  receipts_.receipts[0].amount = 307'00;
  ASSERT_THAT(Weigh(), ElementsAre("A700"));
  const Millionths units = shares_[0];
  receipts_.receipts[0].amount = 307'13;
  EXPECT_THAT(Weigh(), ElementsAre("A713"));
  EXPECT_LT(hundreds, units);
  EXPECT_LT(units, shares_[0]);
}

TEST_F(WeighingTest, ThePayerOfStrongerEvidenceHasTheBetterClaim) {
  Item("A", 318'45);
  Item("B", 318'45).customer_id = "OTHER";
  Money(318'45);
  Payer("OTHER", PayerEvidence::kNearName);
  Payer("ACME", PayerEvidence::kBankAccount);
  ASSERT_THAT(Weigh(), ElementsAre("A", "B"));
  EXPECT_GT(shares_[0], shares_[1]);
}

TEST_F(WeighingTest, ANearNameWeighsAsItAgrees) {
  Item("A", 318'45);
  Item("B", 318'45).customer_id = "OTHER";
  Money(318'45);
  Payer("ACME", PayerEvidence::kNearName);
  Payer("OTHER", PayerEvidence::kNearName);
  payers_.list[0].agreement = 700'000;
  payers_.list[1].agreement = 950'000;
  EXPECT_THAT(Weigh(), ElementsAre("B", "A"));
}

TEST_F(WeighingTest, AWordThatMeansAnItemDecidesBetweenEqualAmounts) {
  Item("A", 318'45).due_date = kToday - 10;
  Item("B", 318'45).due_date = kToday - 20;
  Money(318'45);
  Payer("ACME");
  mentions_.list.push_back({Row("B"), 0, MentionKind::kOneEdit, 6, 0, "word"});
  ASSERT_THAT(Weigh(), ElementsAre("B", "A"));
  EXPECT_GT(shares_[0], 990'000);
}

TEST_F(WeighingTest, InterchangeableItemsAreOneExplanationByTheirNumbers) {
  Item("A", 49'90).document_number = "I3";
  Item("B", 49'90).document_number = "I1";
  Item("C", 49'90).document_number = "I2";
  Item("D", 118'47);
  Money(218'27);
  Payer("ACME");
  ASSERT_THAT(Weigh(), ElementsAre("B C D"));
  EXPECT_GT(shares_[0], 990'000);
}

TEST_F(WeighingTest, ManyWaysToChooseAmongInterchangeableItemsAreNoDoubt) {
  for (int i = 0; i < 14; ++i) {  // 3432 ways to take seven
    Item(items_.arena.Keep("R" + std::to_string(10 + i)), 49'90);
  }
  Item("D", 118'47);
  Money(7 * 49'90 + 118'47);
  Payer("ACME");
  ASSERT_THAT(Weigh(), ElementsAre("D R10 R11 R12 R13 R14 R15 R16"));
  EXPECT_GT(shares_[0], 990'000);
}

TEST_F(WeighingTest, AWordSinglesOutOneOfInterchangeableItems) {
  Item("A", 49'90);
  Item("B", 49'90);
  Item("D", 118'47);
  Money(168'37);
  Payer("ACME");
  mentions_.list.push_back({Row("B"), 0, MentionKind::kOneEdit, 6, 0, "word"});
  ASSERT_THAT(Weigh(), ElementsAre("B D", "A D"));
  EXPECT_GT(shares_[0], 950'000);
}

TEST_F(WeighingTest, EqualAmountsThatDifferInMoreAreSeveral) {
  Item("A", 49'90).document_date = kToday - 20;
  Item("B", 49'90);
  Item("D", 118'47);
  Money(168'37);
  Payer("ACME");
  EXPECT_THAT(Weigh(), UnorderedElementsAre("A D", "B D"));
}

TEST_F(WeighingTest, EarnedDiscountsAreAnotherWayToReachASum) {
  Discounted("A", 1000'50);
  Item("B", 500'25);
  Money(1480'74);
  Payer("ACME");
  EXPECT_THAT(Weigh(), ElementsAre("B A less"));
}

TEST_F(WeighingTest, ASetWithoutADiscountIsNotWeighedTwice) {
  Discounted("A", 1000'50);
  Item("B", 500'25);
  Money(500'25);
  Payer("ACME");
  EXPECT_THAT(Weigh(), ElementsAre("B"));
}

TEST_F(WeighingTest, QuotedItemsTellWhoseTheRestIs) {
  Item("A", 100'10);
  Item("B", 318'45);
  Item("C", 318'45).customer_id = "OTHER";
  Money(418'55);
  Fixed("A");
  ASSERT_THAT(Weigh(), ElementsAre("B"));
  EXPECT_GT(shares_[0], 999'000);
}

TEST_F(WeighingTest, AQuotedItemIsNotPaidAgain) {
  Item("A", 100'10);
  Item("B", 318'45);
  Money(200'20);
  Payer("ACME");
  Fixed("A");
  EXPECT_THAT(Weigh(), IsEmpty());
}

TEST_F(WeighingTest, TheRestIsOfTheCompanyOfWhatIsQuoted) {
  Item("A", 100'10);
  Item("B", 318'45).company_code = "2000";
  Money(418'55);
  Payer("ACME");
  Fixed("A");
  EXPECT_THAT(Weigh(), IsEmpty());
}

TEST_F(WeighingTest, QuotedItemsMayTakeTheirDiscountToo) {
  Discounted("A", 1000'00);
  Item("B", 318'45);
  Money(1298'45);
  Fixed("A");
  EXPECT_THAT(Weigh(), ElementsAre("B less"));
}

TEST_F(WeighingTest, APayerMayPayForItsGroupButPaysItsOwnFirst) {
  Member("HEAD", "");
  Member("SHOP1", "HEAD");
  Member("SHOP2", "HEAD");
  Item("A", 100'10).customer_id = "SHOP1";
  Item("B", 318'45).customer_id = "SHOP2";
  Item("C", 318'45).customer_id = "SHOP1";
  Money(418'55);
  Payer("SHOP1");
  EXPECT_THAT(Weigh(), ElementsAre("A C", "A B"));
  receipts_.receipts[0].amount = 636'90;
  EXPECT_THAT(Weigh(), ElementsAre("B C"));
}

TEST_F(WeighingTest, NoSetIsOfTwoCustomersOfNoGroup) {
  Item("A", 100'10);
  Item("B", 318'45).customer_id = "OTHER";
  Money(418'55);
  Payer("ACME");
  Payer("OTHER");
  EXPECT_THAT(Weigh(), IsEmpty());
}

}  // namespace
}  // namespace cashmatch
