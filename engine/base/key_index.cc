// SPDX-License-Identifier: Apache-2.0
// key_index.cc - building the index. Tested by
// tests/unit/engine/base/key_index_test.cc
#include "engine/base/key_index.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/parallel.h"
#include "engine/base/sort_by_key.h"

namespace cashmatch {

/// Entries whose keys share their first bits. They ascend, and so do their
/// buckets: each part fills buckets of its own, and walks memory forward.
struct KeyIndex::Part {
  std::span<const Entry> entries;                   // ascending, each once
  size_t keys = 0;                                  // distinct ones
  size_t rows = 0;                                  // of keys with many
  size_t first = 0;                                 // of these, in rows_
  size_t bucket_begin, bucket_end = 0;              // that it alone fills
  std::vector<std::pair<uint64_t, uint32_t>> left;  // found no room in them
};

/// Where an entry stands among those of its key.
struct KeyIndex::Place {
  bool first, last;
};

KeyIndex::Place KeyIndex::PlaceOf(std::span<const Entry> entries, size_t at) {
  const uint64_t key = entries[at].key;
  return {at == 0 || entries[at - 1].key != key,
          at + 1 == entries.size() || entries[at + 1].key != key};
}

KeyIndex KeyIndex::Build(std::span<const Entry> entries) {
  constexpr size_t kRun = size_t{1} << 17;
  std::vector<std::span<const Entry>> runs;
  for (size_t at = 0; at < entries.size(); at += kRun) {
    runs.push_back(entries.subspan(at, std::min(kRun, entries.size() - at)));
  }
  return BuildOf(runs);
}

KeyIndex KeyIndex::Build(std::span<const std::vector<Entry>> runs) {
  const std::vector<std::span<const Entry>> spans(runs.begin(), runs.end());
  return BuildOf(spans);
}

KeyIndex KeyIndex::BuildOf(std::span<const std::span<const Entry>> runs) {
  KeyIndex index;
  auto dealt = KeySorter<Entry>::Deal(runs);
  std::vector<Part> parts(dealt.parts());
  ForEachChunk(parts.size(), 1, [&](size_t i, size_t, size_t) {
    thread_local std::vector<Entry> sorted;
    const std::span<Entry> part = dealt.part(i);
    sorted.resize(part.size());
    KeySorter<Entry>::SortPart(part, sorted);
    const auto end =
        std::unique_copy(sorted.begin(), sorted.end(), part.begin());
    parts[i].entries = {part.begin(), end};
    for (size_t k = 0; k < parts[i].entries.size(); ++k) {
      const Place place = PlaceOf(parts[i].entries, k);
      parts[i].keys += place.first ? 1 : 0;
      parts[i].rows += place.first && place.last ? 0 : 1;
    }
  });
  size_t keys = 0, rows = 0;
  for (Part& part : parts) {
    keys += part.keys;
    part.first = std::exchange(rows, rows + part.rows);
  }
  if (keys == 0) return index;
  CASHMATCH_CHECK(rows < kLast);
  // Five eighths full: short probes, 12.8 bytes a key.
  index.buckets_ = HugeArray<Bucket>(keys / 5 + 1);
  index.rows_ = HugeArray<uint32_t>(rows);
  // The bucket where a part begins may be the last one of the part before.
  for (size_t i = 0; i < parts.size(); ++i) {
    parts[i].bucket_begin =
        i == 0 ? 0 : index.Home(uint64_t{i} << (64 - dealt.bits)) + 1;
    if (i != 0) parts[i - 1].bucket_end = parts[i].bucket_begin;
  }
  parts.back().bucket_end = index.buckets_.size();
  ForEachChunk(parts.size(), 1,
               [&](size_t i, size_t, size_t) { index.FillPart(&parts[i]); });
  for (const Part& part : parts) {
    for (const auto& [key, start] : part.left) {
      if (!index.InsertInto(index.Home(key), index.buckets_.size(), key,
                            start)) {
        index.InsertInto(0, index.buckets_.size(), key, start);
      }
    }
  }
  return index;
}

void KeyIndex::FillPart(Part* part) {
  const std::span<const Entry> entries = part->entries;
  size_t next = part->first;
  for (size_t i = 0; i < entries.size(); ++i) {
    const auto [key, row] = entries[i];
    const Place place = PlaceOf(entries, i);
    const bool alone = place.first && place.last;
    const uint32_t start =
        alone ? row | kAlone : static_cast<uint32_t>(next) + 1;
    if (!alone) rows_[next++] = row | (place.last ? kLast : 0);
    if (!place.first) continue;
    const size_t home = Home(key);
    if (home < part->bucket_begin ||
        !InsertInto(home, part->bucket_end, key, start)) {
      part->left.emplace_back(key, start);
    }
  }
}

/// Puts a key into the first of some buckets that has room, if one has.
bool KeyIndex::InsertInto(size_t begin, size_t end, uint64_t key,
                          uint32_t start) {
  for (size_t at = begin; at < end; ++at) {
    Bucket& bucket = buckets_[at];
    for (int slot = 0; slot < kSlots; ++slot) {
      if (bucket.start[slot] != 0) continue;
      bucket.tag[slot] = static_cast<uint32_t>(key);
      bucket.start[slot] = start;
      return true;
    }
  }
  return false;
}

std::optional<KeyIndex> KeyIndex::Over(std::span<const std::byte> buckets,
                                       std::span<const std::byte> rows,
                                       uint32_t row_end) {
  const auto fits = [](std::span<const std::byte> bytes, size_t size) {
    return bytes.size() % size == 0 &&
           reinterpret_cast<uintptr_t>(bytes.data()) % size == 0;
  };
  if (!fits(buckets, sizeof(Bucket)) || !fits(rows, sizeof(uint32_t))) {
    return std::nullopt;
  }
  KeyIndex index;
  index.buckets_ =
      HugeArray<Bucket>::Over({reinterpret_cast<const Bucket*>(buckets.data()),
                               buckets.size() / sizeof(Bucket)});
  index.rows_ =
      HugeArray<uint32_t>::Over({reinterpret_cast<const uint32_t*>(rows.data()),
                                 rows.size() / sizeof(uint32_t)});
  if (!index.IsSound(row_end)) return std::nullopt;
  return index;
}

bool KeyIndex::IsSound(uint32_t row_end) const {
  if (buckets_.size() == 0) return rows_.size() == 0;
  if (rows_.size() >= kLast ||
      (rows_.size() != 0 && (rows_[rows_.size() - 1] & kLast) == 0)) {
    return false;  // the last run has no end
  }
  constexpr size_t kGrain = size_t{1} << 16;
  std::atomic<bool> sound = true, free_slot = false;
  ForEachChunk(buckets_.size(), kGrain, [&](size_t, size_t from, size_t to) {
    uint32_t most = 0, most_row = 0;
    bool free_here = false;
    for (size_t at = from; at < to; ++at) {
      for (const uint32_t start : buckets_[at].start) {
        const bool alone = (start & kAlone) != 0;
        most = std::max(most, alone ? 0 : start);
        most_row = std::max(most_row, alone ? start & ~kAlone : 0);
      }
      if (!buckets_[at].full()) free_here = true;
    }
    if (most > rows_.size() || most_row >= row_end) sound = false;
    if (free_here) free_slot = true;
  });
  ForEachChunk(rows_.size(), kGrain, [&](size_t, size_t from, size_t to) {
    uint32_t most = 0;
    for (size_t at = from; at < to; ++at) {
      most = std::max(most, rows_[at] & ~kLast);
    }
    if (most >= row_end) sound = false;
  });
  return sound && free_slot;
}

}  // namespace cashmatch
