// SPDX-License-Identifier: Apache-2.0
// geometry.h - which items, receipts, days and files belong together.
//
// A corpus is cut into blocks. A block has a few hundred items and receipts,
// one bank file format, one of our companies and one booking day; nearly all
// its customers are its own. So it can be planned alone, in a few microseconds
// a row, and nothing larger than a block is ever held in memory.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/corpus/mix.h"
#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch {

/// How a company numbers its documents.
enum class NumberStyle : uint8_t {
  kInvoice,    // INV-000123
  kTenDigits,  // 4500000123
  kYear,       // RE2026/0000123
  kNine,       // 700000123
};

/// One of our companies.
struct Company {
  std::string_view code;
  std::string_view currency;
  NumberStyle style;
  int exponent;
};

/// All of them.
std::span<const Company* const> AllCompanies();

/// Half-open.
struct Span {
  uint64_t first = 0, last = 0;
  uint64_t size() const { return last - first; }
};

/// Customer numbers are block * kCustomersMax + the customer's place in it.
inline constexpr uint64_t kCustomersMax = 32;
inline constexpr uint64_t kItemsMax = 80'000'000;
inline constexpr uint64_t kReceiptsMax = 80'000'000;
inline constexpr int kBusinessDays = 20;

class Geometry {
 public:
  /// Requires: items and receipts within their maxima.
  Geometry(uint64_t items, uint64_t receipts, uint64_t seed, const Mix& mix);

  uint64_t items() const { return items_; }
  uint64_t receipts() const { return receipts_; }
  uint64_t seed() const { return seed_; }
  const Mix& mix() const { return mix_; }
  uint64_t blocks() const { return blocks_; }

  Span Items(uint64_t block) const;
  Span Receipts(uint64_t block) const;
  BankFormat FormatOf(uint64_t block) const;
  Day DayOf(uint64_t block) const;
  const Company& CompanyOf(uint64_t block) const;

  /// How many customers a block has; those of the whale's are none of its own.
  uint64_t Customers(uint64_t block) const;
  /// One customer has all items of the block.
  bool IsSinglePayer(uint64_t block) const;
  /// That customer is the largest of all, and has many blocks.
  bool IsWhale(uint64_t block) const;
  /// The whale's customer number; kNoWhale if the corpus is too small for one.
  uint64_t whale() const {
    return blocks_ > 1 && mix_.payer_items == 0 ? kCustomersMax : kNoWhale;
  }
  static constexpr uint64_t kNoWhale = UINT64_MAX;

  /// The blocks of a format in the order of their days: [0, BlocksOf).
  uint64_t BlocksOf(BankFormat format) const;
  uint64_t BlockAt(BankFormat format, uint64_t rank) const;
  /// The ranks of a format's blocks on business day `day`, from 0.
  Span RanksOf(BankFormat format, int day) const;
  /// A block of the same format and company on an earlier day, another for each
  /// block; kNoBlock where there is none.
  uint64_t EarlierBlock(uint64_t block) const;
  static constexpr uint64_t kNoBlock = UINT64_MAX;

 private:
  static constexpr uint64_t kPeriod = 100;
  uint64_t RankOf(uint64_t block) const;
  int DayIndex(BankFormat format, uint64_t rank) const;

  uint64_t items_, receipts_, seed_;
  Mix mix_;
  uint64_t blocks_ = 0;
  std::vector<BankFormat> pattern_;  // kPeriod formats, well spread
  std::vector<uint64_t> rank_in_;    // by place: rank within the period
  std::vector<uint64_t> places_[kBankFormatCount];
};

/// The business day `index` from 0: 2026-03-02 is day 0, a Monday.
Day BusinessDay(int index);

}  // namespace cashmatch
