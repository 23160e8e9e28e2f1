// SPDX-License-Identifier: Apache-2.0
// key_index.cc - building the index. Tested by
// tests/unit/engine/base/key_index_test.cc
#include "engine/base/key_index.h"

#include <algorithm>
#include <atomic>

#include "engine/base/check.h"
#include "engine/base/parallel.h"
#include "engine/base/sort_by_key.h"

namespace cashmatch {

KeyIndex KeyIndex::Build(std::vector<Entry> entries) {
  KeyIndex index;
  if (entries.empty()) return index;
  CASHMATCH_CHECK(entries.size() < kLast);
  SortByKey(&entries);
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  size_t keys = 1;
  for (size_t i = 1; i < entries.size(); ++i) {
    keys += entries[i].key != entries[i - 1].key;
  }
  // Five eighths full: short probes, 12.8 bytes a key.
  index.buckets_ = HugeArray<Bucket>(keys / 5 + 1);
  index.rows_ = HugeArray<uint32_t>(entries.size());
  for (size_t i = 0; i < entries.size(); ++i) {
    const bool first = i == 0 || entries[i].key != entries[i - 1].key;
    const bool last =
        i + 1 == entries.size() || entries[i].key != entries[i + 1].key;
    index.rows_[i] = entries[i].row | (last ? kLast : 0);
    // Keys ascend, and so do their buckets: the build walks memory forward.
    if (first) index.Insert(entries[i].key, static_cast<uint32_t>(i) + 1);
  }
  return index;
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
  if (rows_.size() >= kLast || rows_.size() == 0 ||
      (rows_[rows_.size() - 1] & kLast) == 0) {
    return false;  // the last run has no end
  }
  constexpr size_t kGrain = size_t{1} << 16;
  std::atomic<bool> sound = true, free_slot = false;
  ForEachChunk(buckets_.size(), kGrain, [&](size_t, size_t from, size_t to) {
    uint32_t most = 0, least = UINT32_MAX;
    for (size_t at = from; at < to; ++at) {
      for (const uint32_t start : buckets_[at].start) {
        most = std::max(most, start);
        least = std::min(least, start);
      }
    }
    if (most > rows_.size()) sound = false;
    if (least == 0) free_slot = true;
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

void KeyIndex::Insert(uint64_t key, uint32_t start) {
  for (size_t at = Home(key);; at = Next(at)) {
    Bucket& bucket = buckets_[at];
    for (int slot = 0; slot < kSlots; ++slot) {
      if (bucket.start[slot] != 0) continue;
      bucket.tag[slot] = static_cast<uint32_t>(key);
      bucket.start[slot] = start;
      return;
    }
  }
}

}  // namespace cashmatch
