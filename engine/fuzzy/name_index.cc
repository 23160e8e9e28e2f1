// SPDX-License-Identifier: Apache-2.0
// name_index.cc - from a name to the rows it may stand for.
// Tested by tests/unit/engine/fuzzy/name_index_test.cc
#include "engine/fuzzy/name_index.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/base/hash.h"
#include "engine/fuzzy/name_keys.h"
#include "engine/fuzzy/name_query.h"

namespace cashmatch {
namespace {

constexpr int64_t kQuickMin = 250'000;  // weight shared, for a full comparison

}  // namespace

uint32_t NameIndex::WordId(std::string_view word) const {
  uint32_t found = kNoWord;
  by_word_.Visit(HashText(word, seed_), [&](uint32_t id) {
    if (vocabulary_[id] == word) found = id;
    return found == kNoWord;
  });
  return found;
}

uint64_t NameIndex::CoreKey(std::string_view core) const {
  return HashText(WithoutBlanks(core), seed_);
}

uint64_t NameIndex::PairKey(uint32_t word, uint32_t other) const {
  return HashMix(HashMix(seed_, std::min(word, other)), std::max(word, other));
}

uint64_t NameIndex::WordKey(uint32_t word) const {
  return HashMix(seed_, word);
}

/// Answers one query.
class NameIndex::Lookup {
 public:
  Lookup(const NameIndex& index, std::string_view name)
      : index_(index),
        query_(index, name),
        keys_(index, query_),
        variants_(index, query_, !keys_.equal()) {
    if (!keys_.equal()) keys_.AddMended(variants_);
    work_ = keys_.work();
    spent_ = keys_.spent();
    work_max_ = keys_.equal()   ? kWorkAfterEqual
                : keys_.close() ? kWorkAfterClose
                                : kWorkMax;
  }

  Answer Find(size_t limit, int32_t score_min) {
    if (query_.words().empty()) return {};
    ScanLists();
    ScanPairs();
    return Rank(limit, score_min);
  }

 private:
  struct Shared {
    int64_t share;
    uint32_t entry;
  };
  struct Ranked {
    NameScore score;
    uint32_t entry;
  };

  /// Looks at the names of the words, those of the rarest word first.
  void ScanLists() {
    std::vector<uint32_t> words;
    for (const auto& variant : variants_.all()) {
      if (index_.word_count_[variant.word] <= kCommon) {
        words.push_back(variant.word);
      }
    }
    std::sort(words.begin(), words.end(), [&](uint32_t a, uint32_t b) {
      return std::tie(index_.word_count_[a], a) <
             std::tie(index_.word_count_[b], b);
    });
    for (const uint32_t word : words) {
      const auto names = index_.Names(word);
      if (work_ + names.size() > work_max_) {
        spent_ = spent_ || !keys_.equal();
        return;
      }
      Spend(static_cast<uint32_t>(names.size()));
      ScanNames(names);
    }
  }

  void ScanNames(std::span<const uint32_t> names) {
    constexpr size_t kRowsAhead = 16;
    constexpr size_t kWordsAhead = 8;
    for (size_t i = 0; i < names.size(); ++i) {
      if (i + kRowsAhead < names.size()) {
        __builtin_prefetch(&index_.rows_[names[i + kRowsAhead]]);
      }
      if (i + kWordsAhead < names.size()) {
        const Row& row = index_.rows_[names[i + kWordsAhead]];
        __builtin_prefetch(&index_.word_ids_[row.words]);
      }
      Consider(names[i]);
    }
  }

  /// Names all of whose words are common, by pairs of the query's.
  void ScanPairs() {
    for (size_t i = 0; i < query_.words().size(); ++i) {
      for (size_t j = i + 1; j < query_.words().size(); ++j) {
        if (!Common(query_.id(i)) || !Common(query_.id(j))) continue;
        index_.by_pair_.Visit(index_.PairKey(query_.id(i), query_.id(j)),
                              [&](uint32_t entry) {
                                if (work_ >= work_max_) {
                                  spent_ = spent_ || !keys_.equal();
                                  return false;
                                }
                                Spend(1);
                                Consider(entry);
                                return true;
                              });
      }
    }
  }

  bool Common(uint32_t word) const {
    return word != kNoWord && index_.word_count_[word] > kCommon;
  }

  /// Sums the weight that a row shares with the query and keeps the row if it
  /// is among those that share the most.
  void Consider(uint32_t entry) {
    uint64_t shared = 0;
    uint32_t answered = 0;
    for (const uint32_t word : index_.Words(entry)) {
      const auto* const variant = variants_.Find(word);
      if (variant == nullptr) continue;
      const auto likeness = static_cast<uint64_t>(variant->likeness);
      shared += index_.word_weight_[word] * likeness;
      for (uint32_t fresh = variant->places & ~answered; fresh != 0;
           fresh &= fresh - 1) {
        const auto place = static_cast<size_t>(__builtin_ctz(fresh));
        shared += query_.words()[place].weight * likeness;
      }
      answered |= variant->places;
    }
    const uint64_t all = query_.weight() + index_.rows_[entry].weight;
    Keep({static_cast<int64_t>(shared / all), entry});
  }

  static bool Better(const Shared& a, const Shared& b) {
    return a.share != b.share ? a.share > b.share : a.entry < b.entry;
  }

  void Keep(const Shared& shared) {
    if (shared.share < kQuickMin) return;
    const bool full = best_.size() == kComparedMax;
    if (full && !Better(shared, best_.front())) return;
    for (const Shared& known : best_) {
      if (known.entry == shared.entry) return;
    }
    if (full) {
      std::pop_heap(best_.begin(), best_.end(), Better);
      best_.back() = shared;
    } else {
      best_.push_back(shared);
    }
    std::push_heap(best_.begin(), best_.end(), Better);
  }

  NameScore ScoreOf(uint32_t entry) const {
    std::array<NameWord, kNameWordsMax> words;
    size_t count = 0;
    for (const uint32_t id : index_.Words(entry)) {
      words[count++] = {index_.vocabulary_[id], index_.word_weight_[id]};
    }
    const Row& row = index_.rows_[entry];
    return CompareNames(
        query_.view(),
        {index_.Plain(entry), std::span(words).first(count),
         static_cast<LegalFamily>(row.legal), row.cut != 0, row.masked != 0});
  }

  bool SameName(uint32_t a, uint32_t b) const {
    return index_.rows_[a].cut == index_.rows_[b].cut &&
           index_.Plain(a) == index_.Plain(b);
  }

  /// Compares the chosen names in full and ranks their rows.
  Answer Rank(size_t limit, int32_t score_min) {
    std::vector<uint32_t> chosen = keys_.rows();
    for (const Shared& shared : best_) chosen.push_back(shared.entry);
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    std::vector<Ranked> ranked;
    NameScore score;
    for (size_t i = 0; i < chosen.size(); ++i) {
      const uint32_t entry = chosen[i];
      if (i == 0 || !SameName(chosen[i - 1], entry)) score = ScoreOf(entry);
      if (score.millionths >= score_min) ranked.push_back({score, entry});
    }
    // Entries ascend with their texts, and rows with equal texts.
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) {
                       return a.score.millionths > b.score.millionths;
                     });
    Answer answer;
    answer.work = work_;
    answer.spent = spent_;
    for (const Ranked& one : ranked) {
      if (answer.candidates.size() == limit) break;
      const uint32_t row = index_.rows_[one.entry].row;
      const bool known = std::any_of(
          answer.candidates.begin(), answer.candidates.end(),
          [&](const Candidate& candidate) { return candidate.row == row; });
      if (!known) answer.candidates.push_back({row, one.score});
    }
    return answer;
  }

  void Spend(uint32_t names) { work_ += names; }

  const NameIndex& index_;
  const Query query_;
  Keys keys_;
  const Variants variants_;
  uint32_t work_max_ = 0;
  uint32_t work_ = 0;
  bool spent_ = false;
  std::vector<Shared> best_;  // a heap, its worst in front
};

NameIndex::Answer NameIndex::Find(std::string_view name, size_t limit,
                                  int32_t score_min) const {
  return size() == 0 ? Answer() : Lookup(*this, name).Find(limit, score_min);
}

NameScore NameIndex::Compare(std::string_view a, std::string_view b) const {
  return CompareNames(Query(*this, a).view(), Query(*this, b).view());
}

size_t NameIndex::bytes() const {
  const auto vectors = rows_.capacity() * sizeof(Row) +
                       (word_ids_.capacity() + word_count_.capacity() +
                        word_weight_.capacity() + posting_begin_.capacity() +
                        postings_.capacity() + text_begin_.capacity()) *
                           sizeof(uint32_t) +
                       vocabulary_.capacity() * sizeof(std::string_view);
  return plain_.capacity() + vocabulary_text_.bytes() + vectors +
         by_word_.bytes() + by_core_.bytes() + by_acronym_.bytes() +
         by_words_.bytes() + by_pair_.bytes() + near_words_.bytes() +
         near_texts_.bytes();
}

}  // namespace cashmatch
