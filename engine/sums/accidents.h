// SPDX-License-Identifier: Apache-2.0
// accidents.h - how many subsets make a sum, counted where that is cheap.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/money.h"
#include "engine/sums/density.h"
#include "engine/sums/sum_search.h"

namespace cashmatch {

/// The most units (SumBudget) that CountAccidents may count for.
inline constexpr uint64_t kAccidentUnitsMax = 65'536;

/// Returns how many subsets of some amounts have a given sum by accident: what
/// DensityEstimator::Count says, and where that is about ten or more, but not
/// very many, and counting is cheap, the number itself. A few subsets lie by
/// chance as far from what is expected of them as the root of their number, so
/// that no estimate comes nearer. Where fewer are expected the estimate stands:
/// the one that is there may be the true one, which is no accident.
///
/// Deterministic. Uses the memory of both; forgets the hits of `search`. Cost:
/// that of the estimate, and at most half a millisecond.
Density CountAccidents(std::span<const Minor> amounts, Minor target,
                       DensityEstimator* estimator, SumSearch* search);

}  // namespace cashmatch
