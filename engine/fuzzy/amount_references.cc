// SPDX-License-Identifier: Apache-2.0
// amount_references.cc - keys of amounts with halves of texts.
// Tested by tests/unit/engine/fuzzy/amount_references_test.cc
#include "engine/fuzzy/amount_references.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/fuzzy/edit_distance.h"
#include "engine/fuzzy/short_edits.h"

namespace cashmatch {

uint64_t AmountReferences::KeyOf(uint64_t amount, bool first,
                                 std::string_view half) const {
  return HashText(half, HashMix(seed_ + (first ? 1 : 0), amount));
}

AmountReferences AmountReferences::Build(std::span<const Reference> references,
                                         uint64_t seed) {
  constexpr size_t kGrain = 65'536;  // rows of a chunk
  constexpr size_t kRowsMax = size_t{1} << 31;
  CASHMATCH_CHECK(references.size() < kRowsMax);
  AmountReferences made;
  made.seed_ = seed;
  made.copies_ = HugeArray<ShortText>(references.size());
  const size_t rows = references.size();
  std::vector<std::vector<KeyIndex::Entry>> runs(ChunkCount(rows, kGrain));
  ForEachChunk(rows, kGrain, [&](size_t chunk, size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      const auto& [text, amount] = references[row];
      if (text.size() > kLengthMax) continue;
      made.copies_[row] = ShortText::Of(text);
      const size_t half = HalfOf(text.size());
      const auto at = static_cast<uint32_t>(row);
      runs[chunk].push_back(
          {made.KeyOf(amount, true, text.substr(0, half)), at});
      runs[chunk].push_back(
          {made.KeyOf(amount, false, text.substr(text.size() - half)), at});
    }
  });
  made.index_ = KeyIndex::Build(runs);
  for (const Reference& reference : references) {
    const size_t length = reference.text.size();
    if (length <= kLengthMax) made.has_length_[length] = true;
  }
  return made;
}

/// Answers one query, in steps between which the memory that was asked for may
/// come: Ask, Gather, Finish.
class AmountReferences::Lookup {
 public:
  /// Asks for the keys under which a row within one edit may be filed.
  void Ask(const AmountReferences& of, const Reference& query) {
    keys_ = 0;
    rows_.clear();
    text_ = query.text;
    const std::string_view text = query.text;
    const size_t length = text.size();
    if (length > kLengthMax + 1) return;
    short_ = ShortText::Of(text.substr(0, kLengthMax));
    size_t asked = kLengthMax;  // the half asked for last
    for (size_t other = length == 0 ? 0 : length - 1; other <= length + 1;
         ++other) {
      const size_t half = HalfOf(other);
      if (!of.Has(other) || half == asked) continue;
      asked = half;
      AskFor(of, of.KeyOf(query.amount, true, text.substr(0, half)));
      AskFor(of, of.KeyOf(query.amount, false, text.substr(length - half)));
    }
  }

  void Gather(const AmountReferences& of) {
    for (size_t i = 0; i < keys_; ++i) {
      of.index_.Visit(key_[i], [&](uint32_t row) {
        __builtin_prefetch(&of.copies_[row]);
        rows_.push_back(row);
        return true;
      });
    }
  }

  void Finish(const AmountReferences& of, std::vector<uint32_t>* rows) {
    rows->clear();
    for (const uint32_t row : rows_) {
      if (Near(of.copies_[row])) rows->push_back(row);
    }
    std::sort(rows->begin(), rows->end());
    rows->erase(std::unique(rows->begin(), rows->end()), rows->end());
  }

 private:
  void AskFor(const AmountReferences& of, uint64_t key) {
    of.index_.Prefetch(key);
    key_[keys_++] = key;
  }

  bool Near(const ShortText& copy) const {
    return text_.size() <= kLengthMax
               ? EditsUpToOne(short_, copy, copy.size) < 2
               : WithinOneEdit(text_, {copy.text, copy.size});
  }

  std::string_view text_;
  ShortText short_;  // the text, if it is not longer than those indexed
  std::array<uint64_t, 6> key_;
  size_t keys_ = 0;
  std::vector<uint32_t> rows_;  // that share a half, perhaps both
};

void AmountReferences::FindEach(
    std::span<const Reference> queries,
    std::vector<std::vector<uint32_t>>* rows) const {
  rows->resize(queries.size());
  std::array<Lookup, 32> lookups;
  for (size_t from = 0; from < queries.size(); from += lookups.size()) {
    const size_t count = std::min(lookups.size(), queries.size() - from);
    const std::span<Lookup> some(lookups.data(), count);
    for (size_t i = 0; i < count; ++i) some[i].Ask(*this, queries[from + i]);
    for (Lookup& lookup : some) lookup.Gather(*this);
    for (size_t i = 0; i < count; ++i) {
      some[i].Finish(*this, &(*rows)[from + i]);
    }
  }
}

}  // namespace cashmatch
