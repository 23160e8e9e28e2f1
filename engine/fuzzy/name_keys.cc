// SPDX-License-Identifier: Apache-2.0
// name_keys.cc - looking a name up by keys made of all of it.
// Tested by tests/unit/engine/fuzzy/name_index_test.cc
#include "engine/fuzzy/name_keys.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include "engine/base/hash.h"

namespace cashmatch {
namespace {

constexpr size_t kCutMin = 8;          // letters left of a cut-off name
constexpr uint32_t kSameTextMax = 64;  // rows of one text
constexpr uint32_t kSeenMax = 512;     // rows of one key that are looked at
constexpr size_t kLongerMax = 16'384;  // names that begin like a cut-off one
constexpr size_t kNearMin = 8;         // letters of a name with a slip
// More names with the same first letters than this say nothing.
constexpr size_t kSameLettersMax = 16;

size_t CommonPrefix(std::string_view a, std::string_view b) {
  const size_t most = std::min(a.size(), b.size());
  size_t at = 0;
  while (at < most && a[at] == b[at]) ++at;
  return at;
}

}  // namespace

NameIndex::Keys::Keys(const NameIndex& index, const Query& query)
    : index_(index), query_(query) {
  if (query_.words().empty()) return;
  AddEqual();
  AddLonger();
  AddReordered();
  if (!equal_) AddNear();
  close_ = !rows_.empty();
  AddShorter();
  AddAcronyms();
}

/// Adds rows under a key: so many, and of those behind them one of each text,
/// for the legal form may be what tells them apart.
void NameIndex::Keys::AddUnder(const KeyIndex& index, uint64_t key) {
  const size_t before = rows_.size();
  uint32_t seen = 0;
  index.Visit(key, [&](uint32_t entry) {
    ++seen;
    if (rows_.size() - before < kSameTextMax ||
        index_.Plain(entry) != index_.Plain(rows_.back())) {
      rows_.push_back(entry);
    }
    return seen < kSeenMax && rows_.size() - before < size_t{2} * kSameTextMax;
  });
  work_ += seen;
}

void NameIndex::Keys::AddEqual() {
  AddUnder(index_.by_core_, index_.CoreKey(query_.parts().core));
  equal_ = !rows_.empty();
  if (rows_.size() >= kSameTextMax) AddSame();
}

/// Rows of the very text.
void NameIndex::Keys::AddSame() {
  const std::string_view text = query_.parts().plain;
  size_t at = UpperBound(text);
  for (uint32_t seen = 0;
       at > 0 && seen < kSameTextMax && index_.Plain(at - 1) == text; ++seen) {
    rows_.push_back(static_cast<uint32_t>(--at));
    ++work_;
  }
}

size_t NameIndex::Keys::UpperBound(std::string_view text) const {
  size_t first = 0;
  for (size_t count = index_.size(); count > 0;) {
    const size_t half = count / 2;
    const bool right = index_.Plain(first + half) <= text;
    first = right ? first + half + 1 : first;
    count = right ? count - half - 1 : half;
  }
  return first;
}

/// Rows of which the query is the cut-off or masked beginning: those of which
/// least is missing, for they score best.
void NameIndex::Keys::AddLonger() {
  std::string_view text = query_.parts().plain;
  const bool masked = text.ends_with('*');
  if (masked) text.remove_suffix(1);
  if ((!masked && !query_.parts().cut) || text.size() < kCutMin) return;
  constexpr char kBehindAll = '\xFF';  // no byte of UTF-8
  const size_t begin = UpperBound(text);
  const size_t end = UpperBound(std::string(text) + kBehindAll);
  spent_ = spent_ || end - begin > kLongerMax;
  AddShortest(begin, std::min(end, begin + kLongerMax));
}

void NameIndex::Keys::AddShortest(size_t begin, size_t end) {
  std::vector<uint32_t> rows(end - begin);
  std::iota(rows.begin(), rows.end(), static_cast<uint32_t>(begin));
  if (rows.size() > kSameTextMax) {
    const auto shorter = [&](uint32_t a, uint32_t b) {
      return std::tuple(index_.Plain(a).size(), a) <
             std::tuple(index_.Plain(b).size(), b);
    };
    std::nth_element(rows.begin(), rows.begin() + kSameTextMax, rows.end(),
                     shorter);
    rows.resize(kSameTextMax);
  }
  rows_.insert(rows_.end(), rows.begin(), rows.end());
  work_ += static_cast<uint32_t>(rows.size());
}

/// Rows that are the cut-off beginning of the query. The texts that begin
/// another are met by walking down from it: each step drops what the nearest
/// smaller text does not share.
void NameIndex::Keys::AddShorter() {
  constexpr int kStepsMax = 8;
  std::string_view text = query_.parts().plain;
  text.remove_suffix(1);
  for (int step = 0; step < kStepsMax && text.size() >= kCutMin; ++step) {
    size_t at = UpperBound(text);
    if (at == 0) return;
    const std::string_view before = index_.Plain(at - 1);
    const size_t same = CommonPrefix(before, text);
    ++work_;
    if (same < kCutMin) return;
    if (same < before.size()) {
      text = text.substr(0, same);
      continue;
    }
    uint32_t seen = 0;
    for (; at > 0 && seen < kSameTextMax && index_.Plain(at - 1) == before;
         --at, ++seen) {
      if (index_.rows_[at - 1].cut != 0) {
        rows_.push_back(static_cast<uint32_t>(at - 1));
      }
    }
    work_ += seen;
    text = text.substr(0, same - 1);
  }
}

/// Rows with the same words in another order.
void NameIndex::Keys::AddReordered() {
  uint64_t key = 0;
  for (size_t i = 0; i < query_.words().size(); ++i) {
    if (query_.id(i) == kNoWord) return;
    key += index_.WordKey(query_.id(i));
  }
  if (query_.words().size() > 1) AddUnder(index_.by_words_, key);
}

/// Rows that are one slip away as a whole, blanks left out.
void NameIndex::Keys::AddNear() {
  const std::string text = WithoutBlanks(query_.parts().plain);
  if (text.size() < kNearMin) return;
  std::vector<ReferenceIndex::Near> near;
  index_.near_texts_.Find(text, kSameTextMax, &near);
  for (const auto& [place, edits] : near) {
    const uint32_t begin = index_.text_begin_[place];
    const std::string_view plain = index_.Plain(begin);
    uint32_t end = begin;
    while (end < index_.size() && end < begin + kSameTextMax &&
           index_.Plain(end) == plain) {
      rows_.push_back(end++);
    }
    work_ += end - begin;
    if (Full()) return;
  }
}

/// Tells whether to leave it at what was found, and remembers it.
bool NameIndex::Keys::Full() {
  const bool full = work_ >= kWorkMax / 2;
  spent_ = spent_ || full;
  return full;
}

void NameIndex::Keys::AddMended(const Variants& variants) {
  uint64_t known = 0;    // the key of the words that the index has
  uint32_t unknown = 0;  // the places of the others
  for (size_t i = 0; i < query_.words().size(); ++i) {
    if (query_.id(i) == kNoWord) {
      unknown |= 1u << i;
    } else {
      known += index_.WordKey(query_.id(i));
    }
  }
  const size_t before = rows_.size();
  for (const Variants::Variant& variant : variants.all()) {
    if ((unknown & ~uint32_t{variant.places}) != 0 || Full()) continue;
    uint64_t key = known + index_.WordKey(variant.word);
    size_t words = query_.words().size() + 1;
    if (variant.other != kNoWord) {
      key += index_.WordKey(variant.other);
      ++words;
    }
    for (uint32_t left = variant.places; left != 0; left &= left - 1) {
      const uint32_t id = query_.id(static_cast<size_t>(__builtin_ctz(left)));
      if (id != kNoWord) key -= index_.WordKey(id);
      --words;
    }
    if (words > 1) {
      if (key != known) AddUnder(index_.by_words_, key);
    } else {
      AddUnder(index_.by_core_,
               index_.CoreKey(index_.vocabulary_[variant.word]));
    }
  }
  close_ = close_ || rows_.size() > before;
}

/// Rows of which the query is the first letters, or that are its own.
void NameIndex::Keys::AddAcronyms() {
  const std::string& core = query_.parts().core;
  if (MayBeAcronym(core)) {
    AddFew(index_.by_acronym_, core);
  } else if (const std::string letters = AcronymOf(core); !letters.empty()) {
    AddFew(index_.by_core_, letters);
  }
}

/// Adds the rows under a key, unless they are many.
void NameIndex::Keys::AddFew(const KeyIndex& index, std::string_view core) {
  const size_t before = rows_.size();
  index.Visit(index_.CoreKey(core), [&](uint32_t entry) {
    rows_.push_back(entry);
    return rows_.size() - before <= kSameLettersMax;
  });
  work_ += static_cast<uint32_t>(rows_.size() - before);
  if (rows_.size() - before > kSameLettersMax) rows_.resize(before);
}

}  // namespace cashmatch
