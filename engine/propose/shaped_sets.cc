// SPDX-License-Identifier: Apache-2.0
// shaped_sets.cc - sums of neighbours, of whole due dates, of all but one.
// Tested by tests/unit/engine/propose/sum_finder_test.cc
#include <algorithm>

#include "engine/propose/amount_filter.h"
#include "engine/propose/sum_finder.h"

namespace cashmatch {
namespace {

constexpr size_t kLessOneMost = 160;  // items; the search is quadratic
constexpr size_t kPairsMost = 2048;   // due dates

/// Calls `found(first, last)` for each run [first, last) with the sum. Two
/// pointers: amounts are positive.
template <class Found>
void ForEachRun(std::span<const Minor> amounts, WideMinor target,
                const Found& found) {
  WideMinor sum = 0;
  size_t first = 0;
  for (size_t last = 0; last < amounts.size(); ++last) {
    sum += amounts[last];
    while (sum > target) sum -= amounts[first++];
    if (sum == target && first <= last) found(first, last + 1);
  }
}

/// Runs of neighbours in an order, whole or without one of them.
class Neighbours {
 public:
  Neighbours(std::span<const Minor> amounts, std::span<const uint32_t> order,
             std::vector<std::vector<uint32_t>>* sets)
      : order_(order), sets_(*sets) {
    for (const uint32_t at : order) amounts_.push_back(amounts[at]);
  }

  void Whole(Minor target) {
    ForEachRun(amounts_, target,
               [&](size_t first, size_t last) { Add(first, last, last); });
  }

  /// A run is too large by less than what it may lose: of each first item only
  /// a few last ones are looked at.
  void LessOne(Minor target) {
    const Minor most = *std::max_element(amounts_.begin(), amounts_.end());
    AmountFilter filter;
    for (const Minor amount : amounts_) filter.Add(amount);
    std::vector<Run> runs;
    size_t low = 0;     // the end of the first run that is large enough
    WideMinor sum = 0;  // of the items in [first, low)
    for (size_t first = 0; first < amounts_.size(); ++first) {
      for (; low < amounts_.size() && sum <= target; ++low) {
        sum += amounts_[low];
      }
      WideMinor over = sum - target;
      for (size_t last = low; over > 0 && over <= most; ++last) {
        const auto lost = static_cast<Minor>(over);
        if (filter.MayHold(lost)) AddRuns(first, last, lost, &runs);
        if (last == amounts_.size()) break;
        over += amounts_[last];
      }
      sum -= amounts_[first];
    }
    std::sort(runs.begin(), runs.end());
    for (const auto& [out, first, last] : runs) Add(first, last, out);
  }

 private:
  struct Run {
    size_t out, first, last;
    auto operator<=>(const Run&) const = default;
  };

  void AddRuns(size_t first, size_t last, Minor lost,
               std::vector<Run>* runs) const {
    for (size_t out = first + 1; out + 1 < last; ++out) {
      if (amounts_[out] == lost) runs->push_back({out, first, last});
    }
  }

  void Add(size_t first, size_t last, size_t out) {
    std::vector<uint32_t> set;
    for (size_t i = first; i < last; ++i) {
      if (i != out) set.push_back(order_[i]);
    }
    std::sort(set.begin(), set.end());
    sets_.push_back(std::move(set));
  }

  std::span<const uint32_t> order_;
  std::vector<Minor> amounts_;
  std::vector<std::vector<uint32_t>>& sets_;
};

/// Pairs of due dates: two pointers over the dates' sums in order of size.
void FindTwoDates(std::span<const Minor> amounts, std::span<const Day> due,
                  Minor target, std::vector<std::vector<uint32_t>>* sets) {
  struct Date {
    WideMinor sum;
    uint32_t first, last;
  };
  std::vector<Date> dates;
  for (uint32_t i = 0; i < amounts.size(); ++i) {
    if (i == 0 || due[i] != due[i - 1]) dates.push_back({0, i, i});
    dates.back().sum += amounts[i];
    dates.back().last = i + 1;
  }
  if (dates.size() < 2 || dates.size() > kPairsMost) return;
  std::stable_sort(dates.begin(), dates.end(),
                   [](const Date& a, const Date& b) { return a.sum < b.sum; });
  const auto add = [&](const Date& a, const Date& b) {
    const Date& early = a.first < b.first ? a : b;
    const Date& late = a.first < b.first ? b : a;
    std::vector<uint32_t> set;
    for (uint32_t i = early.first; i < early.last; ++i) set.push_back(i);
    for (uint32_t i = late.first; i < late.last; ++i) set.push_back(i);
    sets->push_back(std::move(set));
  };
  size_t low = 0;
  size_t high = dates.size() - 1;
  while (low < high) {
    const WideMinor sum = dates[low].sum + dates[high].sum;
    if (sum > target) {
      --high;
    } else if (sum < target) {
      ++low;
    } else {
      for (size_t k = high; k > low && dates[k].sum == dates[high].sum; --k) {
        add(dates[low], dates[k]);
      }
      ++low;
    }
  }
}

}  // namespace

void FindShapedSets(std::span<const Minor> amounts,
                    std::span<const uint32_t> by_number,
                    std::span<const Day> due, Minor target,
                    std::vector<std::vector<uint32_t>>* sets) {
  const bool positive = std::all_of(amounts.begin(), amounts.end(),
                                    [](Minor amount) { return amount > 0; });
  if (!positive || amounts.empty()) return;
  std::vector<uint32_t> by_due(amounts.size());
  for (uint32_t i = 0; i < by_due.size(); ++i) by_due[i] = i;
  Neighbours due_order(amounts, by_due, sets);
  Neighbours number_order(amounts, by_number, sets);
  due_order.Whole(target);
  number_order.Whole(target);
  FindTwoDates(amounts, due, target, sets);
  if (amounts.size() > kLessOneMost) return;
  due_order.LessOne(target);
  number_order.LessOne(target);
}

}  // namespace cashmatch
