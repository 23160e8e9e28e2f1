// SPDX-License-Identifier: Apache-2.0
// merge_kernel.cc - merges two ascending lists of sums, one of them shifted.
#include "engine/sums/merge_kernel.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/sums/merge_kernel.cc"
#include "engine/sums/simd_targets.h"
// After the choice of targets; compiled once for each of them.
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace cashmatch {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Orders the lanes that lie `kApart` bytes from each other: the lower gets the
/// smaller value.
template <size_t kApart, class D, class V>
HWY_INLINE V Exchange(D d, V v) {
  if constexpr (kApart == 32) {
    const V other = hn::ConcatLowerUpper(d, v, v);
    return hn::ConcatUpperLower(d, hn::Max(v, other), hn::Min(v, other));
  } else if constexpr (kApart == 16) {
    const V other = hn::SwapAdjacentBlocks(v);
    return hn::OddEvenBlocks(hn::Max(v, other), hn::Min(v, other));
  } else if constexpr (kApart == 8) {
    const hn::RepartitionToWide<hn::Repartition<int32_t, D>> wide;
    const V other = hn::BitCast(d, hn::Shuffle01(hn::BitCast(wide, v)));
    return hn::BitCast(d, hn::OddEven(hn::BitCast(wide, hn::Max(v, other)),
                                      hn::BitCast(wide, hn::Min(v, other))));
  } else {
    const V other = hn::Shuffle2301(v);
    return hn::OddEven(hn::Max(v, other), hn::Min(v, other));
  }
}

/// Sorts a vector that rises and then falls, or falls and then rises.
template <class D, class V>
HWY_INLINE V SortBitonic(D d, V v) {
  constexpr size_t kBytes = hn::MaxLanes(D()) * sizeof(hn::TFromD<D>);
  if constexpr (kBytes >= 64) v = Exchange<32>(d, v);
  if constexpr (kBytes >= 32) v = Exchange<16>(d, v);
  if constexpr (kBytes >= 16) v = Exchange<8>(d, v);
  if constexpr (kBytes >= 8 && sizeof(hn::TFromD<D>) == 4) {
    v = Exchange<4>(d, v);
  }
  return v;
}

/// MergeShifted for one type of lane.
template <class T>
void Merge(const T* HWY_RESTRICT first, size_t first_size,
           const T* HWY_RESTRICT second, size_t second_size, T shift,
           T* HWY_RESTRICT out) {
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  const T* const first_end = first + first_size;
  const T* const second_end = second + second_size;
  const auto step = hn::Set(d, shift);
  auto high = hn::LoadU(d, first);
  auto next = hn::Add(hn::LoadU(d, second), step);
  first += lanes;
  second += lanes;
  while (true) {
    // `high` rises and the reversed `next` falls: the lower halves of all
    // compares are the lowest values of both.
    const auto falling = hn::Reverse(d, next);
    hn::StoreU(SortBitonic(d, hn::Min(high, falling)), d, out);
    high = SortBitonic(d, hn::Max(high, falling));
    out += lanes;
    if (first < first_end && second < second_end) {
      const bool take_first = *first <= *second + shift;
      const T* const from = take_first ? first : second;
      next = hn::Add(hn::LoadU(d, from), hn::Set(d, take_first ? T{0} : shift));
      first += take_first ? lanes : 0;
      second += take_first ? 0 : lanes;
    } else if (first < first_end) {
      next = hn::LoadU(d, first);
      first += lanes;
    } else if (second < second_end) {
      next = hn::Add(hn::LoadU(d, second), step);
      second += lanes;
    } else {
      break;
    }
  }
  hn::StoreU(high, d, out);
}

void Merge32(const int32_t* first, size_t first_size, const int32_t* second,
             size_t second_size, int32_t shift, int32_t* out) {
  Merge<int32_t>(first, first_size, second, second_size, shift, out);
}

void Merge64(const int64_t* first, size_t first_size, const int64_t* second,
             size_t second_size, int64_t shift, int64_t* out) {
  Merge<int64_t>(first, first_size, second, second_size, shift, out);
}

}  // namespace HWY_NAMESPACE
}  // namespace cashmatch
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cashmatch {
namespace {
HWY_EXPORT(Merge32);
HWY_EXPORT(Merge64);
}  // namespace

void MergeShifted(const int32_t* first, size_t first_size,
                  const int32_t* second, size_t second_size, int32_t shift,
                  int32_t* out) {
  HWY_DYNAMIC_DISPATCH(Merge32)
  (first, first_size, second, second_size, shift, out);
}

void MergeShifted(const int64_t* first, size_t first_size,
                  const int64_t* second, size_t second_size, int64_t shift,
                  int64_t* out) {
  HWY_DYNAMIC_DISPATCH(Merge64)
  (first, first_size, second, second_size, shift, out);
}

}  // namespace cashmatch
#endif
