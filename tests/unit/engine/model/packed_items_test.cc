// SPDX-License-Identifier: Apache-2.0
// packed_items_test.cc - items in columns, gaps, order.
#include "engine/model/packed_items.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace cashmatch {
namespace {

OpenItem Item(std::string_view id) {
  OpenItem item;
  item.item_id = id;
  item.document_number = "INV-1";
  item.references = "PO-1|PO-2";
  item.customer_id = "C1";
  item.payment_terms = "net 30";
  item.company_code = "1000";
  item.currency = *ParseCurrency("USD");
  item.amount = 500;
  return item;
}

TEST(PackedItems, KeepsWhatAnItemSays) {
  const std::array<size_t, 1> most = {2};
  PackedItems packed(most);
  ItemPiece& piece = packed.pieces[0];
  {
    const std::string id = "I-1";  // gone when it is read
    piece.Add(Item(id));
  }
  OpenItem second = Item("I-2");
  second.payment_terms = "net 60";
  second.linked_item = "I-1";
  second.due_date = 20'000;
  piece.Add(second);
  ASSERT_EQ(packed.size(), 2u);
  EXPECT_EQ(piece.ItemId(0), "I-1");
  const ItemTexts& texts = piece.texts()[1];
  EXPECT_EQ(std::string_view(
                reinterpret_cast<const char*>(texts.first),
                texts.id_size + texts.number_size + texts.references_size),
            "I-2INV-1PO-1|PO-2");
  EXPECT_EQ(piece.texts()[0].has_rare, 0);
  EXPECT_EQ(texts.has_rare, 1);
  ASSERT_EQ(piece.rare.size(), 1u);
  EXPECT_EQ(piece.rare[0].linked_item, "I-1");
  EXPECT_EQ(piece.hot()[0].open, 500);
  EXPECT_EQ(piece.hot()[0].due_date, kNoDay);
  EXPECT_EQ(piece.hot()[1].due_date, 20'000);
  EXPECT_EQ(piece.hot()[0].customer, kNoCustomer);
  EXPECT_EQ(piece.customers, "C1C1");
  EXPECT_EQ(piece.terms.list(),
            (std::vector<std::string_view>{"net 30", "net 60"}));
}

TEST(PackedItems, AClosedItemKeepsWhatAReturnWouldReopen) {
  const std::array<size_t, 1> most = {1};
  PackedItems packed(most);
  OpenItem item = Item("I-1");
  item.amount = 0;
  item.original_amount = 700;
  item.status = ItemStatus::kClosed;
  packed.pieces[0].Add(item);
  EXPECT_EQ(packed.pieces[0].hot()[0].open, 700);
}

TEST(PackedItems, GapsBetweenPiecesAreClosed) {
  const std::array<size_t, 3> most = {3, 2, 2};
  PackedItems packed(most);
  packed.pieces[0].Add(Item("I-1"));
  packed.pieces[2].Add(Item("I-2"));
  packed.pieces[2].Add(Item("I-3"));
  packed.CloseGaps();
  ASSERT_EQ(packed.hot.size(), 3u);
  ASSERT_EQ(packed.texts.size(), 3u);
  EXPECT_EQ(packed.pieces[2].hot().data(), &packed.hot[1]);
  EXPECT_EQ(packed.pieces[2].ItemId(1), "I-3");
  EXPECT_EQ(packed.hot[2].open, 500);
}

TEST(PackedItems, KnowsWhetherItsIdsAscend) {
  const auto ascends = [](const std::vector<std::string>& ids) {
    const std::array<size_t, 2> most = {2, 2};
    PackedItems packed(most);
    for (size_t i = 0; i < ids.size(); ++i) {
      packed.pieces[i / 2].Add(Item(ids[i]));
    }
    return packed.Ascends();
  };
  EXPECT_TRUE(ascends({"a", "b", "c", "d"}));
  EXPECT_FALSE(ascends({"b", "a", "c", "d"}));
  EXPECT_FALSE(ascends({"a", "c", "b", "d"}));
  EXPECT_FALSE(ascends({"a", "b", "b", "d"}));  // the same twice
  EXPECT_FALSE(ascends({"a", "b", "c", "c"}));
  EXPECT_TRUE(ascends({}));
}

TEST(PackedItems, PackKeepsTheOrder) {
  OpenItemBlock block;
  for (int i = 0; i < 40'000; ++i) {
    block.items.push_back(Item(block.arena.Keep(std::to_string(100'000 + i))));
  }
  const PackedItems packed = Pack(block);
  EXPECT_GT(packed.pieces.size(), 1u);
  EXPECT_TRUE(packed.Ascends());
  EXPECT_EQ(packed.size(), 40'000u);
  EXPECT_EQ(packed.pieces.back().ItemId(packed.pieces.back().size() - 1),
            "139999");
}

}  // namespace
}  // namespace cashmatch
