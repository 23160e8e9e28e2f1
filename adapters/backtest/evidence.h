// SPDX-License-Identifier: Apache-2.0
// evidence.h - what a receipt itself says of the items it pays: the ceiling.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/backtest/payers.h"
#include "adapters/backtest/subset_count.h"
#include "engine/book/book.h"

namespace cashmatch {

/// How well the history explains a receipt, from what could be known then.
/// The first two are the ceiling: certain without preferring one answer.
enum class Evidence : uint8_t {
  kReference,   // every item it paid is quoted
  kAmount,      // payer known, exactly one choice of its open items fits
  kAmbiguous,   // payer known, several choices fit to the last unit
  kUncounted,   // payer known, too many open items to count the choices
  kInexact,     // payer known, no choice fits: a difference, unquoted
  kNoPayer,     // not all quoted, payer not known by account, name or number
  kNothingDue,  // paid no item
};
inline constexpr int kEvidenceCount = 7;

/// `reference`, `amount`, `ambiguous`, `uncounted`, `inexact`, `no_payer`,
/// `nothing_due`.
std::string_view NameOf(Evidence evidence);

/// Items that nothing but their number tells apart have the same class: same
/// company, customer, currency, type, status, terms, amount, document and due
/// date. Source: CONTRACT section 3; that none is quoted is the judge's matter.
std::vector<uint32_t> ClassesOfAlike(const Book& book);

/// Looks at receipts against the open items as history left them on that day.
class EvidenceFinder {
 public:
  /// `last_cleared`, by ItemRow: the booking date of the receipt that cleared
  /// it last, kNoDay if none did. All must outlive the finder.
  EvidenceFinder(const Book& book, const ReceiptBlock& receipts,
                 const KnownPayers& payers,
                 const std::vector<uint32_t>& classes,
                 const std::vector<Day>& last_cleared);

  /// Evidence of a receipt that paid `items`, at least one; kNoItem is one that
  /// the book does not have. Threads: any number.
  /// Cost: the open items of the customer, and CountWays.
  Evidence Of(const Receipt& receipt, std::span<const ItemRow> items) const;

  /// True if a text, as QuotedText gives it, quotes the item.
  bool IsQuoted(ItemRow item, std::string_view quoted) const;

 private:
  bool IsOpen(const OpenItem& item, ItemRow row, const Receipt& receipt) const;
  Ways WaysToPay(const Receipt& receipt, CustomerRow customer) const;

  const Book& book_;
  const ReceiptBlock& receipts_;
  const KnownPayers& payers_;
  const std::vector<uint32_t>& classes_;
  const std::vector<Day>& last_cleared_;
  std::vector<std::vector<ItemRow>> items_of_;  // by CustomerRow
};

}  // namespace cashmatch
