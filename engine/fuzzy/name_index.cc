// SPDX-License-Identifier: Apache-2.0
// name_index.cc - from a name to the rows it may stand for.
// Tested by tests/unit/engine/fuzzy/name_index_test.cc
#include "engine/fuzzy/name_index.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/base/hash.h"
#include "engine/fuzzy/name_query.h"

namespace cashmatch {
namespace {

constexpr size_t kCutMin = 8;           // letters left of a cut-off name
constexpr uint32_t kSameTextMax = 64;   // rows of one exact or cut-off text
constexpr int64_t kQuickMin = 250'000;  // weight shared, for a full comparison

size_t CommonPrefix(std::string_view a, std::string_view b) {
  const size_t most = std::min(a.size(), b.size());
  size_t at = 0;
  while (at < most && a[at] == b[at]) ++at;
  return at;
}

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
  std::string joined;
  ForEachWord(core, [&](std::string_view word) { joined += word; });
  return HashText(joined, seed_);
}

uint64_t NameIndex::PairKey(uint32_t word, uint32_t other) const {
  return HashMix(HashMix(seed_, std::min(word, other)), std::max(word, other));
}

/// Answers one query.
class NameIndex::Lookup {
 public:
  Lookup(const NameIndex& index, std::string_view name)
      : index_(index),
        query_(index, name),
        chosen_(EqualRows()),
        work_max_(chosen_.empty() ? kWorkMax : kWorkAfterEqual),
        variants_(index, query_, chosen_.empty()),
        work_(static_cast<uint32_t>(chosen_.size())) {}

  Answer Find(size_t limit, int32_t score_min) {
    if (query_.words().empty()) return {};
    FindLonger();
    FindShorter();
    FindAcronyms();
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

  std::vector<uint32_t> EqualRows() const {
    std::vector<uint32_t> rows;
    if (query_.words().empty()) return rows;
    index_.by_core_.Visit(index_.CoreKey(query_.parts().core),
                          [&](uint32_t entry) {
                            rows.push_back(entry);
                            return rows.size() < kSameTextMax;
                          });
    return rows;
  }

  size_t UpperBound(std::string_view text) const {
    size_t first = 0;
    for (size_t count = index_.size(); count > 0;) {
      const size_t half = count / 2;
      const bool right = index_.Plain(first + half) <= text;
      first = right ? first + half + 1 : first;
      count = right ? count - half - 1 : half;
    }
    return first;
  }

  /// Rows of which the query is the cut-off or masked beginning.
  void FindLonger() {
    std::string_view text = query_.parts().plain;
    const bool masked = text.ends_with('*');
    if (masked) text.remove_suffix(1);
    if ((!masked && !query_.parts().cut) || text.size() < kCutMin) return;
    uint32_t seen = 0;
    for (size_t at = UpperBound(text);
         at < index_.size() && index_.Plain(at).starts_with(text); ++at) {
      if (seen == kSameTextMax) {
        spent_ = true;
        break;
      }
      chosen_.push_back(static_cast<uint32_t>(at));
      ++seen;
    }
    Spend(seen);
  }

  /// Rows that are the cut-off beginning of the query. The texts that begin
  /// another are met by walking down from it: each step drops what the nearest
  /// smaller text does not share.
  void FindShorter() {
    constexpr int kStepsMax = 8;
    std::string_view text = query_.parts().plain;
    text.remove_suffix(1);
    for (int step = 0; step < kStepsMax && text.size() >= kCutMin; ++step) {
      size_t at = UpperBound(text);
      if (at == 0) return;
      const std::string_view before = index_.Plain(at - 1);
      const size_t same = CommonPrefix(before, text);
      Spend(1);
      if (same < kCutMin) return;
      if (same < before.size()) {
        text = text.substr(0, same);
        continue;
      }
      uint32_t seen = 0;
      for (; at > 0 && seen < kSameTextMax && index_.Plain(at - 1) == before;
           --at, ++seen) {
        if (index_.rows_[at - 1].cut != 0) {
          chosen_.push_back(static_cast<uint32_t>(at - 1));
        }
      }
      Spend(seen);
      text = text.substr(0, same - 1);
    }
  }

  /// Rows of which the query is the first letters, or that are its own.
  void FindAcronyms() {
    const std::string& core = query_.parts().core;
    if (MayBeAcronym(core)) {
      ChooseFew(index_.by_acronym_, core);
    } else if (const std::string letters = AcronymOf(core); !letters.empty()) {
      ChooseFew(index_.by_core_, letters);
    }
  }

  /// Chooses the rows under a key, unless they are many.
  void ChooseFew(const KeyIndex& index, std::string_view core) {
    const size_t before = chosen_.size();
    index.Visit(index_.CoreKey(core), [&](uint32_t entry) {
      chosen_.push_back(entry);
      return chosen_.size() - before <= kSameLettersMax;
    });
    Spend(static_cast<uint32_t>(chosen_.size() - before));
    if (chosen_.size() - before > kSameLettersMax) chosen_.resize(before);
  }

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
        spent_ = work_max_ == kWorkMax;
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
                                  spent_ = work_max_ == kWorkMax;
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

  /// Compares the chosen names in full and ranks their rows.
  Answer Rank(size_t limit, int32_t score_min) {
    for (const Shared& shared : best_) chosen_.push_back(shared.entry);
    std::sort(chosen_.begin(), chosen_.end());
    chosen_.erase(std::unique(chosen_.begin(), chosen_.end()), chosen_.end());
    std::vector<Ranked> ranked;
    for (const uint32_t entry : chosen_) {
      const NameScore score = ScoreOf(entry);
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
  std::vector<uint32_t> chosen_;  // rows to compare in full
  const uint32_t work_max_;
  const Variants variants_;
  uint32_t work_;
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
  const auto vectors =
      rows_.capacity() * sizeof(Row) +
      (word_ids_.capacity() + word_count_.capacity() + word_weight_.capacity() +
       posting_begin_.capacity() + postings_.capacity()) *
          sizeof(uint32_t) +
      vocabulary_.capacity() * sizeof(std::string_view);
  return plain_.capacity() + vocabulary_text_.bytes() + vectors +
         by_word_.bytes() + by_core_.bytes() + by_acronym_.bytes() +
         by_pair_.bytes() + near_words_.bytes();
}

}  // namespace cashmatch
