// SPDX-License-Identifier: Apache-2.0
// sort_by_key.h - sorts entries whose 64-bit keys are spread evenly: hashes.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/huge_array.h"
#include "engine/base/parallel.h"

namespace cashmatch {

/// Sorts `entries` by their `key`, ties by `operator<`, which must order whole
/// entries by key first. Entries are dealt out by the first bits of the key to
/// parts that fit a cache, each part by the next bits to cells of a few, and
/// each cell is sorted: linear where keys are evenly spread, and never worse
/// than a comparison sort where they are not.
///
/// Same result for any number of threads.  Cost: some 15 ns an entry; a copy of
/// the entries.  Threads: uses the calling TBB arena.
/// Source: the partitions of a radix join, Balkesen et al., ICDE 2013.
template <class Entry>
class KeySorter {
 public:
  static void Sort(std::vector<Entry>* entries) {
    const size_t count = entries->size();
    if (count < kSmall) {
      std::sort(entries->begin(), entries->end());
      return;
    }
    HugeArray<Entry> dealt(count);
    const std::vector<size_t> first = Deal(*entries, &dealt);
    ForEachChunk(first.size() - 1, 1, [&](size_t part, size_t, size_t) {
      const size_t size = first[part + 1] - first[part];
      SortPart({dealt.data() + first[part], size},
               {entries->data() + first[part], size});
    });
  }

 private:
  static constexpr size_t kSmall = 4096;
  static constexpr size_t kPartEntries = 8192;  // 128 KiB of 16 bytes
  static constexpr int kPartBitsMost = 10;
  static constexpr size_t kChunk = size_t{1} << 18;
  static constexpr size_t kCellEntries = 4;

  static size_t Place(uint64_t key, int bits) {
    return static_cast<size_t>(key >> (64 - bits));
  }

  /// Deals all entries to parts; returns where each begins, and the end.
  static std::vector<size_t> Deal(const std::vector<Entry>& entries,
                                  HugeArray<Entry>* to) {
    const size_t count = entries.size();
    const int bits =
        std::clamp(static_cast<int>(std::bit_width(count / kPartEntries)), 1,
                   kPartBitsMost);
    const size_t parts = size_t{1} << bits;
    const size_t chunks = ChunkCount(count, kChunk);
    std::vector<size_t> next(parts * chunks, 0);  // by part, then chunk
    ForEachChunk(count, kChunk, [&](size_t chunk, size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        ++next[Place(entries[i].key, bits) * chunks + chunk];
      }
    });
    std::vector<size_t> first(parts + 1, 0);
    size_t at = 0;
    for (size_t part = 0; part < parts; ++part) {
      first[part] = at;
      for (size_t chunk = 0; chunk < chunks; ++chunk) {
        const size_t size = next[part * chunks + chunk];
        next[part * chunks + chunk] = at;
        at += size;
      }
    }
    first[parts] = at;
    ForEachChunk(count, kChunk, [&](size_t chunk, size_t begin, size_t end) {
      std::vector<size_t> position(parts);
      for (size_t part = 0; part < parts; ++part) {
        position[part] = next[part * chunks + chunk];
      }
      for (size_t i = begin; i < end; ++i) {
        (*to)[position[Place(entries[i].key, bits)]++] = entries[i];
      }
    });
    return first;
  }

  /// Sorts one part from `from` into `to`. Its keys share their first bits, so
  /// cells are counted from the least and greatest key.
  static void SortPart(std::span<Entry> from, std::span<Entry> to) {
    if (from.empty()) return;
    uint64_t least = from[0].key, most = from[0].key;
    for (const Entry& entry : from) {
      least = std::min(least, entry.key);
      most = std::max(most, entry.key);
    }
    const int wanted =
        static_cast<int>(std::bit_width(from.size() / kCellEntries));
    const int shift =
        std::max(0, static_cast<int>(std::bit_width(most - least)) - wanted);
    const size_t cells = static_cast<size_t>((most - least) >> shift) + 1;
    const auto cell_of = [&](uint64_t key) {
      return static_cast<size_t>((key - least) >> shift);
    };
    std::vector<uint32_t> next(cells + 1, 0);
    for (const Entry& entry : from) ++next[cell_of(entry.key) + 1];
    for (size_t cell = 1; cell <= cells; ++cell) next[cell] += next[cell - 1];
    for (const Entry& entry : from) to[next[cell_of(entry.key)]++] = entry;
    size_t begin = 0;
    for (size_t cell = 0; cell < cells; ++cell) {
      const size_t end = next[cell];
      if (end - begin > 1) {
        std::sort(to.begin() + static_cast<ptrdiff_t>(begin),
                  to.begin() + static_cast<ptrdiff_t>(end));
      }
      begin = end;
    }
  }
};

template <class Entry>
void SortByKey(std::vector<Entry>* entries) {
  KeySorter<Entry>::Sort(entries);
}

}  // namespace cashmatch
