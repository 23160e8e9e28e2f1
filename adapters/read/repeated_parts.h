// SPDX-License-Identifier: Apache-2.0
// repeated_parts.h - a part that stands twice in one file, to the byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/base/hash.h"

namespace cashmatch {

/// Remembers parts of one input that name themselves: an account of a day, a
/// statement, a batch. Genuine twins are lines within one; no bank brings a
/// whole part twice, but what joins files does, and totals agree with it.
class RepeatedParts {
 public:
  /// About so many are remembered: a file may be larger than memory.
  static constexpr size_t kMost = size_t{1} << 18;

  /// Returns the line of the first part with the same bytes in the same scope,
  /// which is what the bytes mean but do not say; 0 if there is none. `content`
  /// outlives this.
  /// Cost: a look-up by its end, under a microsecond; one pass more where
  /// another ends alike.
  uint32_t SeenBefore(std::string_view scope, std::string_view content,
                      uint32_t line);

 private:
  struct Part {
    std::string scope;
    std::string_view content;
    friend bool operator==(const Part&, const Part&) = default;
  };
  struct PartHash {
    size_t operator()(const Part& part) const {
      return HashMix(TextHash()(part.scope), TextHash()(part.content));
    }
  };

  /// The first part of each end and scope, by their hash: whatever shares one
  /// is compared as a whole. The number is its line.
  std::unordered_map<uint64_t, std::pair<Part, uint32_t>> ends_;
  std::unordered_map<Part, uint32_t, PartHash> whole_;
};

}  // namespace cashmatch
