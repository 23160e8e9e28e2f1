// SPDX-License-Identifier: Apache-2.0
// repeated_parts.h - a part that stands twice in one file, to the byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

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
  /// Cost: a look at its end; one pass more where another ends alike.
  uint32_t SeenBefore(std::string_view scope, std::string_view content,
                      uint32_t line);

 private:
  struct First {
    std::string_view content;
    uint32_t line = 0;
  };
  struct Key {
    std::string scope;
    std::string_view text;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    size_t operator()(const Key& key) const {
      return HashMix(TextHash()(key.scope), TextHash()(key.text));
    }
  };
  using ByText = std::unordered_map<Key, First, KeyHash>;

  ByText ends_;   // the first part that ends so
  ByText whole_;  // parts whose end others have too
};

}  // namespace cashmatch
