// SPDX-License-Identifier: Apache-2.0
// duplicate_ids.cc - one open-addressing table of row numbers.
// Tested by tests/unit/adapters/read/rows/duplicate_ids_test.cc
//
// A slot holds 32 bits of the hash and the row, so that a probe compares texts
// only where they are very likely equal. Rows go in by batches whose slots are
// prefetched first.
#include "adapters/read/rows/duplicate_ids.h"

#include <algorithm>
#include <array>
#include <bit>
#include <random>
#include <string>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/huge_array.h"

namespace cashmatch {
namespace {

constexpr size_t kBatch = 32;
constexpr uint32_t kNone = UINT32_MAX;

uint64_t DrawSeed() {
  std::random_device draw;
  return (static_cast<uint64_t>(draw()) << 32) | draw();
}

class RowTable {
 public:
  explicit RowTable(std::span<const IdAt> ids)
      : ids_(ids), slots_(std::bit_ceil(2 * ids.size() + 1)) {}

  void Prefetch(uint64_t hash) const {
    __builtin_prefetch(&slots_[Home(hash)], 1);
  }

  /// Puts a row in, or returns the row of the same key that is there already.
  uint32_t Insert(uint64_t hash, uint32_t row) {
    const auto tag = static_cast<uint32_t>(hash);
    for (size_t at = Home(hash);; at = (at + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[at];
      if (slot.row_plus_1 == 0) {
        slot = {tag, row + 1};
        return kNone;
      }
      if (slot.tag == tag && ids_[slot.row_plus_1 - 1].id == ids_[row].id) {
        return slot.row_plus_1 - 1;
      }
    }
  }

 private:
  struct Slot {
    uint32_t tag, row_plus_1;
  };
  size_t Home(uint64_t hash) const {
    return (hash >> 32) & (slots_.size() - 1);
  }

  std::span<const IdAt> ids_;
  HugeArray<Slot> slots_;
};

}  // namespace

std::vector<DuplicateId> FindDuplicates(std::span<const IdAt> ids) {
  CASHMATCH_CHECK(ids.size() < kNone);
  if (ids.size() < 2) return {};  // a seed costs more than a row
  const uint64_t seed = DrawSeed();
  RowTable table(ids);
  std::vector<DuplicateId> duplicates;
  std::array<uint64_t, kBatch> hashes;
  for (size_t begin = 0; begin < ids.size(); begin += kBatch) {
    const size_t end = std::min(ids.size(), begin + kBatch);
    for (size_t i = begin; i < end; ++i) {
      hashes[i - begin] = HashText(ids[i].id, seed);
      table.Prefetch(hashes[i - begin]);
    }
    for (size_t i = begin; i < end; ++i) {
      const uint32_t row =
          table.Insert(hashes[i - begin], static_cast<uint32_t>(i));
      if (row != kNone) duplicates.push_back({ids[row], ids[i]});
    }
  }
  return duplicates;
}

void AddDuplicateFindings(std::span<const IdAt> ids, std::string_view code,
                          std::string_view column, RowFindings* findings) {
  for (const auto& [first, again] : FindDuplicates(ids)) {
    Finding* const f =
        findings->Add(code, Severity::kRejected, again.place, column);
    if (f == nullptr) continue;
    f->found = Quote(again.id) + " again, first in line " +
               std::to_string(first.place.line);
    f->expected = "each " + std::string(column) + " once";
  }
}

}  // namespace cashmatch
