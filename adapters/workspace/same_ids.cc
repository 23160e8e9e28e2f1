// SPDX-License-Identifier: Apache-2.0
// same_ids.cc - brings equal ids together and compares what they stand for.
// Tested by tests/unit/adapters/workspace/same_ids_test.cc
#include "adapters/workspace/same_ids.h"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <compare>
#include <random>
#include <span>
#include <tuple>

#include "adapters/read/finding.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

auto PlainFields(const Receipt& r) {
  return std::tie(r.account, r.booking_date, r.value_date, r.currency, r.amount,
                  r.direction, r.bank_reference, r.payer_name, r.payer_account,
                  r.payer_bank, r.payer_id);
}

bool SameReference(const Reference& a, const Reference& b) {
  return a.type == b.type && a.value == b.value;
}

bool SameAdjustment(const Adjustment& a, const Adjustment& b) {
  return a.amount == b.amount && a.reason == b.reason &&
         a.reference == b.reference;
}

bool SameContent(const ReceiptBlock& block, const Receipt& a,
                 const Receipt& b) {
  const auto same_line = [&](const AdviceLine& x, const AdviceLine& y) {
    return std::tie(x.reference, x.gross, x.discount, x.paid) ==
               std::tie(y.reference, y.gross, y.discount, y.paid) &&
           std::ranges::equal(block.Adjustments(x), block.Adjustments(y),
                              SameAdjustment);
  };
  return PlainFields(a) == PlainFields(b) &&
         std::ranges::equal(block.References(a), block.References(b),
                            SameReference) &&
         std::ranges::equal(block.Texts(a), block.Texts(b)) &&
         std::ranges::equal(block.Advice(a), block.Advice(b), same_line);
}

// Rows of a block by a hash of their id; rows of one id stand together.
struct HashedRow {
  uint64_t hash;
  uint32_t row;
  friend auto operator<=>(const HashedRow&, const HashedRow&) = default;
};

std::vector<HashedRow> RowsById(const ReceiptBlock& receipts) {
  // Drawn anew for each run: nobody can make the groups below large.
  std::random_device device;
  const uint64_t seed = (uint64_t{device()} << 32) | device();
  std::vector<HashedRow> rows;
  for (uint32_t i = 0; i < receipts.receipts.size(); ++i) {
    if (!receipts.receipts[i].id.empty()) rows.push_back({0, i});
  }
  constexpr size_t kGrain = 65536;
  ForEachChunk(rows.size(), kGrain, [&](size_t, size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      rows[i].hash = HashText(receipts.receipts[rows[i].row].id, seed);
    }
  });
  tbb::parallel_sort(rows.begin(), rows.end());
  return rows;
}

// Adds a pair for each id of a group of equal hashes with several contents.
void AddConflicts(const ReceiptBlock& block, std::span<HashedRow> group,
                  std::vector<ReceiptPair>* pairs) {
  const auto key = [&](const HashedRow& at) {
    const Receipt& r = block.receipts[at.row];
    return std::tuple(r.id, block.files[r.file].name, r.position, at.row);
  };
  std::ranges::sort(group, {}, key);
  bool told = false;
  for (size_t first = 0, i = 1; i < group.size(); ++i) {
    const Receipt& a = block.receipts[group[first].row];
    const Receipt& b = block.receipts[group[i].row];
    if (a.id != b.id) {
      first = i;
      told = false;
    } else if (!told && !SameContent(block, a, b)) {
      pairs->emplace_back(ReceiptRow{group[first].row},
                          ReceiptRow{group[i].row});
      told = true;
    }
  }
}

}  // namespace

std::vector<ReceiptPair> FindIdsWithOtherContent(const ReceiptBlock& receipts) {
  std::vector<HashedRow> rows = RowsById(receipts);
  std::vector<ReceiptPair> pairs;
  for (size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    while (end < rows.size() && rows[end].hash == rows[begin].hash) ++end;
    if (end - begin == 1) continue;
    AddConflicts(receipts, std::span(rows).subspan(begin, end - begin), &pairs);
  }
  std::ranges::sort(pairs, {}, [&](const ReceiptPair& pair) {
    return receipts.receipts[Index(pair.first)].id;
  });
  return pairs;
}

void TellId(const ReceiptBlock& receipts, ReceiptRow row,
            const std::string& there, const RunWatch& watch) {
  const Receipt& receipt = receipts.receipts[Index(row)];
  watch.Say(std::string(receipts.files[receipt.file].name) + ":" +
            std::to_string(receipt.line) + ": RECEIPT-ID: found " +
            Quote(receipt.id) + " with other content than " + there +
            ", expected one content for one id; run rejected");
}

bool IdsAgree(const ReceiptBlock& receipts, std::string_view done,
              const RunWatch& watch) {
  const auto pairs = FindIdsWithOtherContent(receipts);
  for (const auto& [first, second] : pairs) {
    const Receipt& other = receipts.receipts[Index(first)];
    TellId(receipts, second,
           "at " + std::string(receipts.files[other.file].name) + ":" +
               std::to_string(other.line),
           watch);
  }
  if (!pairs.empty()) {
    watch.Fail("the same receipt id stands for different receipts, nothing " +
               std::string(done));
  }
  return pairs.empty();
}

}  // namespace cashmatch
