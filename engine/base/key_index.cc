// SPDX-License-Identifier: Apache-2.0
// key_index.cc - building the index. Tested by
// tests/unit/engine/base/key_index_test.cc
#include "engine/base/key_index.h"

#include <algorithm>

#include "engine/base/check.h"
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
