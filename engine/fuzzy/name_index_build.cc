// SPDX-License-Identifier: Apache-2.0
// name_index_build.cc - from names to rows, vocabulary and lists.
// Tested by tests/unit/engine/fuzzy/name_index_test.cc
#include <tbb/parallel_sort.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <tuple>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/fuzzy/name_index.h"

namespace cashmatch {
namespace {

constexpr size_t kGrain = 8192;
// Words whose pairs stand for a name of common words.
constexpr size_t kPairWordsMax = 6;

/// The first bytes of a text as a number that is in the order of the texts.
uint64_t BeginOf(std::string_view text) {
  uint64_t begin = 0;
  std::memcpy(&begin, text.data(), std::min(text.size(), sizeof begin));
  return __builtin_bswap64(begin);
}

/// Words, each once.
class DistinctWords {
 public:
  explicit DistinctWords(uint64_t seed) : seed_(seed), slots_(1024) {}

  void Add(std::string_view word) {
    std::string_view& slot = SlotOf(word);
    if (slot.data() != nullptr) return;
    slot = word;
    words_.push_back(word);
    if (words_.size() * 2 > slots_.size()) Grow();
  }

  /// Gives all of them, ascending.
  std::vector<std::string_view> TakeSorted() {
    std::sort(words_.begin(), words_.end());
    return std::move(words_);
  }

 private:
  std::string_view& SlotOf(std::string_view word) {
    size_t at = HashText(word, seed_) & (slots_.size() - 1);
    while (slots_[at].data() != nullptr && slots_[at] != word) {
      at = (at + 1) & (slots_.size() - 1);
    }
    return slots_[at];
  }

  void Grow() {
    slots_.assign(slots_.size() * 4, {});
    for (const std::string_view word : words_) SlotOf(word) = word;
  }

  uint64_t seed_;
  std::vector<std::string_view> words_, slots_;
};

}  // namespace

/// Builds one index.
class NameIndex::Builder {
 public:
  Builder(std::span<const Entry> names, NameIndex* index)
      : names_(names), index_(*index) {}

  void Build() {
    Parse();
    StoreRows();
    MakeVocabulary();
    NumberWords();
    CountWords();
    ListNames();
    IndexCores();
    IndexAcronyms();
    IndexWords();
    IndexPairs();
    IndexTexts();
  }

 private:
  /// Takes all names apart and puts them in the order of their texts, so that
  /// nothing after this depends on the order in which they came.
  void Parse() {
    parts_.resize(names_.size());
    ForEachChunk(names_.size(), kGrain, [&](size_t, size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i)
        parts_[i] = ParseName(names_[i].name);
    });
    order_.resize(names_.size());
    std::iota(order_.begin(), order_.end(), 0);
    std::vector<uint64_t> begin(names_.size());  // settles most comparisons
    for (size_t i = 0; i < begin.size(); ++i) {
      begin[i] = BeginOf(parts_[i].plain);
    }
    tbb::parallel_sort(
        order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
          if (begin[a] != begin[b]) return begin[a] < begin[b];
          const NameParts& x = parts_[a];
          const NameParts& y = parts_[b];
          return std::tie(x.plain, x.core, x.cut, names_[a].row, a) <
                 std::tie(y.plain, y.core, y.cut, names_[b].row, b);
        });
    rank_.resize(order_.size());
    for (uint32_t entry = 0; entry < order_.size(); ++entry) {
      rank_[order_[entry]] = entry;
    }
  }

  void StoreRows() {
    constexpr size_t kAhead = 16;
    size_t text = 0;
    size_t words = 0;
    index_.rows_.reserve(order_.size() + 1);
    for (size_t entry = 0; entry < order_.size(); ++entry) {
      if (entry + kAhead < order_.size()) {
        __builtin_prefetch(&parts_[order_[entry + kAhead]]);
      }
      if (entry + kAhead / 2 < order_.size()) {
        const NameParts& ahead = parts_[order_[entry + kAhead / 2]];
        __builtin_prefetch(ahead.core.data());
        __builtin_prefetch(ahead.plain.data());
      }
      const uint32_t at = order_[entry];
      const NameParts& parts = parts_[at];
      index_.rows_.push_back({static_cast<uint32_t>(text),
                              static_cast<uint32_t>(words), names_[at].row, 0,
                              static_cast<uint8_t>(parts.legal), parts.cut,
                              parts.masked, 0});
      text += parts.plain.size();
      words += WordsOf(parts);
    }
    CASHMATCH_CHECK(text < UINT32_MAX && words < UINT32_MAX);
    index_.rows_.push_back({static_cast<uint32_t>(text),
                            static_cast<uint32_t>(words), 0, 0, 0, 0, 0, 0});
    index_.plain_.reserve(text);
    for (const uint32_t at : order_) index_.plain_ += parts_[at].plain;
    index_.word_ids_.resize(words);
  }

  static size_t WordsOf(const NameParts& parts) {
    if (parts.core.empty()) return 0;
    const auto blanks = std::count(parts.core.begin(), parts.core.end(), ' ');
    return std::min(static_cast<size_t>(blanks) + 1, kNameWordsMax);
  }

  /// Collects the distinct words, ascending.
  void MakeVocabulary() {
    std::vector<std::vector<std::string_view>> chunks(
        ChunkCount(parts_.size(), kGrain));
    ForEachChunk(
        parts_.size(), kGrain, [&](size_t chunk, size_t begin, size_t end) {
          DistinctWords words(index_.seed_);
          for (size_t i = begin; i < end; ++i) {
            ForEachWord(parts_[i].core,
                        [&](std::string_view word) { words.Add(word); });
          }
          chunks[chunk] = words.TakeSorted();
        });
    std::vector<std::string_view> all;
    for (const auto& words : chunks) {
      all.insert(all.end(), words.begin(), words.end());
    }
    tbb::parallel_sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (std::string_view& word : all) {
      word = index_.vocabulary_text_.Keep(word);
    }
    index_.vocabulary_ = std::move(all);
  }

  /// Indexes the vocabulary and replaces the words of the rows by their ids.
  void NumberWords() {
    std::vector<KeyIndex::Entry> entries(index_.vocabulary_.size());
    for (uint32_t id = 0; id < entries.size(); ++id) {
      entries[id] = {HashText(index_.vocabulary_[id], index_.seed_), id};
    }
    index_.by_word_ = KeyIndex::Build(entries);
    index_.near_words_ =
        ReferenceIndex::Build(index_.vocabulary_, index_.seed_);
    ForEachChunk(order_.size(), kGrain, [&](size_t, size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        const uint32_t entry = rank_[i];
        uint32_t at = index_.rows_[entry].words;
        const uint32_t last = index_.rows_[entry + 1].words;
        ForEachWord(parts_[i].core, [&](std::string_view word) {
          if (at < last) index_.word_ids_[at++] = index_.WordId(word);
        });
      }
    });
  }

  /// Calls `visit(word id)` for each distinct word of a row.
  template <class Visitor>
  void ForEachDistinct(size_t entry, const Visitor& visit) const {
    const auto words = index_.Words(entry);
    for (size_t i = 0; i < words.size(); ++i) {
      const auto before = words.first(i);
      if (std::find(before.begin(), before.end(), words[i]) == before.end()) {
        visit(words[i]);
      }
    }
  }

  void CountWords() {
    const size_t words = index_.vocabulary_.size();
    index_.word_count_.assign(words, 0);
    for (size_t entry = 0; entry < order_.size(); ++entry) {
      ForEachDistinct(entry, [&](uint32_t id) { ++index_.word_count_[id]; });
    }
    index_.word_weight_.resize(words);
    for (size_t id = 0; id < words; ++id) {
      index_.word_weight_[id] = WordWeight(
          index_.vocabulary_[id], index_.word_count_[id], order_.size());
    }
    for (size_t entry = 0; entry < order_.size(); ++entry) {
      for (const uint32_t id : index_.Words(entry)) {
        index_.rows_[entry].weight += index_.word_weight_[id];
      }
    }
  }

  bool Common(uint32_t id) const { return index_.word_count_[id] > kCommon; }

  /// Lists the names of each word that is not common.
  void ListNames() {
    const size_t words = index_.vocabulary_.size();
    index_.posting_begin_.assign(words + 1, 0);
    for (uint32_t id = 0; id < words; ++id) {
      index_.posting_begin_[id + 1] =
          index_.posting_begin_[id] + (Common(id) ? 0 : index_.word_count_[id]);
    }
    index_.postings_.resize(index_.posting_begin_[words]);
    std::vector<uint32_t> at(index_.posting_begin_.begin(),
                             index_.posting_begin_.end() - 1);
    for (uint32_t entry = 0; entry < order_.size(); ++entry) {
      ForEachDistinct(entry, [&](uint32_t id) {
        if (!Common(id)) index_.postings_[at[id]++] = entry;
      });
    }
  }

  void IndexCores() {
    std::vector<KeyIndex::Entry> entries(order_.size());
    ForEachChunk(order_.size(), kGrain, [&](size_t, size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        entries[i] = {index_.CoreKey(parts_[i].core), rank_[i]};
      }
    });
    index_.by_core_ = KeyIndex::Build(entries);
  }

  /// Files names under their first letters, unless too many share them.
  void IndexAcronyms() {
    std::vector<KeyIndex::Entry> entries;
    for (size_t i = 0; i < parts_.size(); ++i) {
      const std::string letters = AcronymOf(parts_[i].core);
      if (!letters.empty()) {
        entries.push_back({index_.CoreKey(letters), rank_[i]});
      }
    }
    index_.by_acronym_ = KeyIndex::Build(entries);
  }

  /// Files names of several words under all of them, in no order.
  void IndexWords() {
    std::vector<KeyIndex::Entry> entries;
    for (uint32_t entry = 0; entry < order_.size(); ++entry) {
      const auto words = index_.Words(entry);
      if (words.size() < 2) continue;
      uint64_t key = 0;
      for (const uint32_t id : words) key += index_.WordKey(id);
      entries.push_back({key, entry});
    }
    index_.by_words_ = KeyIndex::Build(entries);
  }

  bool AllCommon(size_t entry) const {
    const auto words = index_.Words(entry);
    return std::all_of(words.begin(), words.end(),
                       [&](uint32_t id) { return Common(id); });
  }

  /// Files the distinct plain forms of names that no rare word leads to under
  /// what is left of them after a slip.
  void IndexTexts() {
    std::vector<uint32_t>& begin = index_.text_begin_;
    std::string joined;
    std::vector<size_t> ends;
    for (uint32_t entry = 0; entry < order_.size(); ++entry) {
      const std::string_view plain = index_.Plain(entry);
      if (entry > 0 && plain == index_.Plain(entry - 1)) continue;
      if (!AllCommon(entry)) continue;
      begin.push_back(entry);
      ForEachWord(plain, [&](std::string_view word) { joined += word; });
      ends.push_back(joined.size());
    }
    std::vector<std::string_view> forms;
    for (size_t i = 0; i < ends.size(); ++i) {
      const size_t from = i == 0 ? 0 : ends[i - 1];
      forms.push_back(std::string_view(joined).substr(from, ends[i] - from));
    }
    index_.near_texts_ = ReferenceIndex::Build(forms, index_.seed_);
  }

  /// Files names all of whose words are common under pairs of them.
  void IndexPairs() {
    std::vector<KeyIndex::Entry> entries;
    for (uint32_t entry = 0; entry < order_.size(); ++entry) {
      const auto words = index_.Words(entry);
      if (!AllCommon(entry)) continue;
      const size_t count = std::min(words.size(), kPairWordsMax);
      for (size_t i = 0; i < count; ++i) {
        for (size_t j = i + 1; j < count; ++j) {
          entries.push_back({index_.PairKey(words[i], words[j]), entry});
        }
      }
    }
    index_.by_pair_ = KeyIndex::Build(entries);
  }

  std::span<const Entry> names_;
  NameIndex& index_;
  std::vector<NameParts> parts_;  // by position in names_
  std::vector<uint32_t> order_;   // row -> position in names_
  std::vector<uint32_t> rank_;    // position in names_ -> row
};

NameIndex NameIndex::Build(std::span<const Entry> names, uint64_t seed) {
  CASHMATCH_CHECK(names.size() < size_t{1} << 31);
  NameIndex index;
  index.seed_ = seed;
  if (!names.empty()) Builder(names, &index).Build();
  return index;
}

}  // namespace cashmatch
