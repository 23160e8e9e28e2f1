// SPDX-License-Identifier: Apache-2.0
// reference_index.h - every row within one edit of a text.
//
// Two texts are within one edit if and only if they share one of their
// deletion variants (the text itself, and the text without any one byte) and
// prove it. The index files each distinct text under its variants: a bucket is
// one 64-byte line of twelve {tag, text} slots. A tag has four bits of the
// variant's hash and four of the place of the deleted byte: two texts that lack
// bytes at places far apart are two edits apart, and are passed over. A lookup
// asks for the lines of all its variants at once, then proves the few texts it
// found.
// Source: Bocek, Hunt, Stiller, "Fast similarity search in large dictionaries"
// (2007), with the variants hashed in constant time each.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/huge_array.h"

namespace cashmatch {

class ReferenceIndex {
 public:
  /// Longest text that is indexed, in bytes; longer ones are never found.
  static constexpr size_t kLengthMax = 64;

  struct Near {
    uint32_t row;
    uint8_t edits;  // 0 or 1
  };

  ReferenceIndex() = default;

  /// Indexes `forms`, which must outlive the index and must not move; row =
  /// position, equal forms are welcome. `seed` changes no result.
  /// Requires: fewer than 2^32 - 1 forms.
  /// Cost: parallel; 6.7 bytes for each byte of a distinct form, and 27 more a
  /// row: 85 bytes a row of ten digits.
  static ReferenceIndex Build(std::span<const std::string_view> forms,
                              uint64_t seed);

  /// Sets `near` to all rows whose form is within one edit (insert, delete,
  /// substitute, transpose) of `query`, ascending. If they are more than
  /// `rows_max`, returns false and leaves `near` empty: too many to mean
  /// anything.
  /// Threads: any number at a time. Cost: one cache line for each byte of
  /// `query`, two for each form found.
  bool Find(std::string_view query, size_t rows_max,
            std::vector<Near>* near) const;

  size_t bytes() const {
    return buckets_.bytes() + next_.bytes() + short_.bytes();
  }

 private:
  static constexpr int kSlots = 12;
  static constexpr int kPartBits = 6;
  static constexpr size_t kParts = size_t{1} << kPartBits;

  struct Bucket {
    uint8_t tag[kSlots];
    uint8_t used;    // slots filled
    uint8_t passed;  // not 0: an entry that belongs here lies further on
    uint8_t spare[2];
    uint32_t head[kSlots];  // lowest row of a form
  };
  static_assert(sizeof(Bucket) == 64);

  /// A copy of a form that proves it in one cache line.
  struct Short {
    static constexpr size_t kMax = 15;
    static constexpr uint8_t kLong = 0x7F;      // only forms_ has the text
    static constexpr uint8_t kFollowed = 0x80;  // next_ has another row
    uint8_t size;                               // or kLong; and kFollowed
    char text[kMax];
  };

  struct Variant {
    uint64_t key;
    uint32_t head;
    uint8_t tag;
  };
  class Builder;
  class Lookup;

  /// A variant of a text: its hash, and the deleted byte, the last of its run
  /// of equal ones; kWhole if none is.
  struct Deletion {
    uint64_t key;
    size_t place;
  };
  static constexpr size_t kWhole = SIZE_MAX;

  /// Calls `visit(Deletion)` for each distinct variant of `text`.
  template <class Visitor>
  void ForEachVariant(std::string_view text, const Visitor& visit) const;

  /// The four bits of a tag that say which byte was deleted.
  static int PlaceCode(size_t place) {
    return place == kWhole ? kWholeCode : static_cast<int>(place % kWholeCode);
  }
  static uint16_t PlacesWithin(std::string_view query, size_t place);
  static constexpr int kWholeCode = 15;

  static size_t PartOf(uint64_t key) { return key >> (64 - kPartBits); }
  size_t Home(uint64_t key) const {
    const size_t part = PartOf(key);
    const size_t size = part_begin_[part + 1] - part_begin_[part];
    return part_begin_[part] +
           static_cast<size_t>(
               (static_cast<unsigned __int128>(key << kPartBits) * size) >> 64);
  }
  /// The bucket after `at`; the parts of the table are rings of their own, so
  /// that they can be filled side by side.
  size_t Next(size_t at, size_t part) const {
    return at + 1 == part_begin_[part + 1] ? part_begin_[part] : at + 1;
  }
  void Insert(const Variant& variant);
  std::string_view Form(uint32_t row) const {
    const Short& copy = short_[row];
    const uint8_t size = copy.size & ~Short::kFollowed;
    return size == Short::kLong ? forms_[row]
                                : std::string_view(copy.text, size);
  }

  std::span<const std::string_view> forms_;
  std::array<uint64_t, kLengthMax + 1> multiplier_ = {};
  std::array<size_t, kParts + 1> part_begin_ = {};
  HugeArray<Bucket> buckets_;
  HugeArray<Short> short_;    // by row
  HugeArray<uint32_t> next_;  // 1 + the next row of the same form; 0: none
};

}  // namespace cashmatch
