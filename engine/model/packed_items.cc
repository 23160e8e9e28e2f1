// SPDX-License-Identifier: Apache-2.0
// packed_items.cc - from items to columns.
// Tested by tests/unit/engine/model/packed_items_test.cc
#include "engine/model/packed_items.h"

#include <algorithm>
#include <limits>

#include "engine/base/check.h"
#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

constexpr size_t kPieceRows = 16384;
constexpr size_t kTextMax = std::numeric_limits<uint16_t>::max();

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

/// Once some rows tell how long texts are, all others get one block of memory.
char* ItemPiece::Reserve(size_t size) {
  constexpr size_t kSample = 512;
  if (count_ == kSample) {
    const size_t left = text_bytes_ * (hot_.size() - kSample) / kSample;
    item_text.Expect(left + left / 64);  // the sample is not exact
    customers.reserve(customers.size() * hot_.size() / kSample + 1);
    customer_sizes.reserve(hot_.size());
  }
  text_bytes_ += size;
  return item_text.Reserve(size);
}

void ItemPiece::Add(const OpenItem& item) {
  CASHMATCH_CHECK(count_ < hot_.size());
  const bool has_rare = HasRare(item);
  if (has_rare) rare.push_back(RareOf(count_, item, &rare_text));
  const uint16_t id = SizeOf(item.item_id),
                 number = SizeOf(item.document_number),
                 references = SizeOf(item.references);
  ascends_ = ascends_ && (count_ == 0 || ItemId(count_ - 1) < item.item_id);
  char* at = Reserve(size_t{id} + number + references);
  texts_[count_] = {reinterpret_cast<uintptr_t>(at), id, number, references,
                    static_cast<uint16_t>(has_rare ? 1 : 0)};
  at = std::copy_n(item.item_id.data(), id, at);
  at = std::copy_n(item.document_number.data(), number, at);
  std::copy_n(item.references.data(), references, at);
  hot_[count_] = {OpenOf(item),
                  kNoCustomer,
                  item.document_date,
                  item.due_date,
                  terms.Number(item.payment_terms),
                  companies.Number(item.company_code),
                  item.currency,
                  item.type,
                  item.status};
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

PackedItems::PackedItems(std::span<const size_t> most) {
  size_t rows = 0;
  for (const size_t of_piece : most) rows += of_piece;
  hot = HugeArray<ItemHot>(rows);
  texts = HugeArray<ItemTexts>(rows);
  pieces.reserve(most.size());
  size_t first = 0;
  for (const size_t of_piece : most) {
    pieces.emplace_back(std::span(hot.data() + first, of_piece),
                        std::span(texts.data() + first, of_piece));
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
