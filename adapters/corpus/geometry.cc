// SPDX-License-Identifier: Apache-2.0
// geometry.cc - blocks, formats and days by arithmetic alone.
// Tested by tests/unit/adapters/corpus/geometry_test.cc
#include "adapters/corpus/geometry.h"

#include <algorithm>
#include <array>

namespace cashmatch {
namespace {

constexpr uint64_t kReceiptsOfBlock = 200;
constexpr uint64_t kItemsOfBlock = 400;
constexpr uint64_t kBlocksWanted = 20;  // so that every format gets some
constexpr uint64_t kWhaleBlocks = 64;

constexpr Company kDollars1000 = {"1000", "USD", NumberStyle::kInvoice, 2};
constexpr Company kDollars1100 = {"1100", "USD", NumberStyle::kTenDigits, 2};
constexpr Company kEuros2000 = {"2000", "EUR", NumberStyle::kYear, 2};
constexpr Company kEuros2100 = {"2100", "EUR", NumberStyle::kNine, 2};
constexpr Company kPounds3000 = {"3000", "GBP", NumberStyle::kYear, 2};
constexpr Company kYen4000 = {"4000", "JPY", NumberStyle::kNine, 0};

// ceil(a * b / c) and floor(a * b / c) without overflow.
uint64_t Scale(uint64_t a, uint64_t b, uint64_t c) {
  return static_cast<uint64_t>(static_cast<unsigned __int128>(a) * b / c);
}
uint64_t ScaleUp(uint64_t a, uint64_t b, uint64_t c) {
  return static_cast<uint64_t>((static_cast<unsigned __int128>(a) * b + c - 1) /
                               c);
}

uint64_t BlocksFor(uint64_t rows, uint64_t most) {
  const uint64_t size = std::clamp(rows / kBlocksWanted, uint64_t{1}, most);
  return (rows + size - 1) / size;
}

// Spreads the formats over the period: the one furthest behind comes next.
std::vector<BankFormat> Spread(const Mix& mix, uint64_t period) {
  std::vector<BankFormat> pattern;
  std::array<int64_t, kBankFormatCount> credit{};
  for (uint64_t place = 0; place < period; ++place) {
    size_t best = 0;
    for (size_t i = 0; i < credit.size(); ++i) {
      credit[i] += mix.formats[i];
      if (credit[i] > credit[best]) best = i;
    }
    credit[best] -= 10'000;
    pattern.push_back(static_cast<BankFormat>(best));
  }
  return pattern;
}

}  // namespace

std::span<const Company* const> AllCompanies() {
  static constexpr std::array<const Company*, 6> kAll = {
      &kDollars1000, &kDollars1100, &kEuros2000,
      &kEuros2100,   &kPounds3000,  &kYen4000};
  return kAll;
}

Geometry::Geometry(uint64_t items, uint64_t receipts, uint64_t seed,
                   const Mix& mix)
    : items_(items), receipts_(receipts), seed_(seed), mix_(mix) {
  blocks_ = std::max(BlocksFor(receipts, kReceiptsOfBlock),
                     BlocksFor(items, kItemsOfBlock));
  pattern_ = Spread(mix, kPeriod);
  for (uint64_t place = 0; place < kPeriod; ++place) {
    auto& places = places_[static_cast<size_t>(pattern_[place])];
    rank_in_.push_back(places.size());
    places.push_back(place);
  }
}

Span Geometry::Items(uint64_t block) const {
  return {Scale(items_, block, blocks_), Scale(items_, block + 1, blocks_)};
}

Span Geometry::Receipts(uint64_t block) const {
  return {Scale(receipts_, block, blocks_),
          Scale(receipts_, block + 1, blocks_)};
}

BankFormat Geometry::FormatOf(uint64_t block) const {
  return pattern_[block % kPeriod];
}

uint64_t Geometry::RankOf(uint64_t block) const {
  const auto& places = places_[static_cast<size_t>(FormatOf(block))];
  return block / kPeriod * places.size() + rank_in_[block % kPeriod];
}

uint64_t Geometry::BlocksOf(BankFormat format) const {
  const auto& places = places_[static_cast<size_t>(format)];
  const auto rest =
      std::lower_bound(places.begin(), places.end(), blocks_ % kPeriod);
  return blocks_ / kPeriod * places.size() +
         static_cast<uint64_t>(rest - places.begin());
}

uint64_t Geometry::BlockAt(BankFormat format, uint64_t rank) const {
  const auto& places = places_[static_cast<size_t>(format)];
  return rank / places.size() * kPeriod + places[rank % places.size()];
}

int Geometry::DayIndex(BankFormat format, uint64_t rank) const {
  return static_cast<int>(Scale(rank, kBusinessDays, BlocksOf(format)));
}

Span Geometry::RanksOf(BankFormat format, int day) const {
  const uint64_t count = BlocksOf(format);
  const auto index = static_cast<uint64_t>(day);
  return {ScaleUp(count, index, kBusinessDays),
          ScaleUp(count, index + 1, kBusinessDays)};
}

Day Geometry::DayOf(uint64_t block) const {
  return BusinessDay(DayIndex(FormatOf(block), RankOf(block)));
}

// A statement lists one account after the other, so the blocks of a company
// must follow each other within a day: the first half is the first company's.
const Company& Geometry::CompanyOf(uint64_t block) const {
  const BankFormat format = FormatOf(block);
  const uint64_t rank = RankOf(block);
  if (format == BankFormat::kNdjson) {
    constexpr std::array<const Company*, 5> kTurns = {
        &kDollars1000, &kDollars1100, &kPounds3000, &kDollars1000, &kYen4000};
    return *kTurns[rank % kTurns.size()];
  }
  const uint64_t count = BlocksOf(format);
  constexpr uint64_t kHalves = uint64_t{2} * kBusinessDays;
  const uint64_t half =
      count < kHalves ? rank % 2 : Scale(rank, kHalves, count) % 2;
  if (format == BankFormat::kCamt) {
    return half == 0 ? kEuros2000 : kEuros2100;
  }
  return half == 0 ? kDollars1000 : kDollars1100;
}

bool Geometry::IsWhale(uint64_t block) const {
  return mix_.payer_items == 0 && block % 128 == 1 &&
         block / 128 < kWhaleBlocks;
}

bool Geometry::IsSinglePayer(uint64_t block) const {
  return mix_.payer_items == 0 && (block % 16 == 5 || IsWhale(block));
}

uint64_t Geometry::Customers(uint64_t block) const {
  if (IsWhale(block)) return block == 1 ? 1 : 0;
  if (IsSinglePayer(block)) return 1;
  const uint64_t each = mix_.payer_items == 0 ? 8 : mix_.payer_items;
  return std::clamp(Items(block).size() / each, uint64_t{2}, kCustomersMax);
}

uint64_t Geometry::EarlierBlock(uint64_t block) const {
  const BankFormat format = FormatOf(block);
  // A whole day back, and a whole turn of the companies of NDJSON files.
  constexpr uint64_t kTurn = 5;
  const uint64_t day = ScaleUp(BlocksOf(format), 1, kBusinessDays);
  const uint64_t back = (day + kTurn - 1) / kTurn * kTurn;
  const uint64_t rank = RankOf(block);
  if (rank < back) return kNoBlock;
  const uint64_t earlier = BlockAt(format, rank - back);
  return &CompanyOf(earlier) == &CompanyOf(block) ? earlier : kNoBlock;
}

Day BusinessDay(int index) {
  constexpr Day kMonday = 20'514;  // 2026-03-02
  return kMonday + index / 5 * 7 + index % 5;
}

}  // namespace cashmatch
