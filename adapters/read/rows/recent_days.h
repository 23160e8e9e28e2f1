// SPDX-License-Identifier: Apache-2.0
// recent_days.h - dates that were read lately need not be read again.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

#include "engine/base/date.h"

namespace cashmatch {

/// Dates that were read lately: a file has few, and many times each.
class RecentDays {
 public:
  std::optional<Day> Read(std::string_view text) {
    if (text.size() != kSize) return std::nullopt;
    Entry& recent = recent_[Slot(text)];
    if (std::memcmp(recent.text.data(), text.data(), kSize) == 0) {
      return recent.day;
    }
    const std::optional<Day> day = ParseIsoDay(text);
    if (day) {
      std::copy_n(text.data(), kSize, recent.text.data());
      recent.day = *day;
    }
    return day;
  }

 private:
  static constexpr size_t kSize = 10;
  static constexpr size_t kSlots = 256;
  struct Entry {
    std::array<char, kSize> text{};
    Day day = kNoDay;
  };
  /// The last digits of month and day tell most dates of a year apart.
  static size_t Slot(std::string_view text) {
    const auto digit = [text](size_t at) {
      return static_cast<size_t>(static_cast<unsigned char>(text[at]));
    };
    return (digit(9) + 10 * digit(8) + 31 * digit(6) + 61 * digit(5)) % kSlots;
  }

  std::array<Entry, kSlots> recent_;
};

}  // namespace cashmatch
