// SPDX-License-Identifier: Apache-2.0
// merge_kernel.h - merges two ascending lists of sums, one of them shifted.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cashmatch {

/// Behind each list lie this many places of padding, kMergePad or above, so
/// that whole vectors can be read and written.
inline constexpr size_t kMergeRoom = 64;

/// No sum and no shift may reach this.
template <class T>
inline constexpr T kMergePad = T{1} << (sizeof(T) * 8 - 2);

/// Fills the places behind a list.
template <class T>
void PadList(T* list, size_t size) {
  for (size_t i = 0; i < kMergeRoom; ++i) list[size + i] = kMergePad<T>;
}

/// Writes the `first_size + second_size` values of `first` and of `second` +
/// `shift` in ascending order, and noise into the kMergeRoom places behind
/// them. Requires: both padded, not empty; `out` overlaps neither. Source: the
/// bitonic merge network (Batcher 1968) on one vector at a time.
void MergeShifted(const int32_t* first, size_t first_size,
                  const int32_t* second, size_t second_size, int32_t shift,
                  int32_t* out);
void MergeShifted(const int64_t* first, size_t first_size,
                  const int64_t* second, size_t second_size, int64_t shift,
                  int64_t* out);

}  // namespace cashmatch
