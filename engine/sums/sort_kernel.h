// SPDX-License-Identifier: Apache-2.0
// sort_kernel.h - sorts a handful of keys without branches.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cashmatch {

/// The most keys that SortKeys takes, and the room behind them that it writes.
inline constexpr size_t kSortKeysMax = 32;
inline constexpr size_t kSortKeysRoom = kSortKeysMax + 64;

/// Writes the keys in ascending order. Requires: all differ; n <= kSortKeysMax;
/// `keys` has kSortKeysRoom places. Cost: n^2 compares, no misprediction.
void SortKeys(int64_t* keys, size_t n, int64_t* sorted);

}  // namespace cashmatch
