// SPDX-License-Identifier: Apache-2.0
// plain_claims.h - which item each plain receipt pays, and who pays an item.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/huge_array.h"
#include "engine/book/book.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"
#include "engine/plain_copies.h"
#include "engine/propose/context.h"

namespace cashmatch {

/// Rows of one deposit, looked at as one piece of work.
struct PlainPiece {
  uint32_t file, deposit, first, last;
};

/// Returns all plain rows, cut in the same way for any number of threads.
std::vector<PlainPiece> CutPlain(const ReceiptBlock& receipts);

/// The items that plain receipts pay: each is named by one of them alone, is
/// open with just its amount, and takes it without a closer look.
class PlainClaims {
 public:
  /// Looks up all rows of `receipts`, but those that must be looked at beside
  /// others: perhaps copies of money in another file, booked after `as_of`,
  /// caught by a route, or all of them where money is taken back or two files
  /// have one name. Threads: uses the calling TBB arena.  Cost: five
  /// lines of memory a row.
  PlainClaims(const BookTables& book, const Policy& policy, Day as_of,
              const ReceiptBlock& receipts);

  /// The item a row pays; kNoItem: it needs a closer look.
  ItemRow item(uint32_t file, uint32_t row) const { return items_[file][row]; }
  /// The row that pays an item, if one does.
  std::optional<PlainPlace> HolderOf(ItemRow item) const;
  /// A receipt is made of a row: it has no claim of its own any more.
  void Drop(uint32_t file, uint32_t row) { items_[file][row] = kNoItem; }

  std::vector<std::vector<ItemRow>> Take() { return std::move(items_); }

 private:
  void NoteRoutes(const Policy& policy);
  bool IsCaught(const PlainFile& file, const PlainReceipt& row) const;
  void FindItems(const PlainPiece& piece, const BookTables& book,
                 const Policy& policy, const ReceiptBlock& receipts,
                 const std::vector<uint32_t>* companies);
  void Hold(uint32_t number, ItemRow item);
  void DropShared(const PlainPiece& piece);

  std::vector<std::vector<ItemRow>> items_;  // by plain file and row
  std::vector<std::string_view> routes_;     // the texts that they look for
  std::vector<uint32_t> base_;  // of each plain file: its first number
  HugeArray<uint32_t> holder_;  // by item: 1 + a number, 0 or kShared
};

}  // namespace cashmatch
