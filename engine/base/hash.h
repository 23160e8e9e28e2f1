// SPDX-License-Identifier: Apache-2.0
// hash.h - 64-bit hashes of texts and numbers, seeded.
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <string_view>

namespace cashmatch {

/// Hashes bytes from outside. The seed is drawn anew for each run, so that no
/// file can be made to collide; no result may depend on it.
inline uint64_t HashText(std::string_view text, uint64_t seed) {
  return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

/// Hashes the texts of files for a standard hash table. The key is an address,
/// which the system lays anew for each run: no file can be made to collide. No
/// result may depend on it, so no such table may be walked.
struct TextHash {
  size_t operator()(std::string_view text) const {
    static const char place = 0;
    return HashText(text, reinterpret_cast<uintptr_t>(&place));
  }
};

/// Mixes a number into a hash. Source: the finaliser of splitmix64.
inline uint64_t HashMix(uint64_t hash, uint64_t value) {
  uint64_t x = hash ^ (value + 0x9E3779B97F4A7C15u + (hash << 6));
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

}  // namespace cashmatch
