// SPDX-License-Identifier: Apache-2.0
// open_state_test.cc - amounts that go down, and items that appear, in a run.
#include "engine/book/open_state.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

class OpenStateTest : public testing::Test {
 protected:
  static Book Make() {
    OpenItemBlock items;
    const auto add = [&](std::string_view id, Minor amount, ItemStatus status) {
      OpenItem item;
      item.item_id = item.document_number = id;
      item.customer_id = "C";
      item.amount = amount;
      item.status = status;
      item.currency = *ParseCurrency("USD");
      item.document_date = 20000;
      items.items.push_back(item);
    };
    add("A", 1000, ItemStatus::kOpen);
    add("B", 700, ItemStatus::kClosed);
    return Book::Build(std::move(items), {}, {});
  }

  std::vector<ItemRow> Find(Minor amount) const {
    std::vector<ItemRow> rows;
    state_.VisitAmount(*ParseCurrency("USD"), amount, [&](ItemRow row) {
      rows.push_back(row);
      return true;
    });
    return rows;
  }

  const Book book_ = Make();
  OpenState state_{book_.tables()};
};

TEST_F(OpenStateTest, AClosedItemHasNothingOpenAndIsFoundByWhatItWas) {
  EXPECT_EQ(state_.Open(ItemRow{0}), 1000);
  EXPECT_EQ(state_.Open(ItemRow{1}), 0);
  EXPECT_EQ(Find(700), std::vector<ItemRow>{ItemRow{1}});
}

TEST_F(OpenStateTest, WhatIsSetAsideIsPaidUntilItIsBroughtBack) {
  state_.Take(ItemRow{0}, 400);
  state_.SetAside(ItemRow{0});
  state_.SetAside(ItemRow{0});
  EXPECT_EQ(state_.Open(ItemRow{0}), 0);
  state_.Take(ItemRow{0}, -400);  // what was paid before is returned
  state_.BringBack();
  EXPECT_EQ(state_.Open(ItemRow{0}), 1000);
}

TEST_F(OpenStateTest, APartPaidItemIsFoundByWhatIsLeft) {
  state_.Take(ItemRow{0}, 400);
  EXPECT_EQ(state_.Open(ItemRow{0}), 600);
  EXPECT_EQ(Find(600), std::vector<ItemRow>{ItemRow{0}});
}

TEST_F(OpenStateTest, AClosedItemThatReopensIsAmongItsCustomersItems) {
  const auto items = [&] {
    std::vector<ItemRow> rows;
    state_.VisitItemsOf(CustomerRow{0},
                        [&](ItemRow row) { rows.push_back(row); });
    return rows;
  };
  EXPECT_EQ(items(), std::vector<ItemRow>{ItemRow{0}});
  state_.Take(ItemRow{1}, -700);
  EXPECT_EQ(state_.Open(ItemRow{1}), 700);
  EXPECT_EQ(items(), (std::vector<ItemRow>{ItemRow{0}, ItemRow{1}}));
  state_.Take(ItemRow{1}, 700);
  EXPECT_EQ(items().size(), 2u) << "with nothing open, once";
}

TEST_F(OpenStateTest, ANegativeTakeReopens) {
  state_.Take(ItemRow{0}, 1000);
  state_.Take(ItemRow{0}, -1000);
  EXPECT_EQ(state_.Open(ItemRow{0}), 1000);
  EXPECT_EQ(Find(1000), std::vector<ItemRow>{ItemRow{0}});
}

}  // namespace
}  // namespace cashmatch
