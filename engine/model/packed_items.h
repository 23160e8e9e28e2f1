// SPDX-License-Identifier: Apache-2.0
// packed_items.h - open items as a book keeps them.
//
// An OpenItem is for whoever looks at its fields: 208 bytes, and texts that
// others keep. A book of millions is read into these columns instead, at once,
// while a row is in the cache.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/huge_array.h"
#include "engine/base/text_arena.h"
#include "engine/base/words.h"
#include "engine/model/ids.h"
#include "engine/model/open_item.h"

namespace cashmatch {

/// What matching reads of an item: half a cache line.
struct ItemHot {
  Minor open;  // as loaded; a run keeps what is left in OpenState
  CustomerRow customer;
  Day document_date;
  Day due_date;
  uint32_t terms;    // into BookTables::terms
  uint32_t company;  // into BookTables::companies
  Currency currency;
  DocumentType type;
  ItemStatus status;
};
static_assert(sizeof(ItemHot) == 32);

/// Where the texts of an item lie: item_id, document_number, references.
struct ItemTexts {
  uint64_t first;  // counted from BookTables::text_base
  uint16_t id_size, number_size, references_size;
  uint16_t has_rare;  // 1: BookTables::rare has a row for it
};
static_assert(sizeof(ItemTexts) == 16);

/// What few items have.
struct ItemRare {
  ItemRow row;
  Minor original_amount, tax_amount, discount_amount, disputed_amount;
  Day discount_until, closed_date;
  std::string_view instalment, linked_item, origin_receipt_id;
};

/// Rows of PackedItems that follow each other, and what a book is told of them
/// beside the columns. Numbers of words, and of rows, count in the piece. A due
/// date may be missing, and customers are told by their ids.
/// Threads: one writer a piece.
class ItemPiece {
 public:
  ItemPiece(std::span<ItemHot> hot, std::span<ItemTexts> texts)
      : hot_(hot), texts_(texts) {}

  /// Copies an item behind the others. Requires: room for it, texts shorter
  /// than 64 KiB.  Cost: some 30 ns.
  void Add(const OpenItem& item);

  size_t size() const { return count_; }
  size_t room() const { return hot_.size(); }
  std::span<ItemHot> hot() const { return hot_.first(count_); }
  std::span<ItemTexts> texts() const { return texts_.first(count_); }
  std::string_view ItemId(size_t row) const {
    return {reinterpret_cast<const char*>(texts_[row].first),
            texts_[row].id_size};
  }
  /// True if each item_id comes behind the one before.
  bool ascends() const { return ascends_; }

  /// Puts the columns elsewhere, from where they are to where they go.
  void MoveTo(ItemHot* hot, ItemTexts* texts);

  std::vector<ItemRare> rare;
  std::string customers;  // the customer_id of each item, side by side
  std::vector<uint16_t> customer_sizes;
  Words terms, companies;
  TextArena item_text, rare_text;

 private:
  char* Reserve(size_t size);

  std::span<ItemHot> hot_;
  std::span<ItemTexts> texts_;
  size_t count_ = 0, text_bytes_ = 0;
  bool ascends_ = true;
};

/// Open items in pieces, in the order of their source.
struct PackedItems {
  PackedItems() = default;
  /// Makes room for pieces of at most so many rows each.
  explicit PackedItems(std::span<const size_t> most);

  size_t size() const;
  /// Moves the pieces together where rows were left out.
  void CloseGaps();
  /// True if each item_id comes behind the one before.
  bool Ascends() const;

  HugeArray<ItemHot> hot;
  HugeArray<ItemTexts> texts;
  std::vector<ItemPiece> pieces;
};

/// Packs items in their order. Threads: uses the calling TBB arena.
PackedItems Pack(const OpenItemBlock& block);

}  // namespace cashmatch
