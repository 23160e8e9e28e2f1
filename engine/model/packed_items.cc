// SPDX-License-Identifier: Apache-2.0
// packed_items.cc - from items to columns.
// Tested by tests/unit/engine/model/packed_items_test.cc
#include "engine/model/packed_items.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

constexpr size_t kPieceRows = 16384;
constexpr size_t kTextMax = std::numeric_limits<uint16_t>::max();
// No system gives a program addresses beyond these unless it asks for them.
constexpr uint64_t kAddresses = (uint64_t{1} << 48) - 1;

uint16_t SizeOf(std::string_view text) {
  CASHMATCH_CHECK(text.size() <= kTextMax);
  return static_cast<uint16_t>(text.size());
}

bool HasRare(const OpenItem& item) {
  return item.original_amount != kNotStated || item.tax_amount != kNotStated ||
         item.discount_amount != kNotStated ||
         item.disputed_amount != kNotStated || item.discount_until != kNoDay ||
         item.closed_date != kNoDay || !item.instalment.empty() ||
         !item.linked_item.empty() || !item.origin_receipt_id.empty();
}

/// Of a closed item it is the amount that a return would reopen.
Minor OpenOf(const OpenItem& item) {
  const bool settled = item.amount == 0 && item.status == ItemStatus::kClosed &&
                       item.original_amount != kNotStated;
  return settled ? item.original_amount : item.amount;
}

ItemRare RareOf(size_t row, const OpenItem& item, TextArena* arena) {
  return {ItemRow{static_cast<uint32_t>(row)},
          item.original_amount,
          item.tax_amount,
          item.discount_amount,
          item.disputed_amount,
          item.discount_until,
          item.closed_date,
          arena->Keep(item.instalment),
          arena->Keep(item.linked_item),
          arena->Keep(item.origin_receipt_id)};
}

}  // namespace

ItemHot ItemPiece::HotOf(const OpenItem& item) {
  ItemHot hot = {};
  hot.open = OpenOf(item);
  hot.customer = kNoCustomer;
  hot.document_date = item.document_date;
  hot.due_date = item.due_date;
  hot.terms = terms.Number(item.payment_terms);
  hot.company = companies.Number(item.company_code);
  hot.currency = item.currency;
  hot.type = item.type;
  hot.status = item.status;
  return hot;
}

/// Memory for what the rows so far tell of all others, and for no more: blocks
/// that double would stay half empty.
char* ItemPiece::Reserve(size_t size) {
  constexpr size_t kLeast = 64;  // rows
  if (!item_text.HasRoom(size)) {
    const size_t so_far = count_ == 0 ? size * kLeast : text_bytes_;
    const size_t rows = count_ == 0 ? kLeast : count_;
    const size_t left =
        so_far / rows *
        std::min(hot_.size() - count_, 8 * std::max(rows, kLeast));
    item_text.Expect(std::max(left + left / 64, size));
  }
  text_bytes_ += size;
  return item_text.Reserve(size);
}

/// Once some rows tell how long ids of customers are, the others get one block.
void ItemPiece::ExpectCustomers() {
  constexpr size_t kSample = 512;
  if (count_ != kSample) return;
  customers.reserve(customers.size() * hot_.size() / kSample + 1);
  customer_sizes.reserve(hot_.size());
}

/// Points to texts that last; false where one does not.
bool ItemPiece::View(const OpenItem& item, ItemTexts* texts) const {
  const std::string_view id = item.item_id, number = item.document_number;
  std::string_view references = item.references;
  if (references.empty()) references = number.substr(number.size());
  if (!lasting_.Has(id) || !lasting_.Has(number) || !lasting_.Has(references)) {
    return false;
  }
  const ptrdiff_t to_number = number.data() - (id.data() + id.size());
  const ptrdiff_t to_references =
      references.data() - (number.data() + number.size());
  texts->first = kAddresses & reinterpret_cast<uintptr_t>(id.data());
  texts->number_gap = static_cast<int16_t>(to_number);
  texts->references_gap = static_cast<int16_t>(to_references);
  return texts->number_gap == to_number &&
         texts->references_gap == to_references;
}

void ItemPiece::Copy(const OpenItem& item, ItemTexts* texts) {
  char* at = Reserve(texts->bytes());
  texts->first = kAddresses & reinterpret_cast<uintptr_t>(at);
  texts->number_gap = texts->references_gap = 0;
  at = std::ranges::copy(item.item_id, at).out;
  at = std::ranges::copy(item.document_number, at).out;
  std::ranges::copy(item.references, at);
}

void ItemPiece::Add(const OpenItem& item) {
  CASHMATCH_CHECK(count_ < hot_.size());
  const bool has_rare = HasRare(item);
  if (has_rare) rare.push_back(RareOf(count_, item, &rare_text));
  ascends_ = ascends_ && (count_ == 0 || ItemId(count_ - 1) < item.item_id);
  ItemTexts texts = {};
  texts.id_size = SizeOf(item.item_id);
  texts.number_size = SizeOf(item.document_number);
  texts.references_size = SizeOf(item.references);
  if (!View(item, &texts)) Copy(item, &texts);
  texts_[count_] = texts;
  ExpectCustomers();
  hot_[count_] = HotOf(item);
  hot_[count_].has_rare = has_rare;
  customers += item.customer_id;
  customer_sizes.push_back(SizeOf(item.customer_id));
  ++count_;
}

void ItemPiece::MoveTo(ItemHot* hot, ItemTexts* texts) {
  std::copy_n(hot_.data(), count_, hot);
  std::copy_n(texts_.data(), count_, texts);
  hot_ = {hot, count_};
  texts_ = {texts, count_};
}

PackedItems::PackedItems(std::span<const size_t> most, LastingText lasting_text)
    : lasting(std::move(lasting_text)) {
  size_t rows = 0;
  for (const size_t of_piece : most) rows += of_piece;
  hot = HugeArray<ItemHot>(rows);
  texts = HugeArray<ItemTexts>(rows);
  pieces.reserve(most.size());
  size_t first = 0;
  for (const size_t of_piece : most) {
    pieces.emplace_back(std::span(hot.data() + first, of_piece),
                        std::span(texts.data() + first, of_piece), lasting);
    first += of_piece;
  }
}

size_t PackedItems::size() const {
  size_t count = 0;
  for (const ItemPiece& piece : pieces) count += piece.size();
  return count;
}

void PackedItems::CloseGaps() {
  size_t rows = 0;
  for (ItemPiece& piece : pieces) {
    piece.MoveTo(hot.data() + rows, texts.data() + rows);
    rows += piece.size();
  }
  hot.Shrink(rows);
  texts.Shrink(rows);
}

bool PackedItems::Ascends() const {
  std::string_view latest;
  for (const ItemPiece& piece : pieces) {
    if (piece.size() == 0) continue;
    const std::string_view first = piece.ItemId(0);
    if (!piece.ascends() || (latest.data() != nullptr && first <= latest)) {
      return false;
    }
    latest = piece.ItemId(piece.size() - 1);
  }
  return true;
}

PackedItems Pack(const OpenItemBlock& block) {
  const size_t count = block.items.size();
  std::vector<size_t> most(ChunkCount(count, kPieceRows), kPieceRows);
  if (!most.empty()) most.back() = count - (most.size() - 1) * kPieceRows;
  PackedItems packed(most);
  ForEachChunk(count, kPieceRows, [&](size_t chunk, size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      packed.pieces[chunk].Add(block.items[i]);
    }
  });
  return packed;
}

}  // namespace cashmatch
