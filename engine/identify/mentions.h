// SPDX-License-Identifier: Apache-2.0
// mentions.h - items that the words of a receipt may mean, though not exactly.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/book/open_state.h"
#include "engine/book/tables.h"
#include "engine/fuzzy/sign_counts.h"
#include "engine/model/payer_guess.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Compares the words of a receipt's texts with the document numbers that the
/// guessed payers, and the owners of quoted items, have open: numbers with
/// slips, cut up, run together, cut off, ranges, and lists that share a stem.
/// Where there are no such customers, with the numbers of the whole book that
/// are one slip away, and with those of the receipt's amount up to two.
/// A word that names an item of the book exactly, open or not, means nothing
/// else; dates, amounts, and words that announce another kind of number (phone,
/// batch, trace) mean nothing.
///
/// Threads: one object each.  Cost: words times open items, both bounded.
class MentionFinder {
 public:
  static constexpr size_t kWordsMax = 128;
  static constexpr size_t kItemsMax = 4096;
  /// More numbers near one word, or items of one amount, say nothing.
  static constexpr size_t kNearMax = 256;

  explicit MentionFinder(const BookTables& book) : book_(book) {}

  void Find(const ReceiptBlock& block, const Receipt& receipt,
            const OpenState& state, const PayerGuesses& payers,
            const Quotes& quotes, Mentions* out);

 private:
  struct Form {
    std::string text;
    std::string_view span;  // of the receipt
    SignCounts counts;
  };
  /// A word and those behind it, run together.
  struct Run {
    std::string text;
    size_t letters;  // in front of its first digit, if it has one
    std::string_view bare() const {
      return std::string_view(text).substr(letters);
    }
  };
  /// A run of letters and digits, upper case, and what stands before it.
  struct Word {
    std::string plain;
    // What may be compared with a number: the word, with the words that joints
    // (-/.) tie to it, each also without letters in front.
    std::vector<Form> forms;
    std::vector<Run> runs;  // with the next word, the next two, ...
    std::string_view text;
    size_t letters = 0;   // of the plain form, as in Run
    char before = ' ';    // the byte that parts it from the last word
    bool digits = false;  // nothing but digits
    bool any_digit = false;
    bool taken = false;      // names an item exactly, or is none of ours
    bool last = false;       // the text ends behind it
    bool announced = false;  // behind a word like INVOICE

    std::string_view bare() const {
      return std::string_view(plain).substr(letters);
    }
  };
  /// The forms of an item's number, each an end of the first; empty where it
  /// would be the one before.
  struct Number {
    ItemRow item;
    std::string_view plain;
    std::string_view bare;  // without letters in front
    std::string_view core;  // and without zeros in front
    SignCounts plain_counts, bare_counts, core_counts;
  };

  void Split(std::string_view text, const Quotes& quotes);
  void JoinForms();
  ExceptionCode NamesOther(std::string_view form, const OpenState& state) const;
  void SetOthersAside(const OpenState& state, Mentions* out);
  void Gather(const Receipt& receipt, const OpenState& state,
              const PayerGuesses& payers, const Quotes& quotes);
  void GatherNear(const Receipt& receipt, const OpenState& state);
  void AddNumbers();
  void KeepSurest(Mentions* out) const;
  void CountRivals(Mentions* out) const;
  void Compare(size_t at, const Number& number, Mentions* out) const;
  Mention Slip(const Word& word, const Number& number) const;
  static void CompareForms(const Form& form, std::string_view known,
                           const SignCounts& counts, bool announced,
                           Mention* mention);
  Mention Neighbour(size_t at, const Number& number) const;
  static bool IsRunOf(const Word& word, const Number& number);
  void Keep(const Mention& mention, Mentions* out) const;

  const BookTables& book_;
  std::vector<Word> words_;
  std::vector<ItemRow> rows_;  // whose numbers are compared
  std::string number_text_;
  std::vector<Number> numbers_;
};

}  // namespace cashmatch
