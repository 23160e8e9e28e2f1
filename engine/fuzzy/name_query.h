// SPDX-License-Identifier: Apache-2.0
// name_query.h - a name that is asked for, and the words it may consist of.
// Part of the name index; not for others.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "engine/fuzzy/name_index.h"

namespace cashmatch {

/// A name that is asked for: its parts, and its words with their weights. Words
/// that no name of the index has are taken for what they nearly are: one word
/// off a known abbreviated one for that, a legal form in an unusual place for a
/// legal form.
class NameIndex::Query {
 public:
  Query(const NameIndex& index, std::string_view name);
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  const NameParts& parts() const { return parts_; }
  const std::vector<NameWord>& words() const { return words_; }
  /// The id of the word at `place`, or kNoWord.
  uint32_t id(size_t place) const { return ids_[place]; }
  uint64_t weight() const { return weight_; }
  NameView view() const {
    return {parts_.plain, words_,        parts_.legal,
            parts_.cut,   parts_.masked, misspelt_};
  }
  /// Tells whether the word may go on beyond what is written.
  bool Open(size_t place) const;

 private:
  void AddWord(const NameIndex& index, std::string_view word);

  NameParts parts_;
  std::vector<NameWord> words_;
  std::vector<uint32_t> ids_;
  uint64_t weight_ = 0;
  bool misspelt_ = false;
};

/// The words of the vocabulary that the words of a query may be: itself, and
/// if `slips` are looked for, within one edit, continued, joined with the next
/// or parted in two. At most kVariantsMax, in the order of the query.
class NameIndex::Variants {
 public:
  struct Variant {
    uint32_t word;
    uint16_t places;  // words of the query that it answers, one bit each
    int32_t likeness;
    uint32_t other;  // the other part of a word that was parted, or kNoWord
  };

  Variants(const NameIndex& index, const Query& query, bool slips);

  const std::vector<Variant>& all() const { return variants_; }

  /// Returns the variant that is `word`, or nullptr.
  const Variant* Find(uint32_t word) const {
    const uint16_t slot = slots_[SlotOf(word)];
    return slot == 0 ? nullptr : &variants_[slot - 1];
  }

 private:
  static constexpr size_t kVariantsMax = 256;
  static constexpr int kSlotBits = 10;

  size_t SlotOf(uint32_t word) const {
    size_t at = (word * 0x9E3779B1u) >> (32 - kSlotBits);
    while (slots_[at] != 0 && variants_[slots_[at] - 1].word != word) {
      at = (at + 1) % slots_.size();
    }
    return at;
  }
  void Add(uint32_t word, uint16_t places, int32_t likeness,
           uint32_t other = kNoWord);
  void AddNear(std::string_view text, uint16_t place);
  void AddContinuations(std::string_view text, uint16_t place);
  void AddSplits(std::string_view text, uint16_t place);
  void AddParts(uint32_t head, std::string_view rest, uint16_t place,
                int32_t likeness);

  const NameIndex& index_;
  std::vector<Variant> variants_;
  std::array<uint16_t, size_t{1} << kSlotBits> slots_ = {};  // 1 + position
};

}  // namespace cashmatch
