// SPDX-License-Identifier: Apache-2.0
// sorted_half.cc - all sums of half of the amounts, ascending.
#include "engine/sums/sorted_half.h"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/base/check.h"
#include "engine/sums/merge_kernel.h"

namespace cashmatch {
namespace {

/// Calls `step(odd)` for each step from 1 to `size` that doubles, or doubles
/// and adds one: the binary digits of `size` below the first.
template <class Step>
void ForEachDoubling(uint32_t size, const Step& step) {
  for (int bit = std::bit_width(size) - 2; bit >= 0; --bit) {
    step((size >> bit & 1) != 0);
  }
}

/// The places that Multiply takes for `size` sums and so many copies.
uint64_t PlacesOf(uint64_t size, uint32_t copies) {
  uint64_t places = 0;
  uint64_t times = 1;
  ForEachDoubling(copies + 1, [&](bool odd) {
    times *= 2;
    places += size * times + kMergeRoom;
    if (!odd) return;
    ++times;
    places += size * times + kMergeRoom;
  });
  return places;
}

/// The least of few copies first: long lists are then merged once only. Of
/// those the largest value first: it decides most about what can be left.
template <class T>
bool MergedBefore(const Choice<T>& a, const Choice<T>& b) {
  if (a.copies != b.copies) return a.copies > b.copies;
  return a.value > b.value;
}

/// Tells whether a sum is in a list that is not empty, without branches, so
/// that many searches run at once.
template <class T>
bool Contains(std::span<const T> sums, T sum) {
  const T* at = sums.data();
  for (size_t size = sums.size(); size > 1;) {
    const size_t half = size / 2;
    at += half * static_cast<size_t>(at[half] <= sum);
    size -= half;
  }
  return *at == sum;
}

}  // namespace

template <class T>
uint64_t HalfPlaces(std::span<const Choice<T>> choices) {
  CASHMATCH_CHECK(choices.size() <= kHalfChoicesMax);
  std::array<Choice<T>, kHalfChoicesMax> order;
  const auto end = std::copy(choices.begin(), choices.end(), order.begin());
  std::sort(order.begin(), end, MergedBefore<T>);
  uint64_t places = 1 + kMergeRoom;
  uint64_t size = 1;
  for (const Choice<T>& choice : std::span(order.begin(), end)) {
    places += PlacesOf(size, choice.copies);
    size *= choice.copies + 1;
  }
  return places;
}

template <class T>
void SortedHalf<T>::Order(std::span<const Choice<T>> choices) {
  levels_.assign(1, Level{{}, 0, 0, 0});
  uint32_t weight = 1;
  for (const Choice<T>& choice : choices) {
    levels_.push_back({{}, choice.value, choice.copies, weight});
    weight *= choice.copies + 1;
  }
  std::sort(levels_.begin() + 1, levels_.end(),
            [](const Level& a, const Level& b) {
              return MergedBefore<T>({a.value, a.copies}, {b.value, b.copies});
            });
}

template <class T>
uint64_t SortedHalf<T>::Build(std::span<const Choice<T>> choices, T low,
                              T high) {
  Order(choices);
  const uint64_t places = HalfPlaces(choices);
  // The next power of two, so that few sizes are ever asked for.
  if (places_.size() < places) places_ = HugeArray<T>(std::bit_ceil(places));
  T rest = 0;
  for (const Level& level : levels_) {
    rest += level.value * static_cast<T>(level.copies);
  }
  used_ = 0;
  merged_ = 0;
  T* const zero = places_.data();
  *zero = 0;
  PadList(zero, 1);
  used_ = 1 + kMergeRoom;
  levels_.front().sums = {zero, 1};
  for (size_t i = 1; i < levels_.size(); ++i) {
    Level& level = levels_[i];
    std::span<const T> sums = Multiply(levels_[i - 1].sums, level, high);
    rest -= level.value * static_cast<T>(level.copies);
    const auto first = std::lower_bound(sums.begin(), sums.end(), low - rest);
    level.sums = {first, sums.end()};
  }
  return merged_;
}

template <class T>
std::span<const T> SortedHalf<T>::Multiply(std::span<const T> base,
                                           const Level& level, T high) {
  if (base.empty()) return base;
  std::span<const T> sums = base;
  T times = 1;
  ForEachDoubling(level.copies + 1, [&](bool odd) {
    sums = Merge(sums, sums, times * level.value, high);
    times *= 2;
    if (!odd) return;
    sums = Merge(base, sums, level.value, high);
    ++times;
  });
  return sums;
}

template <class T>
std::span<const T> SortedHalf<T>::Merge(std::span<const T> first,
                                        std::span<const T> second, T shift,
                                        T high) {
  size_t size = first.size() + second.size();
  CASHMATCH_CHECK(used_ + size + kMergeRoom <= places_.size());
  T* const out = places_.data() + used_;
  MergeShifted(first.data(), first.size(), second.data(), second.size(), shift,
               out);
  merged_ += size;
  size = static_cast<size_t>(std::upper_bound(out, out + size, high) - out);
  PadList(out, size);
  used_ += size + kMergeRoom;
  return {out, size};
}

template <class T>
void SortedHalf<T>::Trace(uint32_t ways_max) {
  for (size_t level = levels_.size(); level-- > 1;) {
    const Level& last = levels_[level];
    const std::span<const T> before = levels_[level - 1].sums;
    earlier_.resize(traces_.size() * (last.copies + 1) + 1);
    size_t size = 0;
    uint32_t group = 0;
    size_t group_begin = 0;
    for (const SumTrace<T>& trace : traces_) {
      if (trace.group != group) {
        group = trace.group;
        group_begin = size;
      }
      for (uint32_t count = 0; count <= last.copies; ++count) {
        const T sum = trace.sum - last.value * static_cast<T>(count);
        earlier_[size] = {sum, group, trace.code + count * last.weight};
        size += static_cast<size_t>(Contains(before, sum));
      }
      // Each of them leads to a way, so that more are not needed.
      size = std::min<size_t>(size, group_begin + ways_max);
    }
    earlier_.resize(size);
    traces_.swap(earlier_);
  }
}

template class SortedHalf<int32_t>;
template class SortedHalf<int64_t>;
template uint64_t HalfPlaces(std::span<const Choice<int32_t>>);
template uint64_t HalfPlaces(std::span<const Choice<int64_t>>);

}  // namespace cashmatch
