// SPDX-License-Identifier: Apache-2.0
// quotes.h - the references of a receipt, looked up in the book.
#pragma once

#include <string>
#include <string_view>

#include "engine/book/tables.h"
#include "engine/identify/text_words.h"
#include "engine/model/payer_guess.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Finds the items that a receipt quotes. Holds buffers: one for each thread.
///
/// Order of trust: lines of the advice, then reference fields that name a
/// document, then words of free text; text is read only where the others name
/// nothing of this book. A word must stand whole: `123` is not in `91234`.
/// Dates and amounts are no references. Of the items of a word those count that
/// it names exactly; only where there are none, those whose normal form agrees.
class QuoteFinder {
 public:
  /// More items of one reference than this are not listed: Quote::crowded.
  static constexpr uint32_t kItemsMax = 256;
  /// More words of one receipt than this are not looked up.
  static constexpr int kWordsMax = 512;

  explicit QuoteFinder(const BookTables& book) : book_(book) {}

  void Find(const ReceiptBlock& block, const Receipt& receipt, Quotes* quotes);

 private:
  void FindInText(std::string_view text, Quotes* quotes);
  void Word(std::string_view word, Announced announced, Quotes* quotes);
  bool Look(std::string_view text, QuotePlace place, uint32_t line,
            Quotes* quotes);
  bool Collect(const KeyIndex& index, bool alternates, bool exact,
               Quotes* quotes);
  bool Names(ItemRow row, bool alternates, bool exact);

  const BookTables& book_;
  std::string plain_, normal_, other_;  // forms of the word and of a row
  int words_left_ = 0;
};

}  // namespace cashmatch
