// SPDX-License-Identifier: Apache-2.0
// accidents.cc - when to count, and when to estimate.
// Tested by tests/unit/engine/sums/accidents_test.cc
#include "engine/sums/accidents.h"

#include <cmath>
#include <optional>

namespace cashmatch {
namespace {

// Natural logarithms of what is estimated: below, it says more than the number;
// above, the number is no nearer to it than the estimate.
constexpr double kLogFew = 1.0;
constexpr double kLogMany = 16.0;

}  // namespace

Density CountAccidents(std::span<const Minor> amounts, Minor target,
                       DensityEstimator* estimator, SumSearch* search) {
  Density density = estimator->Count(amounts, target);
  if (density.decided || density.log_count < kLogFew ||
      density.log_count > kLogMany) {
    return density;
  }
  const std::optional<uint64_t> all =
      search->Count(amounts, target, kAccidentUnitsMax);
  // Ten or more of them are hardly changed by one that is no accident.
  constexpr uint64_t kTen = 10;
  if (!all || *all < kTen) return density;
  density.log_count =
      std::round(std::log(static_cast<double>(*all)) * 1e6) / 1e6;
  return density;
}

}  // namespace cashmatch
