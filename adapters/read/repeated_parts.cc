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
  const Key ends{std::string(scope), end};
  const bool full = ends_.size() + whole_.size() >= kMost;
  const auto first = ends_.find(ends);
  if (first == ends_.end()) {
    if (!full) ends_.emplace(ends, First{content, line});
    return 0;
  }
  const First& before = first->second;
  whole_.try_emplace(Key{ends.scope, before.content}, before);
  const auto [same, is_new] =
      whole_.try_emplace(Key{ends.scope, content}, First{content, line});
  if (!is_new) return same->second.line;
  if (full) whole_.erase(same);
  return 0;
}

}  // namespace cashmatch
