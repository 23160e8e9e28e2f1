// SPDX-License-Identifier: Apache-2.0
// plain_claims.cc - one number, one item, one receipt.
// Tested by tests/property/plain_test.cc
#include "engine/plain_claims.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <string_view>

#include "engine/base/check.h"
#include "engine/base/parallel.h"
#include "engine/intake/intake.h"
#include "engine/propose/by_exact.h"

namespace cashmatch {
namespace {

constexpr uint32_t kGrain = 8192;         // rows a piece
constexpr uint32_t kBatch = 128;          // rows looked up side by side
constexpr uint32_t kBytesAhead = 48;      // rows
constexpr uint32_t kShared = UINT32_MAX;  // several receipts name the item

/// True if something of the run may concern any plain receipt.
bool MustLookAtAll(const ReceiptBlock& receipts) {
  return AnyNamesakes(receipts) ||
         std::ranges::any_of(receipts.receipts, [](const Receipt& receipt) {
           return receipt.direction == Direction::kDebit;
         });
}

}  // namespace

std::vector<PlainPiece> CutPlain(const ReceiptBlock& receipts) {
  std::vector<PlainPiece> pieces;
  for (uint32_t file = 0; file < receipts.plain.size(); ++file) {
    const auto& deposits = receipts.plain[file].deposits;
    for (uint32_t at = 0; at < deposits.size(); ++at) {
      const uint32_t end = deposits[at].first + deposits[at].count;
      for (uint32_t row = deposits[at].first; row < end; row += kGrain) {
        pieces.push_back({file, at, row, std::min(end, row + kGrain)});
      }
    }
  }
  return pieces;
}

PlainClaims::PlainClaims(const BookTables& book, const Policy& policy,
                         Day as_of, const ReceiptBlock& receipts) {
  size_t rows = 0;
  for (const PlainFile& file : receipts.plain) {
    base_.push_back(static_cast<uint32_t>(rows));
    rows += file.rows.size();
    items_.emplace_back(file.rows.size(), kNoItem);
  }
  CASHMATCH_CHECK(rows < kShared);
  if (rows == 0 || MustLookAtAll(receipts)) return;
  NoteRoutes(policy);
  holder_ = HugeArray<uint32_t>(book.hot.size());
  const CompanyScope companies(book, policy);
  const std::vector<PlainPiece> pieces = CutPlain(receipts);
  ForEachChunk(pieces.size(), 1, [&](size_t i, size_t, size_t) {
    const PlainPiece& it = pieces[i];
    const PlainDeposit& deposit = receipts.plain[it.file].deposits[it.deposit];
    if (as_of != kNoDay && deposit.day > as_of) return;
    FindItems(it, book, policy, receipts, companies.Of(deposit.account));
  });
  ForEachChunk(pieces.size(), 1,
               [&](size_t i, size_t, size_t) { DropShared(pieces[i]); });
  for (const PlainPlace& it :
       FindPossibleCopies(receipts, policy.own_accounts)) {
    Drop(it.file, it.row);
  }
}

/// A plain receipt has no type code, which many routes ask for.
void PlainClaims::NoteRoutes(const Policy& policy) {
  for (const Route& route : policy.routes) {
    if (route.type_codes.empty() && !route.text.empty()) {
      routes_.push_back(route.text);
    }
  }
}

bool PlainClaims::IsCaught(const PlainFile& file,
                           const PlainReceipt& row) const {
  for (const PlainFile::Part part : file.texts) {
    const std::string_view text =
        file.bytes.substr(row.record + part.at, part.size);
    for (const std::string_view wanted : routes_) {
      if (ContainsAnyCase(text, wanted)) return true;
    }
  }
  return false;
}

void PlainClaims::FindItems(const PlainPiece& piece, const BookTables& book,
                            const Policy& policy, const ReceiptBlock& receipts,
                            const std::vector<uint32_t>* companies) {
  const PlainFile& file = receipts.plain[piece.file];
  const PlainDeposit& deposit = file.deposits[piece.deposit];
  const QuotingMoney money{deposit.currency, deposit.day, companies};
  ExactLookup lookup(book);
  std::array<ExactLookup::Found, kBatch> found;
  for (uint32_t row = piece.first; row < piece.last;) {
    const size_t count = std::min<size_t>(kBatch, piece.last - row);
    for (size_t i = 0; i < count; ++i) {
      found[i].number = file.NumberOf(file.rows[row + i]);
      // The bytes were read long ago.
      const uint32_t ahead = row + static_cast<uint32_t>(i) + kBytesAhead;
      if (ahead < piece.last) {
        const std::string_view number = file.NumberOf(file.rows[ahead]);
        __builtin_prefetch(number.data());
        __builtin_prefetch(number.data() + number.size());
      }
    }
    lookup.Find(std::span(found).first(count));
    for (size_t i = 0; i < count; ++i) {
      if (found[i].item == kNoItem) continue;
      __builtin_prefetch(&holder_[Index(found[i].item)], 1);
    }
    for (size_t i = 0; i < count; ++i, ++row) {
      const ItemRow item = found[i].item;
      if (item == kNoItem) continue;
      const ItemHot& hot = book.hot[Index(item)];
      const Minor open = hot.status == ItemStatus::kClosed ? 0 : hot.open;
      const MatchingPolicy& rules =
          policy.customers.empty()
              ? policy.general
              : policy.For(book.customers[Index(hot.customer)].customer_id);
      if (!TakesExactly(money, file.rows[row].amount, hot, open, rules.apply) ||
          IsCaught(file, file.rows[row])) {
        continue;
      }
      items_[piece.file][row] = item;
      Hold(base_[piece.file] + row, item);
    }
  }
}

/// Called from several threads. Who comes first does not show: where a second
/// one comes, none keeps the item.
void PlainClaims::Hold(uint32_t number, ItemRow item) {
  const std::atomic_ref<uint32_t> holder(holder_[Index(item)]);
  uint32_t free = 0;
  if (!holder.compare_exchange_strong(free, number + 1,
                                      std::memory_order_relaxed)) {
    holder.store(kShared, std::memory_order_relaxed);
  }
}

void PlainClaims::DropShared(const PlainPiece& piece) {
  for (uint32_t row = piece.first; row < piece.last; ++row) {
    ItemRow& item = items_[piece.file][row];
    if (item != kNoItem && holder_[Index(item)] == kShared) item = kNoItem;
  }
}

std::optional<PlainPlace> PlainClaims::HolderOf(ItemRow item) const {
  if (holder_.size() == 0) return std::nullopt;
  const uint32_t holder = holder_[Index(item)];
  if (holder == 0 || holder == kShared) return std::nullopt;
  const auto next =
      std::upper_bound(base_.begin(), base_.end(), holder - 1) - 1;
  const auto file = static_cast<uint32_t>(next - base_.begin());
  const uint32_t row = holder - 1 - *next;
  if (items_[file][row] == kNoItem) return std::nullopt;  // made a receipt
  return PlainPlace{file, row};
}

}  // namespace cashmatch
