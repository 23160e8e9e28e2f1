// SPDX-License-Identifier: Apache-2.0
// name_score.h - how well two names agree, and in what way.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/fuzzy/name_form.h"

namespace cashmatch {

/// In what way two names agree, from the best to none.
enum class NameAgreement : uint8_t {
  kEqual,      // the same but for case, accents, punctuation, blanks, legal
               // forms, connectives and abbreviations
  kTruncated,  // one is the other, cut off or masked
  kReordered,  // the same words in another order
  kEdited,     // the same words, some of them misspelt or shortened
  kAcronym,    // one is the first letters of the other
  kSubset,     // one has all words of the other, and more
  kPartial,    // some words in common
  kNone
};

struct NameScore {
  int32_t millionths = 0;  // 0 to 1'000'000; a rank, not a probability
  NameAgreement agreement = NameAgreement::kNone;
};

/// A word of a core form, with what it weighs.
struct NameWord {
  std::string_view text;
  uint32_t weight;  // sixteenths of a bit of information, at least 1
};

/// Words of a name that count; later ones are left out.
inline constexpr size_t kNameWordsMax = 16;

/// A name ready to be compared. The views must outlive it.
struct NameView {
  std::string_view plain;
  std::span<const NameWord> words;  // of the core, at most kNameWordsMax
  LegalFamily legal = LegalFamily::kNone;
  bool cut = false;
  bool masked = false;
  bool misspelt = false;  // a word was taken for what it nearly is
};

/// Compares two names; symmetric. Words are aligned one to one, the likest
/// first; the score is the weight of what agrees, as a share of the weight of
/// both. Differing legal forms, numbers and orders take away from it. Names
/// that are one slip apart as a whole (`ACME TRADINGL TD`) agree whatever their
/// words say. Of names that a cut-off one may be, the shorter scores better.
/// Cost: about a microsecond.
NameScore CompareNames(const NameView& a, const NameView& b);

/// Returns what a word weighs that stands in `count` of `names` names.
uint32_t WordWeight(std::string_view word, uint64_t count, uint64_t names);

/// Returns how alike two words are, in millionths: 1'000'000 if equal; less for
/// one or two edits in long words, a beginning, an initial; 0 if they are not.
/// `a_open` and `b_open` tell whether the word may have been cut off.
int32_t WordLikeness(std::string_view a, bool a_open, std::string_view b,
                     bool b_open);

}  // namespace cashmatch
