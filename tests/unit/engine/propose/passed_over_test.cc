// SPDX-License-Identifier: Apache-2.0
// passed_over_test.cc - the older of equal amounts, and who does not mind.
#include "engine/propose/passed_over.h"

#include <numeric>

#include "engine/propose/plausibility_table.h"
#include "tests/unit/engine/propose/small_book.h"

namespace cashmatch {
namespace {

class PassedOverTest : public SmallBook {
 protected:
  void Due(int32_t ago, Minor amount) {
    Item(items_.arena.Keep(std::to_string(100 + items_.items.size())), amount)
        .due_date = kToday - ago;
  }

  /// What a set loses; positions are those by due date, oldest first.
  double LogOf(const std::vector<uint32_t>& set,
               std::vector<double> shares = {}) {
    std::vector<PayerItems> blocks;
    GatherPayerItems(View(), book().FindCustomer("ACME"), &blocks);
    const PayerItems& items = blocks.at(0);
    shares.resize(items.size(), 0.5);
    const ReceiptView view = View();
    return PassedOver(view, items, items.open, shares).LogOf(set);
  }

  /// Lets ACME be seen to choose so often, and to take the younger one of two.
  void SeenTaking(bool younger, int times) {
    const std::vector<SeenItem> seen = {{kToday - 10, !younger, 500},
                                        {kToday, younger, 500}};
    for (int i = 0; i < times; ++i) {
      habits_.ObserveChoices(book().FindCustomer("ACME"), seen, 1);
    }
  }
};

TEST_F(PassedOverTest, OnlyOlderItemsOfTheSameAmountThatAreLeftCount) {
  Due(20, 500'00);
  Due(10, 500'00);
  Due(5, 300'00);
  Money(500'00);
  EXPECT_EQ(LogOf({0}), 0);
  EXPECT_LT(LogOf({1}), -0.1);
  EXPECT_EQ(LogOf({2}), 0);
  EXPECT_EQ(LogOf({0, 1}), 0);
}

TEST_F(PassedOverTest, ThoseDueOnTheSameDayDoNot) {
  Due(10, 500'00);
  Due(10, 500'00);
  Money(500'00);
  EXPECT_EQ(LogOf({1}), 0);
}

TEST_F(PassedOverTest, WhatMayBePaidAlreadyOrIsNotPaidAnyMoreCountsLess) {
  Due(20, 500'00);
  Due(10, 500'00);
  Money(500'00);
  const double due = LogOf({1});
  EXPECT_GT(LogOf({1}, {0.01, 0.5}), due / 4);
  std::vector<PayerItems> blocks;
  GatherPayerItems(View(), book().FindCustomer("ACME"), &blocks);
  habits_.claims.Add({blocks.at(0).rows[0], 900'000});
  EXPECT_GT(LogOf({1}), due / 4);
  EXPECT_LT(LogOf({1}), 0);
}

TEST_F(PassedOverTest, APayerIsKnownByWhatItDid) {
  Due(20, 500'00);
  Due(10, 500'00);
  Money(500'00);
  const double unknown = LogOf({1});
  SeenTaking(false, 30);
  EXPECT_LT(LogOf({1}), unknown);
  habits_ = Habits();
  SeenTaking(true, 30);
  EXPECT_NEAR(LogOf({1}), 0, 1e-9);
}

}  // namespace
}  // namespace cashmatch
