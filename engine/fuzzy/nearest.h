// SPDX-License-Identifier: Apache-2.0
// nearest.h - the nearest references among a few.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/fuzzy/edit_distance.h"

namespace cashmatch {

/// A candidate that a read reference may stand for.
struct NearReference {
  uint32_t position;  // in the span of candidates
  EditCost cost;
};

/// Returns the candidates that CompareReferences can explain by at most
/// `edits_max` edits, or by a lost or extra prefix or suffix; the cheapest
/// first, equal ones by their text, then by position. Two that cost the same
/// and differ are a tie: none of them may be taken for its place in the list.
/// For small scopes: the open items of a payer, those of one amount.
/// Cost: 20 to 100 nanoseconds a candidate.
std::vector<NearReference> NearestAmong(
    std::string_view query, std::span<const std::string_view> candidates,
    int edits_max = 2);

}  // namespace cashmatch
