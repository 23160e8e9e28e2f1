// SPDX-License-Identifier: Apache-2.0
// repeated_parts.cc - parts by their ends, and whole where those are alike.
// Tested by tests/unit/adapters/read/repeated_parts_test.cc
#include "adapters/read/repeated_parts.h"

#include <algorithm>

namespace cashmatch {

uint32_t RepeatedParts::SeenBefore(std::string_view scope,
                                   std::string_view content, uint32_t line) {
  constexpr size_t kEnd = 256;
  const std::string_view end =
      content.substr(content.size() - std::min(content.size(), kEnd));
  const bool full = ends_.size() + whole_.size() >= kMost;
  const uint64_t hash = HashMix(TextHash()(end), TextHash()(scope));
  const auto [first, is_first] = ends_.try_emplace(hash);
  if (is_first) {
    first->second = {{std::string(scope), content}, line};
    if (full) ends_.erase(first);
    return 0;
  }
  whole_.insert(first->second);
  const auto [same, is_new] =
      whole_.try_emplace(Part{std::string(scope), content}, line);
  if (!is_new) return same->second;
  if (full) whole_.erase(same);
  return 0;
}

}  // namespace cashmatch
