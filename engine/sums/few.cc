// SPDX-License-Identifier: Apache-2.0
// few.cc - which few of many amounts make a sum.
//
// A sum of three or four is a pair of the larger ones and what is left for one
// or two of the smaller; a bit filter tells at once that most of the rest is no
// such sum, and what passes it is proven by looking it up.
#include "engine/sums/few.h"

#include <algorithm>
#include <bit>

namespace cashmatch {
namespace {

constexpr size_t kBitsASum = 16;
constexpr size_t kFilterBitsMax = size_t{1} << 23;

uint64_t UnitsOf(uint64_t values, int items_max) {
  const uint64_t pairs = values * (values + 1) / 2;
  uint64_t units = 1 + values;
  if (items_max >= 3) units += pairs / 4;
  if (items_max >= 4) units += 3 * pairs / 4;
  return units;
}

}  // namespace

int FewItemsMax(size_t amounts) {
  if (amounts > 600) return 2;
  return amounts > 200 ? 3 : 4;
}

void FewSearch::Filter::Reset(size_t sums) {
  const size_t bits =
      std::clamp(std::bit_ceil(sums * kBitsASum), size_t{64}, kFilterBitsMax);
  shift_ = 64 - std::countr_zero(bits);
  bits_.assign(bits / 64, 0);
}

SumAnswer FewSearch::Find(std::span<const Minor> amounts, Minor target,
                          FewSide side, int items_max,
                          const SumBudget& budget) {
  hits_.clear();
  hits_max_ = std::clamp(budget.hits_max, uint32_t{2}, kSumHitsMax);
  items_max = std::clamp(items_max, 1, static_cast<int>(kFewMax));
  WideMinor total = 0;
  bool fits = target >= -kAmountMax && target <= kAmountMax;
  for (const Minor amount : amounts) {
    fits &= amount >= -kAmountMax && amount <= kAmountMax;
    total += amount;
  }
  SumAnswer answer;
  if (!fits) return answer;
  Rank(amounts);
  answer.units = UnitsOf(values_.size(), items_max);
  if (answer.units > budget.units_max) {
    answer.status = SumStatus::kOverBudget;
    return answer;
  }
  const bool left_out = side == FewSide::kLeftOut;
  const WideMinor goal = left_out ? total - target : WideMinor{target};
  barred_ = left_out && target == 0;
  if (left_out && goal == 0) Note({});
  // Four amounts do not reach further.
  constexpr WideMinor kFewSumMax = WideMinor{kFewMax} * kAmountMax;
  if (goal >= -kFewSumMax && goal <= kFewSumMax) {
    const auto sum = static_cast<Minor>(goal);
    FindOne(sum);
    if (items_max >= 2) FindTwo(sum);
    if (items_max >= 3) FindThree(sum);
    if (items_max >= 4) FindFour(sum);
  }
  answer.engine = SumEngine::kFew;
  answer.solutions = static_cast<uint32_t>(hits_.size());
  answer.exact = !full();
  answer.status = hits_.empty()       ? SumStatus::kNone
                  : hits_.size() == 1 ? SumStatus::kUnique
                                      : SumStatus::kSeveral;
  return answer;
}

void FewSearch::Rank(std::span<const Minor> amounts) {
  order_.clear();
  for (size_t i = 0; i < amounts.size(); ++i) {
    if (amounts[i] != 0) order_.emplace_back(amounts[i], i);
  }
  std::sort(order_.begin(), order_.end());
  items_ = order_.size();
  values_.clear();
  first_.clear();
  copies_.clear();
  for (size_t i = 0; i < order_.size(); ++i) {
    if (values_.empty() || values_.back() != order_[i].first) {
      values_.push_back(order_[i].first);
      first_.push_back(static_cast<uint32_t>(i));
      copies_.push_back(0);
    }
    ++copies_.back();
  }
}

/// Keeps a hit, its ranks ascending, if there are that many copies of each.
void FewSearch::Note(std::initializer_list<size_t> ranks) {
  Hit hit{{}, 0};
  uint32_t run = 0;
  for (const size_t rank : ranks) {
    const auto at = static_cast<uint32_t>(rank);
    run = hit.size > 0 && hit.ranks[hit.size - 1] == at ? run + 1 : 1;
    if (run > copies_[rank]) return;
    hit.ranks[hit.size++] = at;
  }
  if (full() || (barred_ && hit.size == items_)) return;
  hits_.push_back(hit);
}

void FewSearch::FindOne(Minor target) {
  const auto at = std::lower_bound(values_.begin(), values_.end(), target);
  if (at != values_.end() && *at == target) {
    Note({static_cast<size_t>(at - values_.begin())});
  }
}

void FewSearch::FindTwo(Minor target) {
  size_t low = 0;
  size_t high = values_.size();  // one past
  while (low < high && !full()) {
    const Minor sum = values_[low] + values_[high - 1];
    if (sum == target) Note({low, high - 1});
    if (sum <= target) ++low;
    if (sum >= target) --high;
  }
}

/// Calls `complete(lower, upper, need)` for each pair of ranks, in order of the
/// lower, that `rest` amounts of at most the lower one could complete.
template <class Complete>
void FewSearch::ForEachUpperPair(Minor target, int rest,
                                 const Complete& complete) {
  if (values_.empty()) return;
  const Minor least = rest * values_.front();
  for (size_t lower = 0; lower < values_.size() && !full(); ++lower) {
    const Minor needed = target - values_[lower];
    const Minor most = rest * values_[lower];
    const auto begin =
        std::lower_bound(values_.begin() + lower, values_.end(), needed - most);
    for (auto upper = static_cast<size_t>(begin - values_.begin());
         upper < values_.size(); ++upper) {
      const Minor need = needed - values_[upper];
      if (need < least) break;
      complete(lower, upper, need);
    }
  }
}

void FewSearch::FindThree(Minor target) {
  singles_.Reset(values_.size());
  for (const Minor value : values_) singles_.Add(value);
  ForEachUpperPair(target, 1, [&](size_t lower, size_t upper, Minor need) {
    if (!singles_.MayHold(need)) [[likely]]
      return;
    const auto end = values_.begin() + static_cast<ptrdiff_t>(lower) + 1;
    const auto at = std::lower_bound(values_.begin(), end, need);
    if (at == end || *at != need) return;
    Note({static_cast<size_t>(at - values_.begin()), lower, upper});
  });
}

void FewSearch::FindFour(Minor target) {
  pairs_.Reset(values_.size() * (values_.size() + 1) / 2);
  size_t added = 0;  // ranks whose pairs with all below are in the filter
  ForEachUpperPair(target, 2, [&](size_t lower, size_t upper, Minor need) {
    for (; added <= lower; ++added) {
      for (size_t i = 0; i <= added; ++i) {
        pairs_.Add(values_[i] + values_[added]);
      }
    }
    if (!pairs_.MayHold(need)) [[likely]]
      return;
    size_t low = 0;
    size_t high = lower + 1;
    while (low < high) {
      const Minor sum = values_[low] + values_[high - 1];
      if (sum == need) Note({low, high - 1, lower, upper});
      if (sum <= need) ++low;
      if (sum >= need) --high;
    }
  });
}

void FewSearch::AppendItems(size_t hit, std::vector<uint32_t>* items) const {
  const auto begin = static_cast<ptrdiff_t>(items->size());
  const Hit& few = hits_[hit];
  uint32_t copy = 0;
  for (uint32_t i = 0; i < few.size; ++i) {
    copy = i > 0 && few.ranks[i] == few.ranks[i - 1] ? copy + 1 : 0;
    items->push_back(order_[first_[few.ranks[i]] + copy].second);
  }
  std::sort(items->begin() + begin, items->end());
}

}  // namespace cashmatch
