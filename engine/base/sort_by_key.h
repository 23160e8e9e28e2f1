// SPDX-License-Identifier: Apache-2.0
// sort_by_key.h - sorts entries whose 64-bit keys are spread evenly: hashes.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

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
  /// Entries dealt to parts: those of a part share the first `bits` bits of the
  /// key, and parts stand in their order.
  struct Dealt {
    std::unique_ptr<Entry[]> entries;
    std::vector<size_t> first;  // of each part; and the end
    int bits = 0;

    size_t parts() const { return first.size() - 1; }
    std::span<Entry> part(size_t i) {
      return {entries.get() + first[i], first[i + 1] - first[i]};
    }
  };

  static void Sort(std::vector<Entry>* entries) {
    if (entries->size() < kSmall) {
      std::sort(entries->begin(), entries->end());
      return;
    }
    std::vector<std::span<const Entry>> runs;
    for (size_t at = 0; at < entries->size(); at += kChunk) {
      runs.push_back(std::span<const Entry>(*entries).subspan(
          at, std::min(kChunk, entries->size() - at)));
    }
    Dealt dealt = Deal(runs);
    ForEachChunk(dealt.parts(), 1, [&](size_t i, size_t, size_t) {
      const std::span<Entry> part = dealt.part(i);
      SortPart(part, {entries->data() + dealt.first[i], part.size()});
    });
  }

  /// Deals the entries of some runs to parts, in the order of the runs.
  static Dealt Deal(std::span<const std::span<const Entry>> runs) {
    Dealt dealt;
    size_t count = 0;
    for (const auto& run : runs) count += run.size();
    dealt.bits =
        std::clamp(static_cast<int>(std::bit_width(count / kPartEntries)), 1,
                   kPartBitsMost);
    dealt.entries = std::make_unique_for_overwrite<Entry[]>(count);
    const size_t parts = size_t{1} << dealt.bits;
    std::vector<size_t> next(parts * runs.size(), 0);  // by run, then part
    ForEachChunk(runs.size(), 1, [&](size_t run, size_t, size_t) {
      size_t* const sizes = next.data() + run * parts;
      for (const Entry& entry : runs[run]) {
        ++sizes[Place(entry.key, dealt.bits)];
      }
    });
    size_t at = 0;
    for (size_t part = 0; part < parts; ++part) {
      dealt.first.push_back(at);
      for (size_t run = 0; run < runs.size(); ++run) {
        at += std::exchange(next[run * parts + part], at);
      }
    }
    dealt.first.push_back(at);
    ForEachChunk(runs.size(), 1, [&](size_t run, size_t, size_t) {
      size_t* const to = next.data() + run * parts;
      for (const Entry& entry : runs[run]) {
        dealt.entries[to[Place(entry.key, dealt.bits)]++] = entry;
      }
    });
    return dealt;
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

 private:
  static constexpr size_t kSmall = 4096;
  static constexpr size_t kPartEntries = 8192;  // 128 KiB of 16 bytes
  static constexpr int kPartBitsMost = 10;
  static constexpr size_t kChunk = size_t{1} << 18;
  static constexpr size_t kCellEntries = 4;

  static size_t Place(uint64_t key, int bits) {
    return static_cast<size_t>(key >> (64 - bits));
  }
};

template <class Entry>
void SortByKey(std::vector<Entry>* entries) {
  KeySorter<Entry>::Sort(entries);
}

}  // namespace cashmatch
