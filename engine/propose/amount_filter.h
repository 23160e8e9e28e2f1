// SPDX-License-Identifier: Apache-2.0
// amount_filter.h - tells at once of most amounts that they are not there.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/base/money.h"

namespace cashmatch {

/// A bit for each hash of an amount that was added: no amount that was is
/// missed, and with a hundred in it, one in eighty others is taken for one of
/// them.
class AmountFilter {
 public:
  void Add(Minor amount) {
    const uint64_t bit = BitOf(amount);
    bits_[bit / 64] |= uint64_t{1} << (bit % 64);
  }
  bool MayHold(Minor amount) const {
    const uint64_t bit = BitOf(amount);
    return (bits_[bit / 64] >> (bit % 64) & 1) != 0;
  }

 private:
  static constexpr int kBits = 13;
  static uint64_t BitOf(Minor amount) {
    return static_cast<uint64_t>(amount) * 0x9E3779B97F4A7C15u >> (64 - kBits);
  }
  std::array<uint64_t, (size_t{1} << kBits) / 64> bits_{};
};

/// False only if no two of these amounts are equal.
inline bool MayHaveEquals(std::span<const Minor> amounts) {
  AmountFilter filter;
  for (const Minor amount : amounts) {
    if (filter.MayHold(amount)) return true;
    filter.Add(amount);
  }
  return false;
}

}  // namespace cashmatch
