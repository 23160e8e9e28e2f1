// SPDX-License-Identifier: Apache-2.0
// sets_to_try_test.cc - which receipts are worth a look together.
#include "engine/wait/sets_to_try.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Day kToday = 20'000;

class SetsToTryTest : public testing::Test {
 protected:
  static Book Make() {
    OpenItemBlock items;
    for (const auto& [id, amount] :
         {std::pair("A", Minor{1000}), std::pair("B", Minor{500})}) {
      OpenItem item;
      item.item_id = item.document_number = id;
      item.customer_id = "X";
      item.amount = amount;
      item.currency = *ParseCurrency("USD");
      item.document_date = item.due_date = kToday - 5;
      item.payment_terms = "2/10 net 30";
      items.items.push_back(item);
    }
    return Book::Build(std::move(items), {}, {});
  }

  SetsToTryTest() {
    group_.key.customer = book_.FindCustomer("X");
    group_.key.currency = *ParseCurrency("USD");
  }

  void Wait(Minor amount, Day day, std::vector<ItemRow> quoted = {}) {
    WaitingReceipt one;
    one.receipt = ReceiptRow{static_cast<uint32_t>(group_.members.size())};
    one.amount = amount;
    one.day = day;
    one.quoted = std::move(quoted);
    group_.members.push_back(one);
  }

  std::vector<ReceiptSet> Sets() const {
    return SetsToTry(group_, kToday, 0, book_.tables(), state_);
  }

  const Book book_ = Make();
  const OpenState state_{book_.tables()};
  WaitingGroup group_;
};

TEST_F(SetsToTryTest, AtLeastTwoReceiptsOneOfThemOfToday) {
  Wait(10, kToday - 1);
  Wait(20, kToday - 1);
  EXPECT_THAT(Sets(), IsEmpty());
  Wait(30, kToday);
  EXPECT_THAT(Sets(), ElementsAre(0b101, 0b110, 0b111));
}

TEST_F(SetsToTryTest, MoreThanThreeOnlyForOneItem) {
  for (const Minor amount : {100, 200, 300, 399}) Wait(amount, kToday);
  EXPECT_THAT(Sets(), SizeIs(6 + 4));
  group_.members.back().amount = 400;
  EXPECT_THAT(Sets(), SizeIs(6 + 4 + 1));
}

TEST_F(SetsToTryTest, QuotedItemsMustBeAskedForJustSoMuch) {
  Wait(700, kToday, {ItemRow{0}});
  Wait(299, kToday, {ItemRow{0}});
  EXPECT_THAT(Sets(), IsEmpty());
  group_.members.back().amount = 300;
  EXPECT_THAT(Sets(), ElementsAre(0b11));
  group_.members.back().amount = 280;  // less 2 %
  EXPECT_THAT(Sets(), ElementsAre(0b11));
}

TEST_F(SetsToTryTest, AllItemsThatAnyQuotesCount) {
  Wait(700, kToday, {ItemRow{0}});
  Wait(800, kToday, {ItemRow{0}, ItemRow{1}});
  EXPECT_THAT(Sets(), ElementsAre(0b11));
}

TEST_F(SetsToTryTest, WhoQuotesAndWhoDoesNotAreNotMixed) {
  Wait(700, kToday, {ItemRow{0}});
  Wait(300, kToday);
  EXPECT_THAT(Sets(), IsEmpty());
}

TEST_F(SetsToTryTest, PartsAreTheReceiptsOfTheSet) {
  Wait(700, kToday - 2);
  Wait(1, kToday - 1);
  Wait(300, kToday);
  const PartPayments payments = PartsOf(group_, 0b101);
  ASSERT_EQ(payments.parts.size(), 2U);
  EXPECT_EQ(payments.parts[1].amount, 300);
  EXPECT_EQ(payments.waiting, 3U);
  EXPECT_EQ(payments.first_day, kToday - 2);
  EXPECT_THAT(RowsOf(group_, 0b101), ElementsAre(ReceiptRow{0}, ReceiptRow{2}));
}

}  // namespace
}  // namespace cashmatch
