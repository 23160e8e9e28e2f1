// SPDX-License-Identifier: Apache-2.0
// reduce.cc - what of a sum is decided before any search.
#include "engine/sums/reduce.h"

#include <algorithm>

#include "engine/base/planted_bug.h"
#include "engine/sums/sort_kernel.h"

namespace cashmatch {
namespace {

constexpr uint64_t kIndexBits = 5;  // of a key that SortKeys takes
static_assert(size_t{1} << kIndexBits == kSortKeysMax);
static_assert(static_cast<WideMinor>(kAmountMax) << (kIndexBits + 1) <
              INT64_MAX);

constexpr auto kSizeMax = static_cast<uint64_t>(kAmountMax);

uint64_t SizeOf(Minor amount) {
  return amount < 0 ? uint64_t{0} - static_cast<uint64_t>(amount)
                    : static_cast<uint64_t>(amount);
}

}  // namespace

Reduction::Verdict Reduction::Reduce(std::span<const Minor> amounts,
                                     Minor target) {
  if (SizeOf(target) > kSizeMax) return Verdict::kTooLarge;
  if (classes_.size() < amounts.size()) {
    entries_.resize(amounts.size());
    classes_.resize(amounts.size());
    chosen_.resize(amounts.size());
  }
  target_ = target;
  const bool fits =
      amounts.size() <= kSortKeysMax ? SortFew(amounts) : SortMany(amounts);
  if (!fits) return Verdict::kTooLarge;
  Group();
  return Settle();
}

bool Reduction::SortFew(std::span<const Minor> amounts) {
  int64_t keys[kSortKeysRoom];
  int64_t sorted[kSortKeysMax];
  uint64_t largest = 0;
  uint64_t credits = 0;  // of so few, below 2^63
  for (size_t i = 0; i < amounts.size(); ++i) {
    const uint64_t size = SizeOf(amounts[i]);
    const uint64_t credit = amounts[i] < 0 ? 1 : 0;
    largest = std::max(largest, size);
    credits += credit * size;
    keys[i] = static_cast<int64_t>((size << 1 | credit) << kIndexBits | i);
  }
  if (largest > kSizeMax) return false;
  target_ += static_cast<Minor>(credits);
  SortKeys(keys, amounts.size(), sorted);
  for (size_t i = 0; i < amounts.size(); ++i) {
    const auto key = static_cast<uint64_t>(sorted[i]);
    entries_[i] = {key >> kIndexBits,
                   static_cast<uint32_t>(key % kSortKeysMax)};
  }
  sorted_ = amounts.size();
  return true;
}

bool Reduction::SortMany(std::span<const Minor> amounts) {
  for (const Minor amount : amounts) {
    if (SizeOf(amount) > kSizeMax) return false;
    target_ -= amount < 0 ? amount : 0;
  }
  sorted_ = 0;
  for (size_t i = 0; i < amounts.size(); ++i) {
    // What is too large to be paid need not be sorted. A credit is: not being
    // chosen, it is taken.
    if (amounts[i] > 0 && amounts[i] > target_) continue;
    const uint64_t credit = amounts[i] < 0 ? 1 : 0;
    entries_[sorted_++] = {SizeOf(amounts[i]) << 1 | credit,
                           static_cast<uint32_t>(i)};
  }
  std::sort(entries_.begin(),
            entries_.begin() + static_cast<std::ptrdiff_t>(sorted_));
  return true;
}

void Reduction::Group() {
  size_t classes = 0;
  WideMinor total = 0;
  uint64_t group = 1;  // zeros, of either sign, are at most this
  for (size_t i = 0; i < sorted_; ++i) {
    const Entry& entry = entries_[i];
    if (entry.group <= 1) continue;
    const auto amount = static_cast<Minor>(entry.group >> 1);
    total += amount;
    if (entry.group == group) {
      ++classes_[classes - 1].copies;
      continue;
    }
    group = entry.group;
    classes_[classes++] = {amount, static_cast<uint32_t>(i), 1,
                           (group & 1) != 0};
  }
  all_ = classes;
  open_ = classes;
  total_ = total;
}

Reduction::Verdict Reduction::Settle() {
  // What can be said of any class can be said of the largest. One that can be
  // neither chosen nor left leaves a total below the target.
  WideMinor target = target_;
  WideMinor total = total_;
  size_t open = open_;
  bool decided = true;
  while (open > 0 && target >= 0 && total >= target) {
    const AmountClass& largest = classes_[open - 1];
    const bool leave = largest.size > target;
    decided = leave || largest.size + Planted("a bound of sums is off by one") >
                           total - target;
    if (!decided) break;
    const WideMinor sum = static_cast<WideMinor>(largest.size) * largest.copies;
    chosen_[--open] = leave ? 0 : 1;
    total -= sum;
    if (!leave) target -= sum;
  }
  target_ = target;
  total_ = total;
  open_ = open;
  if (!decided) return Verdict::kOpen;
  return target == 0 && total == 0 ? Verdict::kSettled : Verdict::kImpossible;
}

uint32_t Reduction::settled_items() const {
  uint32_t items = 0;
  for (size_t c = open_; c < all_; ++c) {
    const bool taken = (chosen_[c] != 0) != classes_[c].credit;
    items += taken ? classes_[c].copies : 0;
  }
  return items;
}

void Reduction::AppendItems(std::span<const uint32_t> chosen,
                            std::vector<uint32_t>* items) const {
  const size_t begin = items->size();
  for (size_t c = 0; c < all_; ++c) {
    const AmountClass& amounts = classes_[c];
    uint32_t count = c < open_ ? chosen[c] : chosen_[c] * amounts.copies;
    if (amounts.credit) count = amounts.copies - count;
    for (uint32_t i = 0; i < count; ++i) {
      items->push_back(entries_[amounts.first + i].index);
    }
  }
  std::sort(items->begin() + static_cast<std::ptrdiff_t>(begin), items->end());
}

}  // namespace cashmatch
