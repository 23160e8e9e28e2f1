// SPDX-License-Identifier: Apache-2.0
// text_words.h - the words of free text that may be references.
#pragma once

#include <string>
#include <string_view>

#include "engine/identify/words.h"

namespace cashmatch {

/// What the word before a word says of it.
struct Announced {
  bool any = false;       // a number follows
  bool document = false;  // one of ours
};

/// Goes through the words of a text, joints inside them included, that have a
/// digit and are neither a part of a phone number nor announced as something
/// that is no reference. Threads: one object each.  Cost: one pass; what a word
/// announces is asked for only before a word that has a digit.
class TextWords {
 public:
  explicit TextWords(std::string_view text) : text_(text) {}

  /// Moves to the next word; false behind the last.
  bool Next();

  std::string_view word() const { return word_; }
  Announced announced() const { return announced_; }

 private:
  bool ReadWord();
  bool Announce();

  std::string_view text_;
  std::string_view word_, before_;
  Announced announced_;
  size_t at_ = 0;
  bool has_digit_ = false;
  bool phone_ = false;  // within `+1 202 555 1234`
};

/// True if a word that TextWords gives is worth a look into the book.
bool LooksWorthIt(std::string_view word, bool announced);

/// True if a word of the book's texts that names nothing claims to be a
/// document of ours: it was announced as one, or begins as one. `plain` is its
/// plain form.
bool ClaimsDocument(std::string_view plain, Announced announced);

}  // namespace cashmatch
