// SPDX-License-Identifier: Apache-2.0
// byte_scan.h - kernels that look at every byte: where some of a set stand.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace cashmatch {

/// A set of bytes, as two tables of sixteen: a byte is in it if the entry of
/// its low half and that of its high half have a bit in common.
/// Requires: the high halves have at most eight different sets of low halves.
class ByteSet {
 public:
  ByteSet() = default;

  template <class IsIn>
  static constexpr ByteSet Of(const IsIn& is_in) {
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
/// Cost: what reading the text costs (bench_micro: scan/mark).  Threads: any.
void MarkBytes(std::string_view text, const ByteSet& set, uint64_t* marks);

/// Returns where the first byte of `set` stands, or npos.  Cost: one pass up to
/// there.
size_t FindAny(std::string_view text, const ByteSet& set);

/// Returns where `wanted` stands first, or npos. Fast where its first and last
/// byte seldom stand as far apart as in it.
/// Requires: two bytes at least.  Cost: one pass up to there.
size_t FindText(std::string_view text, std::string_view wanted);

/// Returns how often `byte` stands in `text`.  Cost: one pass.
size_t CountByte(std::string_view text, char byte);

/// Returns where the first of some bytes stands, or npos. For what is expected
/// within a few bytes: eight at a time, without a call.
template <class... Wanted>
inline size_t FindNear(std::string_view text, Wanted... wanted) {
  constexpr uint64_t kOnes = 0x0101010101010101, kTops = 0x8080808080808080;
  size_t at = 0;
  if constexpr (std::endian::native == std::endian::little) {
    for (; at + sizeof(uint64_t) <= text.size(); at += sizeof(uint64_t)) {
      uint64_t eight;
      std::memcpy(&eight, text.data() + at, sizeof eight);
      // The lowest top bit that is left is of the first byte that is wanted.
      const auto zeros = [](uint64_t x) { return (x - kOnes) & ~x & kTops; };
      const uint64_t hits =
          (zeros(eight ^ (kOnes * static_cast<unsigned char>(wanted))) | ...);
      if (hits != 0)
        return at + static_cast<size_t>(std::countr_zero(hits)) / 8;
    }
  }
  for (; at < text.size(); ++at) {
    if (((text[at] == wanted) || ...)) return at;
  }
  return std::string_view::npos;
}

}  // namespace cashmatch
