// SPDX-License-Identifier: Apache-2.0
// by_exact.h - the common case: one number, quoted as it stands, paid in full.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "engine/model/proposal.h"
#include "engine/propose/context.h"

namespace cashmatch {

/// Finds the items of some document numbers, letter by letter, side by side.
/// Threads: one for each.
class ExactLookup {
 public:
  struct Found {
    std::string_view number;  // empty: nothing to look up
    uint64_t key;
    uint32_t run;
    ItemRow item;  // kNoItem: none, or several
  };

  /// `state` may be null; else what is open on an item is asked for as well.
  explicit ExactLookup(const BookTables& book, const OpenState* state = nullptr)
      : book_(book), state_(state) {}

  /// Sets the item of each of `found` by its number, and asks for what the book
  /// knows of it. They should be enough that memory has answered when the next
  /// step comes to the first of them, and few enough that the first cache still
  /// has the last answers: 32 to 256.
  void Find(std::span<Found> found);

 private:
  const BookTables& book_;
  const OpenState* state_;
  std::string room_;  // for a normal form
};

/// Whether an item takes money that quotes it and is just what is open on it,
/// without a closer look. `apply`: the threshold for its customer.
bool TakesExactly(const QuotingMoney& money, Minor amount, const ItemHot& item,
                  Minor open, Millionths apply);

/// Answers receipts that quote one document number of one item, letter by
/// letter, and pay to the last minor unit what is open on it. Its answers are
/// those of ProposeByQuotes; it only spares the way there. What differs in
/// anything is left to the other rules.
///
/// Receipts are looked up by the batch: each step touches one line of memory a
/// receipt, which the step before has asked for.
/// Source: group prefetching, Chen et al., ICDE 2004.
/// Threads: one for each.  Cost: three lines of memory, no allocation.
class ExactProposer {
 public:
  static constexpr size_t kBatch = 32;

  ExactProposer(const BookTables& book, const OpenState& state,
                const ReceiptBlock& receipts)
      : lookup_(book, &state), receipts_(receipts) {}

  /// Looks up the items of the next receipts.  Requires: at most kBatch.
  void Look(std::span<const ReceiptRow> rows);

  /// The item that receipt `i` of those quotes, kNoItem if it needs a closer
  /// look. Texts say no more of it, unless they restrict it.
  ItemRow ItemOf(size_t i) const { return found_[i].item; }
  std::string_view NumberOf(size_t i) const { return found_[i].number; }

  /// Appends the answer on the receipt of `view`, of which all that it quotes
  /// is `number`, and that is the one of `item`, letter by letter; false, and
  /// nothing appended, if it needs a closer look. Of the view it reads neither
  /// payers nor quotes nor mentions.
  static bool Propose(ItemRow item, std::string_view number,
                      const ReceiptView& view, ProposalBlock* out);

 private:
  ExactLookup lookup_;
  const ReceiptBlock& receipts_;
  std::array<ExactLookup::Found, kBatch> found_;
};

}  // namespace cashmatch
