// SPDX-License-Identifier: Apache-2.0
// sign_counts.h - how often each sign stands in a text: what cannot be near.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace cashmatch {

/// Counts of a text's signs: each digit, and all others in six classes. Two
/// texts that are few edits apart have counts that are little apart, which is
/// asked for much faster.
/// Source: Bartolini, Ciaccia, Patella, "String matching with metric trees
/// using an approximate distance" (bag distance), SPIRE 2002.
class SignCounts {
 public:
  SignCounts() = default;
  explicit SignCounts(std::string_view text) { Add(text); }

  /// Counts the signs of a further text, too.
  void Add(std::string_view text) {
    for (const char c : text) {
      uint8_t& count = counts_[ClassOf(c)];
      count = static_cast<uint8_t>(count + (count < UINT8_MAX ? 1 : 0));
    }
    size_ += text.size();
  }

  /// False only if the EditDistance of the two texts is more than `edits`: an
  /// edit changes two counts by one if it keeps the length, else one count.
  bool MayBeWithin(const SignCounts& other, size_t edits) const {
    const size_t longer = std::max(size_, other.size_);
    const size_t shorter = std::min(size_, other.size_);
    if (longer - shorter > edits) return false;
    int apart = 0;
    for (size_t i = 0; i < kClasses; ++i) {
      apart += std::abs(int{counts_[i]} - int{other.counts_[i]});
    }
    return static_cast<size_t>(apart) <= 2 * edits - (longer - shorter);
  }

 private:
  static constexpr size_t kDigits = 10, kClasses = 16;
  static size_t ClassOf(char c) {
    const auto digit = static_cast<unsigned char>(c - '0');
    return digit < kDigits
               ? digit
               : kDigits + static_cast<unsigned char>(c) % (kClasses - kDigits);
  }

  std::array<uint8_t, kClasses> counts_{};
  size_t size_ = 0;
};

}  // namespace cashmatch
