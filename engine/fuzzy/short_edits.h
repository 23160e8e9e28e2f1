// SPDX-License-Identifier: Apache-2.0
// short_edits.h - whether two short texts are one edit apart, without a loop.
#pragma once

#include <hwy/highway.h>

#include <bit>
#include <cstdint>

#include "engine/fuzzy/short_text.h"

namespace cashmatch {

/// The sixteen bytes of a vector.
using SixteenBytes = hwy::HWY_NAMESPACE::FixedTag<uint8_t, 16>;

/// Returns a bit for each byte in which two vectors are equal.
template <class Vector>
uint32_t EqualBytes(Vector a, Vector b) {
  namespace hn = hwy::HWY_NAMESPACE;
  uint8_t bits[8] = {};  // as many as the function may write
  hn::StoreMaskBits(SixteenBytes(), hn::Eq(a, b), bits);
  return bits[0] | uint32_t{bits[1]} << 8;
}

/// Returns how many edits (insert, delete, substitute, transpose) two texts are
/// apart: 0, 1, or 2 for all that is more. The size of `b` is told apart. No
/// step depends on what the texts hold, so that none is guessed wrong.
inline int EditsUpToOne(const ShortText& a, const ShortText& b, int b_size) {
  namespace hn = hwy::HWY_NAMESPACE;
  const SixteenBytes d;
  const auto x = hn::LoadU(d, reinterpret_cast<const uint8_t*>(&a));
  const auto y = hn::LoadU(d, reinterpret_cast<const uint8_t*>(&b));
  constexpr uint32_t kTexts = 0x7FFF, kShifted = kTexts >> 1;
  // A bit for each place where they differ: as they stand, and where the byte
  // behind it is compared. No text reaches the size behind the last byte.
  const uint32_t apart = ~EqualBytes(x, y) & kTexts;
  const uint32_t x_late =
      ~EqualBytes(hn::ShiftRightBytes<1>(d, x), y) & kShifted;
  const uint32_t y_late =
      ~EqualBytes(x, hn::ShiftRightBytes<1>(d, y)) & kShifted;
  const int longer = int{a.size} - b_size;
  const int at = std::countr_zero(apart | (kTexts + 1));
  const uint32_t rest = apart & (apart - 1);
  const bool swapped =
      (rest == (uint32_t{2} << at)) & ((((x_late | y_late) >> at) & 1) == 0);
  const bool one = ((longer == 0) & ((rest == 0) | swapped)) |
                   ((longer == 1) & ((x_late >> at) == 0)) |
                   ((longer == -1) & ((y_late >> at) == 0));
  const bool none = (longer == 0) & (apart == 0);
  return 2 - int{one} - int{none};
}

}  // namespace cashmatch
