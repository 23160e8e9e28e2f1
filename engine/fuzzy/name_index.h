// SPDX-License-Identifier: Apache-2.0
// name_index.h - names -> the names they most likely stand for.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/key_index.h"
#include "engine/base/text_arena.h"
#include "engine/fuzzy/name_score.h"
#include "engine/fuzzy/reference_index.h"

namespace cashmatch {

/// An index over names that finds, without looking at all of them, those that
/// are equal after normalising, cut off, written in another order, part of one
/// another or misspelt.
///
/// How: equal names and those in another order by hashes of all their words,
/// cut-off ones by binary search, names of three words and more by their first
/// letters. Others by their words: a rare word leads to the names that have it;
/// a word with a slip leads, over the deletion neighbourhood of the vocabulary,
/// to the words it may be. Names all of whose words are common are filed under
/// pairs of them and, as a whole, under their own deletion neighbourhood.
/// The few dozen names that share the most weight are compared in full.
/// Work is counted, not timed: Answer::work never exceeds kWorkMax.
class NameIndex {
 public:
  struct Entry {
    std::string_view name;
    uint32_t row;  // whose name it is; several names may have one row
  };

  struct Candidate {
    uint32_t row;
    NameScore score;
  };

  struct Answer {
    std::vector<Candidate> candidates;  // best first, each row once
    uint32_t work = 0;                  // names looked at
    bool spent = false;                 // not all could be looked at: there may
                                        // be more that score as well as these
  };

  /// Most names looked at for one answer.
  static constexpr uint32_t kWorkMax = 4096;
  /// Of these, names looked at for runners-up once an equal name is found.
  static constexpr uint32_t kWorkAfterEqual = 256;
  /// ... once one is found that is it cut off, in another order or one slip
  /// away.
  static constexpr uint32_t kWorkAfterClose = 1024;
  /// Of those found by their words, names compared in full.
  static constexpr size_t kComparedMax = 32;

  NameIndex() = default;
  NameIndex(NameIndex&&) = default;
  NameIndex& operator=(NameIndex&&) = default;

  /// Indexes `names`; keeps what it needs of them. `seed` changes no result,
  /// and neither does the order of `names`.
  /// Requires: fewer than 2^31 names, less than 4 GiB of text.
  /// Cost: parallel; about 150 bytes a name where words are shared by several.
  static NameIndex Build(std::span<const Entry> names, uint64_t seed);

  /// Returns at most `limit` rows whose names score at least `score_min`
  /// against `name`, best first; equal scores by the text of the name, then by
  /// row. Two equal scores are a tie: none of them may be taken for its place.
  /// Threads: any number at a time.
  Answer Find(std::string_view name, size_t limit,
              int32_t score_min = 500'000) const;

  /// Scores two names with the word weights of this index.
  NameScore Compare(std::string_view a, std::string_view b) const;

  size_t bytes() const;

 private:
  static constexpr uint32_t kNoWord = UINT32_MAX;
  /// A word in more names than this has no list of them.
  static constexpr uint32_t kCommon = kWorkMax;

  struct Row {
    uint32_t plain;  // begin in plain_; ends where the next row's begins
    uint32_t words;  // begin in word_ids_; likewise
    uint32_t row;
    uint32_t weight;  // of all words
    uint8_t legal;    // LegalFamily
    uint8_t cut;
    uint8_t masked;
    uint8_t spare;
  };

  class Builder;
  class Keys;
  class Lookup;
  class Query;
  class Variants;

  size_t size() const { return rows_.empty() ? 0 : rows_.size() - 1; }
  std::string_view Plain(size_t entry) const {
    return std::string_view(plain_).substr(
        rows_[entry].plain, rows_[entry + 1].plain - rows_[entry].plain);
  }
  std::span<const uint32_t> Words(size_t entry) const {
    return std::span(word_ids_).subspan(
        rows_[entry].words, rows_[entry + 1].words - rows_[entry].words);
  }
  std::span<const uint32_t> Names(uint32_t word) const {
    return std::span(postings_).subspan(
        posting_begin_[word], posting_begin_[word + 1] - posting_begin_[word]);
  }
  uint32_t WordId(std::string_view word) const;
  uint64_t CoreKey(std::string_view core) const;
  uint64_t PairKey(uint32_t word, uint32_t other) const;
  /// What a word adds to the key of its name in by_words_.
  uint64_t WordKey(uint32_t word) const;

  uint64_t seed_ = 0;
  std::string plain_;      // the plain forms, in ascending order
  std::vector<Row> rows_;  // by plain form, and one that ends the last
  std::vector<uint32_t> word_ids_;
  TextArena vocabulary_text_;
  std::vector<std::string_view> vocabulary_;  // ascending; id = position
  std::vector<uint32_t> word_count_;          // names that have the word
  std::vector<uint32_t> word_weight_;
  std::vector<uint32_t> posting_begin_;
  std::vector<uint32_t> postings_;  // rows, ascending, of each rarer word
  KeyIndex by_word_;                // hash of a word -> its id
  KeyIndex by_core_;                // hash of a core without blanks -> row
  KeyIndex by_acronym_;             // hash of its first letters -> row
  KeyIndex by_words_;               // the words in any order -> row
  KeyIndex by_pair_;                // two common words -> row
  ReferenceIndex near_words_;
  ReferenceIndex near_texts_;         // plain forms of common words, no blanks
  std::vector<uint32_t> text_begin_;  // the first row of each of them
};

}  // namespace cashmatch
