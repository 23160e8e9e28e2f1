// SPDX-License-Identifier: Apache-2.0
// payer_items_test.cc - what of a customer's items may be paid by amount.
#include "engine/propose/payer_items.h"

#include "tests/unit/engine/propose/small_book.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PayerItemsTest : public SmallBook {
 protected:
  const std::vector<PayerItems>& Gather(std::string_view customer = "ACME") {
    GatherPayerItems(View(), book().FindCustomer(customer), &blocks_);
    return blocks_;
  }
  void Member(std::string_view id, std::string_view parent) {
    Customer& customer = customers_.customers.emplace_back();
    customer.customer_id = id;
    customer.parent_id = parent;
  }
  std::vector<std::string> Ids(const PayerItems& block) {
    std::vector<std::string> ids;
    for (const ItemRow row : block.rows) ids.push_back(Id(row));
    EXPECT_EQ(block.size(), block.open.size());
    EXPECT_EQ(block.size(), block.ask.size());
    EXPECT_EQ(block.size(), block.due.size());
    return ids;
  }

  std::vector<PayerItems> blocks_;
};

TEST_F(PayerItemsTest, TheOldestDueDateComesFirst) {
  Item("A", 1'00).due_date = kToday + 5;
  Item("B", 2'00).due_date = kToday - 9;
  Item("C", 3'00).due_date = kToday - 2;
  Item("D", 4'00).customer_id = "OTHER";
  Money(1'00);
  ASSERT_EQ(Gather().size(), 1u);
  EXPECT_THAT(Ids(blocks_[0]), ElementsAre("B", "C", "A"));
  EXPECT_THAT(blocks_[0].open, ElementsAre(2'00, 3'00, 1'00));
  EXPECT_THAT(blocks_[0].due, ElementsAre(kToday - 9, kToday - 2, kToday + 5));
  EXPECT_EQ(blocks_[0].customer, book().FindCustomer("ACME"));
}

TEST_F(PayerItemsTest, EachCompanyIsABlock) {
  Item("A", 1'00);
  Item("B", 2'00).company_code = "2000";
  Item("C", 3'00);
  Money(1'00);
  ASSERT_EQ(Gather().size(), 2u);
  EXPECT_THAT(Ids(blocks_[0]), ElementsAre("A", "C"));
  EXPECT_THAT(Ids(blocks_[1]), ElementsAre("B"));
  EXPECT_NE(blocks_[0].company, blocks_[1].company);
}

TEST_F(PayerItemsTest, OnlyTheCompaniesOfTheAccountAreGathered) {
  policy_.accounts["0123"].company_codes = {"2000"};
  Item("A", 1'00);
  Item("B", 2'00).company_code = "2000";
  Money(1'00);
  ASSERT_EQ(Gather().size(), 1u);
  EXPECT_THAT(Ids(blocks_[0]), ElementsAre("B"));
}

TEST_F(PayerItemsTest, EachCustomerAddsItsBlocks) {
  Item("A", 1'00);
  Item("B", 2'00).customer_id = "OTHER";
  Money(1'00);
  Gather("ACME");
  ASSERT_EQ(Gather("OTHER").size(), 2u);
  EXPECT_THAT(Ids(blocks_[1]), ElementsAre("B"));
}

TEST_F(PayerItemsTest, AsksLessWhereADiscountIsStillEarned) {
  Discounted("A", 1000'00);
  Discounted("B", 1000'00).document_date = kToday - 11;
  Item("C", 1000'00);
  Money(1'00);
  Gather();
  EXPECT_THAT(Ids(blocks_[0]), ElementsAre("C", "B", "A"));
  EXPECT_THAT(blocks_[0].open, ElementsAre(1000'00, 1000'00, 1000'00));
  EXPECT_THAT(blocks_[0].ask, ElementsAre(1000'00, 1000'00, 980'00));
  EXPECT_TRUE(blocks_[0].any_discount());
  EXPECT_FALSE(blocks_[0].Part({0, 1}).any_discount());
}

TEST_F(PayerItemsTest, WhatIsLeftOfAnItemIsOpen) {
  Item("A", 100'00);
  Item("B", 100'00);
  Money(1'00);
  state().Take(Row("A"), 60'00);
  state().Take(Row("B"), 100'00);
  Gather();
  EXPECT_THAT(Ids(blocks_[0]), ElementsAre("A"));
  EXPECT_THAT(blocks_[0].open, ElementsAre(40'00));
}

TEST_F(PayerItemsTest, WhatMayNotBePaidByAmountIsLeftOut) {
  Item("A", 1'00).status = ItemStatus::kDisputed;
  Item("B", 1'00).status = ItemStatus::kBlocked;
  Item("C", 1'00).status = ItemStatus::kClosed;
  Item("D", 1'00).type = DocumentType::kOrder;
  Item("E", 1'00).currency = kEur;
  Item("F", 1'00).document_date = kToday + 1;
  Item("G", -1'00);
  Money(1'00);
  EXPECT_THAT(Gather(), IsEmpty());
}

TEST_F(PayerItemsTest, PromisedItemsAndDebitsOfOtherTypesAreIn) {
  Item("A", 1'00).status = ItemStatus::kPromised;
  Item("B", 1'00).type = DocumentType::kDeduction;
  Item("C", 1'00).type = DocumentType::kFinanceCharge;
  Money(1'00);
  Gather();
  EXPECT_THAT(Ids(blocks_[0]), ElementsAre("A", "B", "C"));
}

TEST_F(PayerItemsTest, CreditsJoinWhereTheCustomersRulesAllowAny) {
  policy_.customers["FREE"].credits = CreditUse::kAny;
  Item("A", 5'00);
  Item("B", -1'00);
  for (const char* const id : {"C", "D", "E", "F"}) {
    Item(id, -1'00).customer_id = "FREE";
  }
  items_.items[3].type = DocumentType::kOnAccount;
  items_.items[4].status = ItemStatus::kDisputed;
  items_.items[5].currency = kEur;
  Money(1'00);
  Gather("ACME");
  Gather("FREE");
  ASSERT_EQ(blocks_.size(), 2u);
  EXPECT_THAT(Ids(blocks_[0]), ElementsAre("A"));
  EXPECT_THAT(Ids(blocks_[1]), ElementsAre("C", "D"));
  EXPECT_THAT(blocks_[1].ask, ElementsAre(-1'00, -1'00));
}

TEST_F(PayerItemsTest, OfAGroupAllItemsAreGatheredAsIfTheyWereThePayers) {
  Member("HEAD", "");
  Member("SHOP1", "HEAD");
  Member("SHOP2", "HEAD");
  Member("OTHER", "");
  Item("A", 1'00).customer_id = "SHOP2";
  Item("B", 2'00).customer_id = "SHOP1";
  Item("C", 3'00).customer_id = "HEAD";
  Item("D", 4'00).customer_id = "OTHER";
  items_.items[1].due_date = kToday - 30;
  Money(1'00);
  for (const char* const payer : {"HEAD", "SHOP1"}) {
    blocks_.clear();
    GatherGroupItems(View(), book().FindCustomer(payer), &blocks_);
    ASSERT_EQ(blocks_.size(), 1u) << payer;
    EXPECT_THAT(Ids(blocks_[0]), ElementsAre("B", "A", "C")) << payer;
    EXPECT_TRUE(blocks_[0].group);
    EXPECT_EQ(blocks_[0].customer, book().FindCustomer(payer));
  }
}

TEST_F(PayerItemsTest, AGroupsBlocksStandBesideThePayersOwn) {
  Member("HEAD", "");
  Member("SHOP", "HEAD");
  Item("A", 1'00).customer_id = "HEAD";
  Item("B", 2'00).customer_id = "SHOP";
  Money(1'00);
  Gather("HEAD");
  GatherGroupItems(View(), book().FindCustomer("HEAD"), &blocks_);
  ASSERT_EQ(blocks_.size(), 2u);
  EXPECT_THAT(Ids(blocks_[0]), ElementsAre("A"));
  EXPECT_FALSE(blocks_[0].group);
  EXPECT_THAT(Ids(blocks_[1]), ElementsAre("A", "B"));
  EXPECT_TRUE(blocks_[1].Part({0}).group);
}

TEST_F(PayerItemsTest, WhoStandsAloneHasNoGroup) {
  Member("ACME", "");
  Item("A", 1'00);
  Money(1'00);
  GatherGroupItems(View(), book().FindCustomer("ACME"), &blocks_);
  EXPECT_THAT(blocks_, IsEmpty());
}

TEST_F(PayerItemsTest, AGroupOfVeryManyIsNotGathered) {
  Member("HEAD", "");
  for (size_t i = 1; i < kGroupMost + 1; ++i) {
    Member(customers_.arena.Keep("S" + std::to_string(i)), "HEAD");
  }
  Item("A", 1'00).customer_id = "S1";
  Money(1'00);
  GatherGroupItems(View(), book().FindCustomer("HEAD"), &blocks_);
  EXPECT_THAT(blocks_, IsEmpty());
}

TEST_F(PayerItemsTest, InterchangeableItemsShareOneLabel) {
  for (const char* const id : {"A", "B", "C", "D", "E"}) Item(id, 5'00);
  items_.items[1].document_date = kToday - 9;  // B is older
  items_.items[2].amount = 6'00;
  Money(1'00);
  mentions_.list.push_back({Row("E"), 0, MentionKind::kOneEdit, 6, 0, "word"});
  const PayerItems& block = Gather()[0];
  ASSERT_THAT(Ids(block), ElementsAre("B", "A", "C", "D", "E"));
  EXPECT_THAT(block.twin,
              ElementsAre(Row("B"), Row("A"), Row("C"), Row("A"), Row("E")));
  EXPECT_EQ(block.Alike(1), 2u);
  EXPECT_EQ(block.Alike(4), 1u) << "a word means this one";
  EXPECT_EQ(block.Part({3, 4}).twin, (std::vector{Row("A"), Row("E")}));
}

TEST_F(PayerItemsTest, InterchangeableItemsAreOneCustomersInItsGroupToo) {
  Member("HEAD", "");
  Member("SHOP", "HEAD");
  Item("A", 5'00).customer_id = "HEAD";
  Item("B", 5'00).customer_id = "SHOP";
  Item("C", 5'00).customer_id = "HEAD";
  Money(1'00);
  GatherGroupItems(View(), book().FindCustomer("HEAD"), &blocks_);
  ASSERT_THAT(Ids(blocks_[0]), ElementsAre("A", "B", "C"));
  EXPECT_THAT(blocks_[0].twin, ElementsAre(Row("A"), Row("B"), Row("A")));
}

TEST_F(PayerItemsTest, APartKeepsWhatItIsAPartOf) {
  Item("A", 1'00);
  Item("B", 2'00);
  Discounted("C", 300'00);
  Money(1'00);
  const PayerItems& all = Gather()[0];
  const PayerItems part = all.Part({1, 2});
  EXPECT_THAT(Ids(part), ElementsAre("B", "C"));
  EXPECT_THAT(part.open, ElementsAre(2'00, 300'00));
  EXPECT_THAT(part.ask, ElementsAre(2'00, 294'00));
  EXPECT_EQ(part.customer, all.customer);
  EXPECT_EQ(part.company, all.company);
  EXPECT_THAT(Ids(all.Part({})), IsEmpty());
}

}  // namespace
}  // namespace cashmatch
