// SPDX-License-Identifier: Apache-2.0
// plausibility.h - how likely it is that a payer pays just these items.
//
// The prior behind sums that nothing but amounts supports: payers pay single
// items, everything up to a due date, runs of due dates, neighbours in their
// own lists; and each item the likelier the nearer its lateness is to what
// payers, and this payer, were seen to do. Which explanation is true is then a
// matter of Bayes: prior of the set over the priors of all sets with the same
// sum, and of "none of these".
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/model/habits.h"
#include "engine/propose/payer_items.h"

namespace cashmatch {

/// The prior over the subsets of a payer's items on one day.
/// Statistics only: no amount is ever computed here. Log weights are natural.
class Plausibility {
 public:
  /// Takes words that mean an item as evidence for it.
  Plausibility(const ReceiptView& view, const PayerItems& items);

  /// Sums the odds of all sets of each shape, once; before any LogPrior, and
  /// only where there is a set to weigh.
  void SumShapes(const PayerItems& items);
  /// Returns the log of the prior of a set: positions, ascending, not empty.
  /// With `log_choices`, of all sets that differ from it only in which of
  /// interchangeable items they take, exp(log_choices) of them: of neighbours
  /// only this one is taken to be a run.
  double LogPrior(std::span<const uint32_t> set, double log_choices = 0) const;
  /// Returns the log of the part of it that has no shape: items on their own.
  double LogPriorOfAny(std::span<const uint32_t> set) const;
  /// Returns the strongest shape of a set, for the explanation.
  Shape ShapeOf(std::span<const uint32_t> set) const;
  /// Returns the log of the share of payments without a shape.
  double LogShareOfAny() const;
  /// How likely each item is to be in a payment at all.
  const std::vector<double>& probabilities() const { return probability_; }
  /// The position of each item in the order of document numbers.
  const std::vector<uint32_t>& number_rank() const { return number_rank_; }
  /// Positions in the order of document numbers.
  const std::vector<uint32_t>& by_number() const { return by_number_; }

 private:
  struct Facts;  // the shapes of one set
  Facts FactsOf(std::span<const uint32_t> set) const;
  void RankNumbers(const ReceiptView& view, const PayerItems& items);
  double LogOddsOf(std::span<const uint32_t> set) const;
  double LogMostOfDates(std::span<const uint32_t> set) const;

  std::vector<double> probability_, log_odds_;
  std::vector<uint32_t> number_rank_, by_number_;
  std::vector<uint32_t> group_first_, group_last_;  // of an item's due date
  double log_none_ = 0;                             // no item is in
  // The log of the summed odds of all sets of each shape.
  std::vector<double> log_sum_;
  std::array<double, kShapeCount> shares_;  // of each shape, for this payer
};

}  // namespace cashmatch
