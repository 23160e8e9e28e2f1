// SPDX-License-Identifier: Apache-2.0
// key_index.h - the indexed hash structure: 64-bit key -> ascending rows.
//
// One cache line is a bucket of eight slots {tag, start}; `start` is the row of
// a key that has one, or points to a run of rows in one array, whose last row
// carries a mark. A probe costs one line, and one more for a key of many rows;
// many equal keys cost one slot, so no input can make a chain long. Keys are
// not stored: a slot is found by 32 bits of the key and its bucket, and the
// caller proves each row on its own columns.
#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/huge_array.h"

namespace cashmatch {

class KeyIndex {
 public:
  struct Entry {
    uint64_t key;
    uint32_t row;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };

  KeyIndex() = default;

  /// Builds the index; entries may come in any order, equal ones count once.
  /// Requires: rows below 2^31.  Threads: uses the calling TBB arena.
  /// Cost: a copy of the entries; linear where the keys are hashes, some 35 ns
  /// an entry.
  static KeyIndex Build(std::span<const Entry> entries);
  static KeyIndex Build(std::initializer_list<Entry> entries) {
    return Build(std::span(entries.begin(), entries.size()));
  }
  /// The same of entries that were collected in several places.
  static KeyIndex Build(std::span<const std::vector<Entry>> runs);

  /// Asks for the bucket of `key` ahead of a Visit.
  void Prefetch(uint64_t key) const {
    if (buckets_.size() != 0) __builtin_prefetch(&buckets_[Home(key)]);
  }

  /// Calls `visit(row)` for every row whose key may be `key`: all that were
  /// added under it, in ascending order, and once in four billion another.
  /// `visit` returns false to stop.
  template <class Visitor>
  void Visit(uint64_t key, const Visitor& visit) const {
    if (buckets_.size() == 0) return;
    const auto tag = static_cast<uint32_t>(key);
    for (size_t at = Home(key);; at = Next(at)) {
      const Bucket& bucket = buckets_[at];
      for (uint32_t slots = bucket.With(tag); slots != 0; slots &= slots - 1) {
        const uint32_t start = bucket.start[std::countr_zero(slots)];
        if (start == 0 || !VisitRows(start, visit)) return;
      }
      if (!bucket.full()) return;
    }
  }

  // The same in steps, so that many keys can be looked up side by side and no
  // step waits for memory: Prefetch, Find, OnlyRow.

  /// What tells the rows of `key`, or 0 if it has none. One line of memory.
  uint32_t Find(uint64_t key) const {
    if (buckets_.size() == 0) return 0;
    const auto tag = static_cast<uint32_t>(key);
    for (size_t at = Home(key);; at = Next(at)) {
      const Bucket& bucket = buckets_[at];
      const uint32_t slots = bucket.With(tag);
      if (slots != 0) return bucket.start[std::countr_zero(slots)];
      if (!bucket.full()) return 0;
    }
  }
  /// The row that Find found, or kNoRow where there is none or more than one.
  /// It may be that of another key; others of `key` may then stand elsewhere.
  static uint32_t OnlyRow(uint32_t found) {
    return (found & kAlone) != 0 ? found & ~kAlone : kNoRow;
  }
  static constexpr uint32_t kNoRow = UINT32_MAX;

  size_t bytes() const { return buckets_.bytes() + rows_.bytes(); }

  // The index as bytes, for a snapshot, and back.

  std::span<const std::byte> bucket_bytes() const { return BytesOf(buckets_); }
  std::span<const std::byte> row_bytes() const { return BytesOf(rows_); }

  /// An index over bytes that another gave, which must outlive it; they are
  /// aligned to 64. Nothing if they are none, or lead to a row that is not
  /// below `row_end`. Cost: one parallel pass.
  static std::optional<KeyIndex> Over(std::span<const std::byte> buckets,
                                      std::span<const std::byte> rows,
                                      uint32_t row_end);

 private:
  static constexpr int kSlots = 8;
  static constexpr uint32_t kLast = uint32_t{1} << 31;
  static constexpr uint32_t kAlone = kLast;

  /// Slots fill up from the first; a free one is all zero.
  struct Bucket {
    uint32_t tag[kSlots];
    // 0: free; with kAlone the row itself; else 1 + position in rows_.
    uint32_t start[kSlots];

    bool full() const { return start[kSlots - 1] != 0; }
    /// A bit for each slot of this tag, without a branch that could be guessed
    /// wrong. For tag 0 free slots are among them, behind all others.
    uint32_t With(uint32_t wanted) const {
      uint32_t slots = 0;
      for (int i = 0; i < kSlots; ++i) {
        slots |= uint32_t{tag[i] == wanted} << i;
      }
      return slots;
    }
  };
  static_assert(sizeof(Bucket) == 64);

  size_t Home(uint64_t key) const {
    return static_cast<size_t>(
        (static_cast<unsigned __int128>(key) * buckets_.size()) >> 64);
  }
  size_t Next(size_t at) const {
    return at + 1 == buckets_.size() ? 0 : at + 1;
  }

  template <class Visitor>
  bool VisitRows(uint32_t start, const Visitor& visit) const {
    if ((start & kAlone) != 0) return visit(start & ~kAlone);
    for (size_t at = start - 1;; ++at) {
      const uint32_t row = rows_[at];
      if (!visit(row & ~kLast)) return false;
      if ((row & kLast) != 0) return true;
    }
  }

  struct Part;
  struct Place;
  static Place PlaceOf(std::span<const Entry> entries, size_t at);
  static KeyIndex BuildOf(std::span<const std::span<const Entry>> runs);
  void FillPart(Part* part);
  bool InsertInto(size_t begin, size_t end, uint64_t key, uint32_t start);
  /// True if no probe and no run can leave the arrays or go on for ever.
  bool IsSound(uint32_t row_end) const;

  template <class T>
  static std::span<const std::byte> BytesOf(const HugeArray<T>& array) {
    return std::as_bytes(std::span<const T>(array.data(), array.size()));
  }

  HugeArray<Bucket> buckets_;
  HugeArray<uint32_t> rows_;  // of keys that have more than one
};

}  // namespace cashmatch
