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
  EXPECT_EQ(texts.ItemId(0), "I-2");
  EXPECT_EQ(texts.Number(0), "INV-1");
  EXPECT_EQ(texts.References(0), "PO-1|PO-2");
  EXPECT_EQ(texts.bytes(), 17u);
  EXPECT_FALSE(piece.hot()[0].has_rare);
  EXPECT_TRUE(piece.hot()[1].has_rare);
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

/// Packs an item whose texts are parts of `row`.
PackedItems PackFrom(std::string_view row, std::string_view id,
                     std::string_view number, std::string_view references,
                     LastingText lasting) {
  const auto part = [row](std::string_view text) {
    return text.empty() ? text : row.substr(row.find(text), text.size());
  };
  const std::array<size_t, 1> most = {1};
  PackedItems packed(most, std::move(lasting));
  OpenItem item = Item(part(id));
  item.document_number = part(number);
  item.references = part(references);
  packed.pieces[0].Add(item);
  return packed;
}

TEST(PackedItems, TextsThatLastAreNotCopied) {
  const std::string row = "PO-7|PO-8,1000,INV-3,x,I-3";  // in any order
  for (const std::string_view references : {"PO-7|PO-8", ""}) {
    const PackedItems packed =
        PackFrom(row, "I-3", "INV-3", references, {row, nullptr});
    EXPECT_EQ(packed.pieces[0].item_text.bytes(), 0u);
    const ItemTexts& texts = packed.pieces[0].texts()[0];
    EXPECT_EQ(texts.ItemId(0), "I-3");
    EXPECT_EQ(texts.ItemId(0).data(), row.data() + row.find("I-3"));
    EXPECT_EQ(texts.Number(0), "INV-3");
    EXPECT_EQ(texts.References(0), references);
  }
}

TEST(PackedItems, TextsThatDoNotLastOrLieFarApartAreCopied) {
  const std::string near = "I-3,INV-3,PO-7";
  const std::string far = "I-3," + std::string(40'000, 'x') + ",INV-3,PO-7";
  const std::string_view all = near;
  for (const auto& [row, lasting] :
       {std::pair{all, all.substr(0, 12)}, std::pair{all, all.substr(1)},
        std::pair{all, std::string_view()},
        std::pair{std::string_view(far), std::string_view(far)}}) {
    const PackedItems packed =
        PackFrom(row, "I-3", "INV-3", "PO-7", {lasting, nullptr});
    EXPECT_NE(packed.pieces[0].item_text.bytes(), 0u);
    const ItemTexts& texts = packed.pieces[0].texts()[0];
    EXPECT_EQ(texts.ItemId(0), "I-3");
    EXPECT_NE(texts.ItemId(0).data(), row.data());
    EXPECT_EQ(texts.Number(0), "INV-3");
    EXPECT_EQ(texts.References(0), "PO-7");
  }
}

TEST(PackedItems, TheLongestTextsAreKept) {
  const std::array<size_t, 1> most = {1};
  PackedItems packed(most);
  const std::string long_text(65'535, 'n');
  OpenItem item = Item(long_text);
  item.document_number = long_text;
  item.references = long_text;
  packed.pieces[0].Add(item);
  const ItemTexts& texts = packed.pieces[0].texts()[0];
  EXPECT_EQ(texts.ItemId(0), long_text);
  EXPECT_EQ(texts.Number(0), long_text);
  EXPECT_EQ(texts.References(0), long_text);
}

TEST(PackedItems, TextsTakeLittleMoreMemoryThanTheyAreLong) {
  constexpr size_t kRows = 8000;
  const std::array<size_t, 1> most = {kRows};
  // Alike; longer and shorter than the first told; a few long ones.
  for (int shape = 0; shape < 4; ++shape) {
    PackedItems packed(most);
    size_t bytes = 0;
    for (size_t i = 0; i < kRows; ++i) {
      const size_t size = shape == 1   ? 8 + i / 500
                          : shape == 2 ? 30 - i / 500
                          : shape == 3 ? (i % 1000 == 999 ? 900 : 12)
                                       : 12;
      const std::string id(size, 'i');
      const OpenItem item = Item(id);
      packed.pieces[0].Add(item);
      bytes += item.item_id.size() + item.document_number.size() +
               item.references.size();
    }
    EXPECT_LT(packed.pieces[0].item_text.bytes(), bytes + bytes / 8) << shape;
  }
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
