// SPDX-License-Identifier: Apache-2.0
// repeated_parts.h - a part that stands twice in one file, to the byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

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
  /// Cost: a look at its end; where others end alike, log n comparisons.
  uint32_t SeenBefore(std::string_view scope, std::string_view content,
                      uint32_t line);

 private:
  struct First {
    std::string_view content;
    uint32_t line = 0;
  };
  using ByText = std::map<std::pair<std::string, std::string_view>, First>;

  ByText ends_;   // the first part that ends so
  ByText whole_;  // parts whose end others have too
};

}  // namespace cashmatch
