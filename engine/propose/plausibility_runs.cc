// SPDX-License-Identifier: Apache-2.0
// plausibility_runs.cc - one pass for each kind of sum.
// Tested by tests/unit/engine/propose/plausibility_runs_test.cc
#include "engine/propose/plausibility_runs.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace cashmatch {
namespace {

/// The summed odds of all runs of neighbours: E(j) = (E(j-1) + 1) * odds(j) are
/// those that end at j.
template <class Number>
Number SumOfRuns(std::span<const Number> odds) {
  Number ending{}, sum{};
  for (const Number& one : odds) {
    ending = (ending + Number(1)) * one;
    sum += ending;
  }
  return sum;
}

/// The same with one element left out of each: F(j) = F(j-1) * odds(j) +
/// (E(j-1) + 1) * left_out(j), the second part being those that leave out of j.
template <class Number, class LeftOut>
Number SumOfRunsLessOne(std::span<const Number> odds, const LeftOut& left_out) {
  Number ending{}, less{}, sum{};
  for (size_t j = 0; j < odds.size(); ++j) {
    const Number before = ending + Number(1);
    less = less * odds[j] + before * left_out(j);
    ending = before * odds[j];
    sum += less;
  }
  return sum;
}

/// The summed odds of all pairs.
template <class Number>
Number SumOfPairs(std::span<const Number> odds) {
  Number before{}, sum{};
  for (const Number& one : odds) {
    sum += before * one;
    before += one;
  }
  return sum;
}

template <class Number>
struct Sums {
  Number pairs, runs, less_one;
};

template <class Number>
Sums<Number> SumsOf(std::span<const Number> odds,
                    std::span<const Number> less) {
  const auto left_out = [&](size_t j) {
    return less.empty() ? Number(1) : less[j];
  };
  return {SumOfPairs(odds), SumOfRuns(odds), SumOfRunsLessOne(odds, left_out)};
}

// Sums of numbers from here on, as long as they come out below the other bound,
// have no number on the way that Scaled would not keep as it is.
constexpr double kPlainLeast = 0x1p-100, kPlainMost = 0x1p250;
constexpr size_t kPlainCount = 64;
using PlainNumbers = std::array<double, kPlainCount>;

/// Writes the numbers as plain ones; false if they are not, or too many.
bool MakePlain(std::span<const Scaled> numbers, bool zeros, PlainNumbers* out) {
  if (numbers.size() > kPlainCount) return false;
  for (size_t i = 0; i < numbers.size(); ++i) {
    const double plain = numbers[i].Plain();
    (*out)[i] = plain;
    const bool fits = numbers[i].IsPlain() && plain >= kPlainLeast;
    if (!fits && !(zeros && numbers[i].IsZero())) return false;
  }
  return true;
}

}  // namespace

RunSums SumRuns(std::span<const Scaled> odds, std::span<const Scaled> less) {
  PlainNumbers plain, plain_less;
  if (MakePlain(odds, true, &plain) && MakePlain(less, false, &plain_less)) {
    const auto sums =
        SumsOf(std::span<const double>(plain).first(odds.size()),
               std::span<const double>(plain_less).first(less.size()));
    if (std::max({sums.pairs, sums.runs, sums.less_one}) < kPlainMost) {
      return {Scaled(sums.pairs), Scaled(sums.runs), Scaled(sums.less_one)};
    }
  }
  const Sums<Scaled> sums = SumsOf(odds, less);
  return {sums.pairs, sums.runs, sums.less_one};
}

}  // namespace cashmatch
