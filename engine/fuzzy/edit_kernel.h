// SPDX-License-Identifier: Apache-2.0
// edit_kernel.h - edit distances of one short text to many, side by side.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace cashmatch {

inline constexpr size_t kEditLanes = 32;   // texts of a block
inline constexpr size_t kEditBytes = 16;   // the longest text of a block
inline constexpr size_t kEditCodes = 64;   // codes of bytes, from 0
inline constexpr uint8_t kEditOther = 63;  // a byte that equals no other

/// Texts on their side: the codes of all first bytes, of all second ones, ...
struct EditBlock {
  std::array<std::array<uint8_t, kEditLanes>, kEditBytes> code;
  std::array<uint16_t, kEditLanes> length;
  uint16_t shortest, longest;  // of the lengths
};

/// Where the bytes of a text are: of each code a bit for each place.
struct EditPattern {
  std::array<uint16_t, kEditCodes> places;
  std::array<uint8_t, kEditBytes> code;
  uint16_t length;
};

/// Writes the optimal string alignment distance of the pattern's text to each
/// text of `count` blocks, kEditLanes a block. Requires: the pattern has no
/// kEditOther. Source: Hyyro, "A bit-vector algorithm for computing Levenshtein
/// and Damerau edit distances", 2003, on 16-bit lanes; the distance is read
/// from the last column.
void EditDistances(const EditPattern& pattern, const EditBlock* blocks,
                   size_t count, uint8_t* distances);

}  // namespace cashmatch
