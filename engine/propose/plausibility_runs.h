// SPDX-License-Identifier: Apache-2.0
// plausibility_runs.h - the summed odds of all runs of neighbours.
#pragma once

#include <span>

#include "engine/propose/scaled.h"

namespace cashmatch {

/// What is summed over elements in a row: of all pairs of them, of all runs of
/// neighbours, and of all runs that leave out one of one of their elements.
struct RunSums {
  Scaled pairs, runs, less_one;
};

/// Sums over elements with these odds. `less` are the odds of leaving one out
/// of an element, one where it is empty. In plain numbers where that gives the
/// same bits.  Cost: linear.
RunSums SumRuns(std::span<const Scaled> odds, std::span<const Scaled> less);

}  // namespace cashmatch
