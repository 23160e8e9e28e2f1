// SPDX-License-Identifier: Apache-2.0
// amount_references.h - rows of a known amount within one edit of a text.
//
// One edit leaves the first or the last half of a text as it is. Each row is
// filed under its amount with its first half, and under its amount with its
// last, so a lookup sees the few rows that share both, not all of the amount.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/huge_array.h"
#include "engine/base/key_index.h"
#include "engine/fuzzy/short_text.h"

namespace cashmatch {

class AmountReferences {
 public:
  /// Longest text that is indexed, in bytes; longer ones are never found.
  static constexpr size_t kLengthMax = ShortText::kMost;

  /// A text, and a number that says of what amount (and currency) it is.
  struct Reference {
    std::string_view text;
    uint64_t amount;
  };

  AmountReferences() = default;

  /// Indexes copies of `references`; row = position. `seed` changes no result.
  /// Requires: fewer than 2^31 references.
  /// Cost: parallel; at most 50 bytes a row.
  static AmountReferences Build(std::span<const Reference> references,
                                uint64_t seed);

  /// Sets rows[i] to all rows of the amount of query i whose text is within
  /// one edit (insert, delete, substitute, transpose) of its text, ascending;
  /// once in four billion, a row of another amount, too: the caller has them.
  /// Threads: any number at a time. Cost: two lines of memory for each of two
  /// to four keys, and one for each row of the amount that shares a half.
  void FindEach(std::span<const Reference> queries,
                std::vector<std::vector<uint32_t>>* rows) const;

  size_t bytes() const { return index_.bytes() + copies_.bytes(); }

 private:
  class Lookup;

  /// How much of each end is filed of a text of a length: two halves that leave
  /// one byte between them, so that no two neighbours lie in both.
  static size_t HalfOf(size_t length) {
    return length == 0 ? 0 : (length - 1) / 2;
  }
  uint64_t KeyOf(uint64_t amount, bool first, std::string_view half) const;
  bool Has(size_t length) const {
    return length < has_length_.size() && has_length_[length];
  }

  uint64_t seed_ = 0;
  KeyIndex index_;
  HugeArray<ShortText> copies_;  // by row
  std::array<bool, kLengthMax + 1> has_length_ = {};
};

}  // namespace cashmatch
