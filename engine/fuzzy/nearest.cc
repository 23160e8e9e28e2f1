// SPDX-License-Identifier: Apache-2.0
// nearest.cc - one comparison a candidate, then the order.
// Tested by tests/unit/engine/fuzzy/nearest_test.cc
#include "engine/fuzzy/nearest.h"

#include <algorithm>
#include <tuple>

namespace cashmatch {

std::vector<NearReference> NearestAmong(
    std::string_view query, std::span<const std::string_view> candidates,
    int edits_max) {
  std::vector<NearReference> near;
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    const EditCost cost = CompareReferences(query, candidates[i], edits_max);
    if (cost.slip != Slip::kFar) near.push_back({i, cost});
  }
  std::sort(
      near.begin(), near.end(),
      [&](const NearReference& a, const NearReference& b) {
        return std::tie(a.cost.millionths, candidates[a.position], a.position) <
               std::tie(b.cost.millionths, candidates[b.position], b.position);
      });
  return near;
}

}  // namespace cashmatch
