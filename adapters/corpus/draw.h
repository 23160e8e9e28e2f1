// SPDX-License-Identifier: Apache-2.0
// draw.h - random numbers that are a function of (seed, stream, index).
#pragma once

#include <cstdint>

namespace cashmatch {

/// What a draw decides. Each has its own stream, so that a new decision does
/// not change the old ones; new streams go to the end.
enum class Stream : uint64_t {
  kItemAmount,
  kItemDates,
  kItemTerms,
  kItemKind,
  kItemCustomer,
  kRecurring,
  kSlots,
  kReceipt,
  kReceiptCustomer,
  kReceiptSize,
  kDifference,
  kText,
  kTypo,
  kParty,
  kPhase,
};

/// Returns 64 well mixed bits; the same on every machine, and without any state
/// or order, so that a receipt can be drawn without drawing those before it.
/// Source: the finaliser of splitmix64, applied to each part in turn.
constexpr uint64_t Draw(uint64_t seed, Stream stream, uint64_t index) {
  const auto mix = [](uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
  };
  constexpr uint64_t kGolden = 0x9E3779B97F4A7C15u;
  const uint64_t start = mix(seed + kGolden);
  const uint64_t lane =
      mix(start ^ (static_cast<uint64_t>(stream) + 1) * kGolden);
  return mix(lane + (index + 1) * kGolden);
}

/// Returns a number in [0, limit), from the high bits of a draw.
/// Requires: limit > 0.
constexpr uint64_t Below(uint64_t draw, uint64_t limit) {
  return static_cast<uint64_t>((static_cast<unsigned __int128>(draw) * limit) >>
                               64);
}

/// Returns another draw that is independent of `draw` for each `salt`.
constexpr uint64_t Again(uint64_t draw, uint64_t salt) {
  return Draw(draw, Stream::kItemAmount, salt);
}

}  // namespace cashmatch
