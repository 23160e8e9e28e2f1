// SPDX-License-Identifier: Apache-2.0
// sole_quote.h - the common case of free text: one number, of one item.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/book/open_state.h"
#include "engine/book/tables.h"
#include "engine/identify/text_words.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Finds, where receipts quote nothing but words of free text, the one item
/// that those name, each letter by letter and as the only item of its number;
/// no other word may name anything or claim to. Of such a receipt QuoteFinder
/// would give this item alone, by exact reference; of any other this gives
/// nothing.
///
/// Receipts are looked up by the batch: each step touches one line of memory a
/// word, which the step before has asked for.
/// Source: group prefetching, Chen et al., ICDE 2004.
/// Threads: one for each.
class SoleQuoteFinder {
 public:
  static constexpr size_t kBatch = 32;
  struct Sole {
    std::string_view text;  // the word that names it, the first of several
    ItemRow item = kNoItem;
  };

  SoleQuoteFinder(const BookTables& book, const OpenState& state)
      : book_(book), state_(state) {}

  /// Looks up the words of the next receipts.  Requires: at most kBatch.
  void Look(const ReceiptBlock& block, std::span<const ReceiptRow> rows);

  /// The item of receipt `i` of those, kNoItem if there is no such one.
  const Sole& Of(size_t i) const { return found_[i]; }

 private:
  struct Word {
    std::string_view text;
    uint64_t key = 0;
    uint32_t run = 0;
    ItemRow item = kNoItem;
    uint8_t receipt = 0;  // of the batch
    Announced announced;
  };

  bool Gather(const ReceiptBlock& block, const Receipt& receipt, uint8_t place);
  bool GatherText(std::string_view text, uint8_t place);
  bool NamesNothing(const Word& word);
  void FindItems();
  void Settle();

  const BookTables& book_;
  const OpenState& state_;
  std::string form_;
  std::vector<Word> words_;
  std::array<Sole, kBatch> found_;
  std::array<bool, kBatch> plain_{};  // nothing speaks against the receipt yet
};

}  // namespace cashmatch
