// SPDX-License-Identifier: Apache-2.0
// open_state.h - what is still open of each item while a run goes on.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/book/tables.h"

namespace cashmatch {

/// Residuals beside the immutable book.
///
/// Threads: const use from any number; Take only by commit, between stages.
class OpenState {
 public:
  /// Starts with what was loaded. A closed item has nothing open.
  explicit OpenState(const BookTables& book);

  Minor Open(ItemRow row) const { return open_[Index(row)]; }
  /// Asks for what is open on an item ahead of Open.
  void Prefetch(ItemRow row) const { __builtin_prefetch(&open_[Index(row)]); }

  /// Lowers what is open by `amount` (a reversal's is negative).
  void Take(ItemRow row, Minor amount);

  /// Takes all that is open of an item that was not closed when loaded.
  /// Threads: any number, each with its own items.
  void TakeAll(ItemRow row) { open_[Index(row)] = 0; }

  /// Takes an item for paid by money that is not in the run, until BringBack.
  void SetAside(ItemRow row);
  /// Opens again what was set aside.
  void BringBack();

  /// Calls `visit(row)` for the items of the whole book that `amount` may
  /// settle exactly, and the closed ones that it may have settled, in no
  /// particular order and perhaps twice; the caller checks. Stops when it
  /// returns false.
  template <class Visitor>
  void VisitAmount(Currency currency, Minor amount,
                   const Visitor& visit) const {
    const uint64_t key = book_->AmountKey(currency, amount);
    bool go_on = true;
    book_->amounts.Get().Visit(
        key, [&](uint32_t row) { return go_on = visit(ItemRow{row}); });
    if (!go_on || changed_.empty()) return;
    const auto [first, last] = changed_.equal_range(key);
    for (auto at = first; at != last; ++at) {
      if (!visit(at->second)) return;
    }
  }

  /// Calls `visit(row)` for the items of a customer that may be open: those of
  /// the book by due date, then closed ones that a return opened again.
  template <class Visitor>
  void VisitItemsOf(CustomerRow customer, const Visitor& visit) const {
    for (const ItemRow row : book_->ItemsOf(customer)) visit(row);
    if (reopened_.empty()) return;
    const auto found = reopened_.find(customer);
    if (found == reopened_.end()) return;
    for (const ItemRow row : found->second) visit(row);
  }

  const std::vector<Minor>& residuals() const { return open_; }

 private:
  const BookTables* book_;
  std::vector<Minor> open_;
  std::vector<std::pair<ItemRow, Minor>> aside_;
  std::unordered_multimap<uint64_t, ItemRow> changed_;  // by new amount
  std::unordered_map<CustomerRow, std::vector<ItemRow>> reopened_;
};

}  // namespace cashmatch
