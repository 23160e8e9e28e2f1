// SPDX-License-Identifier: Apache-2.0
// payer_guess.h - what identify hands to propose: who may have paid, and which
// items the receipt quotes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/money.h"
#include "engine/model/ids.h"
#include "engine/model/report.h"

namespace cashmatch {

struct PayerGuess {
  CustomerRow customer = kNoCustomer;
  PayerEvidence evidence = PayerEvidence::kName;
  Millionths agreement = 1'000'000;  // of a near name
};

/// The guesses on one receipt; those of the strongest evidence come first.
struct PayerGuesses {
  static constexpr int kMost = 4;
  std::array<PayerGuess, kMost> list;
  uint8_t count = 0;
  bool shared =
      false;  // the account pays for three or more unrelated customers
  bool crowded = false;  // more than kMost customers answer to one sign

  const PayerGuess* begin() const { return list.data(); }
  const PayerGuess* end() const { return list.data() + count; }
  bool Has(CustomerRow customer) const {
    for (const PayerGuess& guess : *this) {
      if (guess.customer == customer) return true;
    }
    return false;
  }
};

/// Words of the payer that change what may be done with the money.
enum class Directive : uint8_t {
  kNone,
  kRestricted,  // "paid in full", "final settlement": never applied unseen
  kOnAccount,   // "on account"
};

/// Where in the receipt a quote stands; decides how much it says.
enum class QuotePlace : uint8_t {
  kAdvice,  // a line of the remittance advice
  kTyped,   // a reference field that names a document
  kText,    // a word of free text
};

/// A reference of the receipt that was looked up in the book.
struct Quote {
  std::string_view text;
  QuotePlace place = QuotePlace::kText;
  Rule rule = Rule::kNone;   // how its items were found; kNone: not found
  uint32_t line = 0;         // of the advice, for kAdvice
  uint32_t items_first = 0;  // into Quotes::items
  uint32_t items_count = 0;
  bool crowded = false;  // more items than are kept
};

/// How a word of free text may mean an item, the surest first.
enum class MentionKind : uint8_t {
  kWhole,     // the number itself
  kJoined,    // cut up by blanks, or run together with another
  kConfused,  // O for 0, I for 1 and the like
  kStem,      // the last digits, behind a number with the same beginning
  kRange,     // between the two ends of a range
  kOneEdit,   // one slip: inserted, lost, changed, swapped
  kTail,      // the last digits alone
  kTwoEdits,
  kCut,  // the first digits, where the text ends
};

/// An open item that a word may mean. A word may mean several.
struct Mention {
  ItemRow item;
  uint32_t word;  // number of the word in the texts
  MentionKind kind;
  uint8_t agreed;       // letters and digits that agree
  uint16_t rivals = 0;  // other items that the word may mean as well
  std::string_view text;

  /// True if the word stands in `quoted`, or that in it; a receipt may quote a
  /// number twice.
  bool StandsIn(std::string_view quoted) const {
    return quoted.find(text) != std::string_view::npos ||
           text.find(quoted) != std::string_view::npos;
  }
};

/// The mentions of one receipt: at most one an item, the surest.
struct Mentions {
  std::vector<Mention> list;
  // Why a person must look where a word is the number of an item that the
  // payer does not owe: it is paid, or another customer's.
  ExceptionCode other = ExceptionCode::kNone;
  // Nobody is known to have paid: the words are compared with the whole book,
  // closed items too, and only what the amount supports may be meant.
  bool whole_book = false;
  void Clear() {
    list.clear();
    other = ExceptionCode::kNone;
    whole_book = false;
  }
  /// Returns the mention of an item, or nullptr.
  const Mention* Of(ItemRow item) const {
    for (const Mention& mention : list) {
      if (mention.item == item) return &mention;
    }
    return nullptr;
  }
};

/// The quotes of one receipt, with all items that each of them names, open or
/// not, ascending. Reused from receipt to receipt.
struct Quotes {
  std::vector<Quote> list;
  std::vector<ItemRow> items;
  void Clear() {
    list.clear();
    items.clear();
  }
};

}  // namespace cashmatch
