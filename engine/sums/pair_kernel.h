// SPDX-License-Identifier: Apache-2.0
// pair_kernel.h - all pairs of a small and a large half that make a sum.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>

namespace cashmatch {

/// A value that may be chosen 0 to `copies` times.
template <class T>
struct Choice {
  T value;
  uint32_t copies;
};

/// One solution: how often each value of a half is chosen, as a number in mixed
/// radix (first value least, radix copies + 1). Ordered by `right`, then
/// `left`.
struct SumPair {
  uint32_t right;
  uint32_t left;
  friend auto operator<=>(const SumPair&, const SumPair&) = default;
};

inline constexpr SumPair kNoPair = {std::numeric_limits<uint32_t>::max(),
                                    std::numeric_limits<uint32_t>::max()};

/// Lists that the pair kernel can hold: all sums of the left half, and of the
/// two parts of the right half.
inline constexpr size_t kLeftSumsMax = 4096;
inline constexpr size_t kMiddleSumsMax = 4096;
inline constexpr size_t kTopSumsMax = 16384;

/// Memory that one thread keeps for the kernel.
template <class T>
struct PairBuffers {
  static constexpr size_t kRoom = 64;     // what a last vector may write
  static constexpr size_t kBlock = 1024;  // needs that are answered at once
  alignas(64) T left[kLeftSumsMax + kRoom];
  alignas(64) T middle[kMiddleSumsMax + kRoom];
  alignas(64) T top[kTopSumsMax + kRoom];
  alignas(64) T needs[kBlock + kMiddleSumsMax + kRoom];
  alignas(64) T codes[kBlock + kMiddleSumsMax + kRoom];
  alignas(64) std::make_unsigned_t<T> hashes[kBlock + kMiddleSumsMax + kRoom];
  alignas(64) uint32_t filter[kLeftSumsMax * 64 / 32];
};

/// What to find: sums of left + middle + top that make `target`. The code of
/// the right half counts the middle first. Requires: values above zero; the sum
/// of all below kPairSumMax<T>; 0 <= target; the lists fit the buffers.
template <class T>
struct PairTask {
  std::span<const Choice<T>> left;
  std::span<const Choice<T>> middle;
  std::span<const Choice<T>> top;
  T target;
  SumPair passed_over;  // never reported; kNoPair for none
};

template <class T>
inline constexpr T kPairSumMax = T{1} << (sizeof(T) * 8 - 2);

struct PairResult {
  size_t hits;      // written, ascending
  uint64_t probes;  // right sums that the left half could complete
};

/// Writes the pairs that make the target, ascending, and stops when `hits` is
/// full. Cost: each right sum is looked at once; those that fit are compared
/// with all left sums, or with a bit filter over them when there are many.
PairResult FindPairs(const PairTask<int32_t>& task,
                     PairBuffers<int32_t>* buffers, std::span<SumPair> hits);
PairResult FindPairs(const PairTask<int64_t>& task,
                     PairBuffers<int64_t>* buffers, std::span<SumPair> hits);

}  // namespace cashmatch
