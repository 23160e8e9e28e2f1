// SPDX-License-Identifier: Apache-2.0
// reference_index.h - every row within one edit of a text.
//
// Two texts are within one edit if and only if they share one of their
// deletion variants (the text itself, and the text without any one byte) and
// prove it. The index files each distinct text under its variants: a bucket is
// one 64-byte line of twelve slots {tag, text}. A tag has six bits of the
// variant's hash and says which byte was deleted: two texts that lack bytes at
// places far apart are two edits apart, and are passed over. Variants that only
// texts of a length could share that nobody has are not looked for. What is
// left is proved on copies of the texts, one line each.
// Many queries are answered side by side: first the lines of all variants are
// asked for, then those of all texts found, so that no step waits for memory.
// Source: Bocek, Hunt, Stiller, "Fast similarity search in large dictionaries"
// (2007), with the variants hashed in constant time each; the batches after
// Chen, Ailamaki, Gibbons, Mowry, "Improving hash join performance through
// prefetching" (ICDE 2004).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/huge_array.h"
#include "engine/fuzzy/deletions.h"
#include "engine/fuzzy/short_text.h"

namespace cashmatch {

class ReferenceIndex {
 public:
  /// Longest text that is indexed, in bytes; longer ones are never found.
  static constexpr size_t kLengthMax = Deletions::kLengthMax;

  struct Near {
    uint32_t row;
    uint8_t edits;  // 0 or 1
  };

  /// What some queries found.
  class Answers {
   public:
    /// The rows within one edit of query i, ascending.
    std::span<const Near> operator[](size_t i) const {
      return std::span(near_).subspan(parts_[i].begin, parts_[i].size);
    }
    /// True if they are more than was asked for; then none is kept.
    bool TooMany(size_t i) const { return parts_[i].too_many; }

   private:
    friend class ReferenceIndex;
    struct Part {
      size_t begin, size;
      bool too_many;
    };
    std::vector<Near> near_;
    std::vector<Part> parts_;  // of each query
  };

  ReferenceIndex() = default;

  /// Indexes copies of `forms`; row = position, equal forms are welcome. `seed`
  /// changes no result.
  /// Requires: fewer than 2^32 - 1 forms.
  /// Cost: parallel; 8.2 bytes for each byte of a distinct form, and 20 more a
  /// row: 102 bytes a row of ten digits.
  static ReferenceIndex Build(std::span<const std::string_view> forms,
                              uint64_t seed);

  /// Sets `near` to all rows whose form is within one edit (insert, delete,
  /// substitute, transpose) of `query`, ascending. If they are more than
  /// `rows_max`, returns false and leaves `near` empty: too many to mean
  /// anything.
  /// Threads: any number at a time. Cost: at most one cache line for each byte
  /// of `query`, and one for each form found.
  bool Find(std::string_view query, size_t rows_max,
            std::vector<Near>* near) const;

  /// Sets `answers` to what Find finds for each of the queries, faster than one
  /// by one where the index is larger than the caches.
  void FindEach(std::span<const std::string_view> queries, size_t rows_max,
                Answers* answers) const;

  size_t bytes() const {
    return buckets_.bytes() + next_.bytes() + copies_.bytes() +
           long_texts_.capacity();
  }

 private:
  static constexpr int kSlots = 12;
  static constexpr int kPartBits = 6;
  static constexpr size_t kParts = size_t{1} << kPartBits;

  struct Bucket {
    // Four bits of the hash, and above them the code of the deleted byte's
    // place, never 0; 0: a free slot.
    uint8_t tag[kSlots];
    // Two further bits of the hash for each slot, and from kPassedShift on a
    // bit for each class of hashes of which one that belongs here lies further
    // on.
    uint32_t more;
    uint32_t head[kSlots];  // lowest row of a form
  };
  static_assert(sizeof(Bucket) == 64);

  static constexpr uint32_t kPassedShift = 2 * kSlots;
  static uint32_t TagOf(uint64_t key) { return key & 15; }
  static uint32_t MoreOf(uint64_t key) { return (key >> 4) & 3; }
  static uint32_t PassedBit(uint64_t key) {
    return uint32_t{1} << (kPassedShift + ((key >> 6) & 7));
  }

  // Codes of places: 1 + the place, modulo kPlaceCodes; or the whole text.
  static constexpr size_t kPlaceCodes = 14;
  static constexpr size_t kWholeCode = 15;
  static constexpr uint16_t kAnyPlace = UINT16_MAX;
  static constexpr uint16_t kNoPlace = uint16_t{1} << kWholeCode;
  static size_t CodeOf(size_t place) { return 1 + place % kPlaceCodes; }

  // The size of a copy that is too long to be one, and a mark on the sizes of
  // those that next_ says more of.
  static constexpr uint8_t kLong = 0x7F;
  static constexpr uint8_t kFollowed = 0x80;

  class Builder;
  class Lookup;

  static size_t PartOf(uint64_t key) { return key >> (64 - kPartBits); }
  size_t Home(uint64_t key) const {
    return static_cast<size_t>(
        (static_cast<unsigned __int128>(key) * buckets_.size()) >> 64);
  }
  /// The bucket after `at`. Keys of a part have their home in the same
  /// kParts-th of the table, which is a ring of its own, so that they can be
  /// filled side by side.
  size_t Next(size_t at, size_t part) const {
    const size_t size = buckets_.size() / kParts;
    return at + 1 == (part + 1) * size ? part * size : at + 1;
  }
  std::string_view Form(uint32_t row) const;
  bool Has(size_t length) const {
    return length < has_length_.size() && has_length_[length];
  }
  bool AppendRows(std::span<const uint64_t> found, size_t rows_max,
                  std::vector<Near>* near) const;

  Deletions deletions_;
  std::array<bool, kLengthMax + 1> has_length_ = {};  // among the forms
  HugeArray<Bucket> buckets_;
  HugeArray<ShortText> copies_;  // by row
  HugeArray<uint32_t> next_;     // 1 + the next row of the same form; 0: none
  std::vector<char> long_texts_;
};

}  // namespace cashmatch
