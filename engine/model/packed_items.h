// SPDX-License-Identifier: Apache-2.0
// packed_items.h - open items as a book keeps them.
//
// An OpenItem is for whoever looks at its fields: 208 bytes, and texts that
// others keep. A book of millions is read into these columns instead, at once,
// while a row is in the cache.
#pragma once

#include <cstdint>
#include <memory>
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
  ItemStatus status : 7;
  bool has_rare : 1;  // BookTables::rare has a row for it
};
static_assert(sizeof(ItemHot) == 32);

/// Where the texts of an item lie: side by side where they were copied, some
/// columns apart in the file they were read from.
struct ItemTexts {
  uint64_t first : 48;  // of item_id, counted from a base (text_base of a book)
  uint64_t id_size : 16;
  uint16_t number_size, references_size;
  // From the end of the text before to the beginning of this one.
  int16_t number_gap, references_gap;

  std::string_view ItemId(uintptr_t base) const {
    return {At(base, 0), static_cast<size_t>(id_size)};
  }
  std::string_view Number(uintptr_t base) const {
    return {At(base, NumberAt()), number_size};
  }
  std::string_view References(uintptr_t base) const {
    return {At(base, ReferencesAt()), references_size};
  }
  /// Where they begin, counted from `first`.
  int64_t NumberAt() const {
    return static_cast<int64_t>(id_size) + number_gap;
  }
  int64_t ReferencesAt() const {
    return NumberAt() + number_size + references_gap;
  }
  /// Of all three texts together.
  size_t bytes() const {
    return static_cast<size_t>(id_size) + number_size + references_size;
  }

 private:
  const char* At(uintptr_t base, int64_t at) const {
    return reinterpret_cast<const char*>(base + first +
                                         static_cast<uint64_t>(at));
  }
};
static_assert(sizeof(ItemTexts) == 16);

/// Bytes that stay where they are and as they are for as long as somebody
/// keeps `keep`: texts in them need not be copied.
struct LastingText {
  std::string_view bytes;
  std::shared_ptr<const void> keep = {};

  bool Has(std::string_view text) const {
    const auto begin = reinterpret_cast<uintptr_t>(bytes.data());
    const auto at = reinterpret_cast<uintptr_t>(text.data());
    return at >= begin && at + text.size() <= begin + bytes.size();
  }
};

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
  ItemPiece(std::span<ItemHot> hot, std::span<ItemTexts> texts,
            LastingText lasting)
      : hot_(hot), texts_(texts), lasting_(std::move(lasting)) {}

  /// Puts an item behind the others, with copies of its texts unless they last.
  /// Requires: room for it, texts shorter than 64 KiB.  Cost: some 30 ns.
  void Add(const OpenItem& item);

  size_t size() const { return count_; }
  size_t room() const { return hot_.size(); }
  std::span<ItemHot> hot() const { return hot_.first(count_); }
  std::span<ItemTexts> texts() const { return texts_.first(count_); }
  std::string_view ItemId(size_t row) const { return texts_[row].ItemId(0); }
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
  ItemHot HotOf(const OpenItem& item);
  bool View(const OpenItem& item, ItemTexts* texts) const;
  void Copy(const OpenItem& item, ItemTexts* texts);
  char* Reserve(size_t size);
  void ExpectCustomers();

  std::span<ItemHot> hot_;
  std::span<ItemTexts> texts_;
  LastingText lasting_;
  size_t count_ = 0, text_bytes_ = 0;
  bool ascends_ = true;
};

/// Open items in pieces, in the order of their source.
struct PackedItems {
  PackedItems() = default;
  /// Makes room for pieces of at most so many rows each, whose texts may lie in
  /// `lasting`.
  explicit PackedItems(std::span<const size_t> most, LastingText lasting = {});

  size_t size() const;
  /// Moves the pieces together where rows were left out.
  void CloseGaps();
  /// True if each item_id comes behind the one before.
  bool Ascends() const;

  HugeArray<ItemHot> hot;
  HugeArray<ItemTexts> texts;
  std::vector<ItemPiece> pieces;
  LastingText lasting;
};

/// Packs items in their order. Threads: uses the calling TBB arena.
PackedItems Pack(const OpenItemBlock& block);

}  // namespace cashmatch
