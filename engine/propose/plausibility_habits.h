// SPDX-License-Identifier: Apache-2.0
// plausibility_habits.h - what a payer is likely to do, by what was seen.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/model/habits.h"

namespace cashmatch {

/// The ways of one payer: what it did, drawn towards what all payers did in
/// this run, and those in the ledgers that the table was fitted on. Holds a
/// reference to the habits. Statistics only.
class PayerWays {
 public:
  PayerWays(const Habits& habits, CustomerRow customer);

  /// Returns how likely an item of a step of lateness is to be paid: by what
  /// the payer did on just such a day, drawn towards days near it, and those
  /// further off. Cost: some tens of nanoseconds.
  double ShareOf(int step) const;

  /// Returns by how much it multiplies the odds of an item that its payer
  /// passed it over, on each of its days since it was due.
  double SkipsOf(Day due) const;

  /// Returns the share of payments of each shape where so many items are open
  /// (SizeStepOf).
  std::array<double, kShapeCount> SharesOf(size_t size_step) const;

 private:
  const Habits& habits_;
  const PayerHabits* own_;  // nullptr: nothing was seen of any payer
  // A bit for each step of which anything was seen, once that is asked for.
  mutable std::optional<uint64_t> seen_steps_;
};

}  // namespace cashmatch
