// SPDX-License-Identifier: Apache-2.0
// byte_scan.h - kernels that look at every byte: where some of a set stand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cashmatch {

/// A set of bytes, as two tables of sixteen: a byte is in it if the entry of
/// its low half and that of its high half have a bit in common.
/// Requires: the high halves have at most eight different sets of low halves.
class ByteSet {
 public:
  template <class IsIn>
  static consteval ByteSet Of(const IsIn& is_in) {
    ByteSet set;
    std::array<uint32_t, 8> groups{};
    for (unsigned high = 0; high < 16; ++high) {
      uint32_t lows = 0;
      for (unsigned low = 0; low < 16; ++low) {
        if (is_in(static_cast<unsigned char>(high << 4 | low)))
          lows |= 1U << low;
      }
      if (lows == 0) continue;
      unsigned group = 0;
      while (groups.at(group) != 0 && groups[group] != lows) ++group;
      groups[group] = lows;
      set.high[high] = static_cast<uint8_t>(1U << group);
      for (unsigned low = 0; low < 16; ++low) {
        if ((lows >> low & 1U) != 0) {
          set.low[low] = static_cast<uint8_t>(set.low[low] | 1U << group);
        }
      }
    }
    return set;
  }

  alignas(16) std::array<uint8_t, 16> low{}, high{};
};

/// Bytes that one word of marks tells of.
inline constexpr size_t kMarked = 64;

/// Sets bit i % 64 of marks[i / 64] where text[i] is in `set`, and no other bit
/// of (text.size() + 63) / 64 words.
/// Cost: AVX-512 some 30 GB/s. Threads: any number.
void MarkBytes(std::string_view text, const ByteSet& set, uint64_t* marks);

/// Returns how often `byte` stands in `text`.  Cost: one pass, as fast.
size_t CountByte(std::string_view text, char byte);

}  // namespace cashmatch
