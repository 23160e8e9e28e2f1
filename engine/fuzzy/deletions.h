// SPDX-License-Identifier: Apache-2.0
// deletions.h - hashes of a text, and of what is left of it without one byte.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/hash.h"

namespace cashmatch {

/// A text is hashed as a sum of its bytes, each times the multiplier of its
/// place: without byte d, the sum is that of the bytes before d plus that of
/// the bytes after d at one place less, so each of the hashes costs the same
/// few steps.
class Deletions {
 public:
  /// Longest text whose whole is hashed, in bytes; one more may be deleted of.
  static constexpr size_t kLengthMax = 64;

  explicit Deletions(uint64_t seed = 0) {
    for (size_t i = 0; i < multiplier_.size(); ++i) {
      multiplier_[i] = HashMix(seed, i) | 1;
    }
  }

  /// Returns the hash of a text of at most kLengthMax bytes.
  uint64_t Whole(std::string_view text) const {
    uint64_t sum = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      sum += Byte(text, i) * multiplier_[i];
    }
    return HashMix(0, sum);
  }

  /// Calls `visit(hash, place)` for the text without its byte at each place, in
  /// order. Within a run of equal bytes all hashes are the same.
  /// Requires: at most kLengthMax + 1 bytes.
  template <class Visitor>
  void ForEach(std::string_view text, const Visitor& visit) const {
    uint64_t sum = 0;
    for (size_t i = 1; i < text.size(); ++i) {
      sum += Byte(text, i) * multiplier_[i - 1];
    }
    for (size_t d = 0; d < text.size(); ++d) {
      visit(HashMix(0, sum), d);
      if (d + 1 == text.size()) break;
      // Without the byte behind it, this one comes back in its place.
      sum += (Byte(text, d) - Byte(text, d + 1)) * multiplier_[d];
    }
  }

 private:
  static uint64_t Byte(std::string_view text, size_t i) {
    return uint64_t{static_cast<unsigned char>(text[i])} + 1;
  }

  std::array<uint64_t, kLengthMax + 1> multiplier_;
};

}  // namespace cashmatch
