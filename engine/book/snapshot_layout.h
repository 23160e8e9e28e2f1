// SPDX-License-Identifier: Apache-2.0
// snapshot_layout.h - how a book lies in bytes; only for engine/book.
//
// A head of 64 bytes, sections that begin at multiples of 64, a tail. Columns
// and indexes lie there as they lie in memory; texts are told by where they
// begin in one of two sections of texts. The tail says where each section is
// and holds a checksum of all that stands before it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/book/tables.h"

namespace cashmatch::snapshot {

inline constexpr std::string_view kHead = "CMBOOK\r\n";
inline constexpr std::string_view kEnd = "CMBOOK.\n";
inline constexpr uint32_t kVersion = 2;
inline constexpr uint32_t kByteOrder = 0x01020304;
inline constexpr size_t kAlignment = 64;
inline constexpr size_t kHeadBytes = 64;
inline constexpr size_t kBlockBytes = size_t{4} << 20;  // of the checksum

enum class Section : uint8_t {
  kHot,
  kTexts,
  kItemText,  // what kTexts leads to
  kRare,
  kTerms,
  kCompanies,
  kCustomers,
  kGroup,
  kMembers,
  kCustomerFirst,
  kCustomerItems,
  kIndexes,  // from here on: the buckets and the rows of each index
};
inline constexpr size_t kIndexCount = 3 + kPayerKeys;
inline constexpr size_t kWordText =
    static_cast<size_t>(Section::kIndexes) + 2 * kIndexCount;  // all other text
inline constexpr size_t kSectionCount = kWordText + 1;

/// A text: where it begins in the section of words.
struct WordAt {
  uint64_t first = 0, size = 0;
};

struct RareAt {
  Minor original_amount, tax_amount, discount_amount, disputed_amount;
  Day discount_until, closed_date;
  ItemRow row;
  uint32_t unused = 0;
  WordAt instalment, linked_item, origin_receipt_id;
};
static_assert(sizeof(RareAt) == 96);

struct CustomerAt {
  WordAt customer_id, name, aliases, ids, parent_id, virtual_accounts,
      bank_accounts;
};

struct SectionAt {
  uint64_t first = 0, bytes = 0;
};

struct Tail {
  uint64_t seed = 0;
  uint64_t terms = 0;  // FingerprintOf the terms that items use
  std::array<SectionAt, kSectionCount> sections{};
  uint64_t checksum = 0;
  uint32_t version = kVersion;
  uint32_t byte_order = kByteOrder;
  std::array<char, 8> end{};
};
static_assert(sizeof(Tail) == 8 * (5 + 2 * kSectionCount));

/// The indexes of a book, in the order of their sections: of items, then of
/// customers.
inline constexpr size_t kItemIndexes = 3;
static_assert(kIndexCount == kItemIndexes + kPayerKeys);
inline std::array<const KeyIndex*, kIndexCount> IndexesOf(
    const BookTables& book) {
  return {&book.numbers,         &book.alternates.Get(), &book.amounts.Get(),
          &book.payers[0].Get(), &book.payers[1].Get(),  &book.payers[2].Get(),
          &book.payers[3].Get()};
}
inline void PutIndexes(std::array<KeyIndex, kIndexCount> indexes,
                       BookTables* book) {
  book->numbers = std::move(indexes[0]);
  book->alternates.Put(std::move(indexes[1]));
  book->amounts.Put(std::move(indexes[2]));
  for (size_t kind = 0; kind < kPayerKeys; ++kind) {
    book->payers[kind].Put(std::move(indexes[kItemIndexes + kind]));
  }
}

/// Returns what distinguishes one reading of the terms from another: due dates
/// and the index of amounts depend on it.
uint64_t FingerprintOf(const std::vector<NamedTerms>& terms);

/// The checksum of one block, and of all blocks with the tail but its checksum.
uint64_t BlockSum(std::string_view block, size_t number);
uint64_t SumOf(const std::vector<uint64_t>& blocks, Tail tail);

}  // namespace cashmatch::snapshot
