// SPDX-License-Identifier: Apache-2.0
// xml_stops.h - where plain text ends: the bytes that mean something in it.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/read/byte_scan.h"

namespace cashmatch {

/// Finds '<', '&', ']' and the control bytes other than tab and line feed.
/// Looks ahead by windows, with the vectors of the machine.
/// Cost: one pass over the text, in all, when asked in the order of the text.
class XmlStops {
 public:
  explicit XmlStops(std::string_view text) : text_(text) {}

  /// Returns the first such place at or behind `from`, or the text's end.
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
      if (marks != 0)
        return from + static_cast<size_t>(std::countr_zero(marks));
      from += kMarked - at % kMarked;
    }
  }

 private:
  static constexpr size_t kWindow = size_t{1} << 13;

  void LookAt(size_t from);

  std::string_view text_;
  size_t begin_ = 0, length_ = 0;  // of the window
  std::array<uint64_t, kWindow / kMarked> marks_;
};

}  // namespace cashmatch
