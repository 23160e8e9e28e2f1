// SPDX-License-Identifier: Apache-2.0
// byte_stops.h - the next byte of a set, asked for ever farther on.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/read/byte_scan.h"

namespace cashmatch {

/// Finds the bytes of a set in a text. Looks ahead by windows, with the vectors
/// of the machine.
/// Cost: one pass over the text in all, when asked in the order of the text.
class ByteStops {
 public:
  /// `set` outlives this.
  ByteStops(std::string_view text, const ByteSet& set)
      : text_(text), set_(set) {}

  /// Returns the first place at or behind `from`, or the text's end.
  size_t Next(size_t from) {
    while (true) {
      // Before the window the difference is huge.
      const size_t at = from - begin_;
      if (at >= length_) {
        if (from >= text_.size()) return text_.size();
        LookAt(from);
        continue;
      }
      const uint64_t marks = marks_[at / kMarked] >> (at % kMarked);
      if (marks != 0) {
        return from + static_cast<size_t>(std::countr_zero(marks));
      }
      from += kMarked - at % kMarked;
    }
  }

 private:
  static constexpr size_t kWindow = size_t{1} << 13;

  void LookAt(size_t from);

  std::string_view text_;
  const ByteSet& set_;
  size_t begin_ = 0, length_ = 0;  // of the window
  std::array<uint64_t, kWindow / kMarked> marks_;
};

}  // namespace cashmatch
