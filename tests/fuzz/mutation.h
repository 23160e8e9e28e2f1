// SPDX-License-Identifier: Apache-2.0
// mutation.h - seeded damage to honest inputs: the same seed, the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch::fuzz {

/// A stream of numbers that is the same on every machine (splitmix64).
class Draw {
 public:
  explicit Draw(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  /// Returns a number below `bound`; 0 for a bound of 0. Small bounds only: the
  /// bias of the remainder does not matter here.
  size_t Below(size_t bound);
  bool OneIn(size_t n) { return Below(n) == 0; }

 private:
  uint64_t state_;
};

/// The seed of input number `index`, so that one input can be made again
/// without those before it.
uint64_t SeedOf(uint64_t seed, uint64_t index);

/// Does one to eight mutations: bits and bytes changed; lines dropped, doubled,
/// swapped; ranges cut and repeated; fields emptied and blown up; numbers made
/// extreme; pieces of `others` spliced in; the file truncated.
/// Returns at most kMutantBytesMax bytes.
std::string Mutate(std::string_view honest,
                   const std::vector<std::string>& others, Draw* draw);

inline constexpr size_t kMutantBytesMax = 1 << 20;

}  // namespace cashmatch::fuzz
