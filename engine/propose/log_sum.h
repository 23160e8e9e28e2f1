// SPDX-License-Identifier: Apache-2.0
// log_sum.h - adding and subtracting numbers by their natural logs.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace cashmatch {

/// The log of zero.
inline constexpr double kLogNever = -std::numeric_limits<double>::infinity();

/// Returns log(exp(a) + exp(b)).
inline double LogSum(double a, double b) {
  if (a < b) std::swap(a, b);
  return b == kLogNever ? a : a + std::log1p(std::exp(b - a));
}

/// Returns log(exp(a) - exp(b)), kLogNever if that is nothing or less.
inline double LogDifference(double a, double b) {
  return b >= a ? kLogNever : a + std::log1p(-std::exp(b - a));
}

}  // namespace cashmatch
