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
#include "engine/propose/plausibility_table.h"
#include "engine/propose/scaled.h"

namespace cashmatch {

/// The prior over the subsets of a payer's items on one day.
/// Statistics only: no amount is ever computed here. Logs are natural.
/// Book and habits must outlive it.
class Plausibility {
 public:
  /// Takes words that mean an item as evidence for it.
  Plausibility(const ReceiptView& view, const PayerItems& items);
  /// The prior as if the items at some positions, ascending, were all.
  Plausibility(const Plausibility& all, std::span<const uint32_t> positions);

  /// Puts the items into the order of their document numbers, once; before
  /// by_number and number_rank.
  void RankNumbers(const PayerItems& items);
  /// Sums the odds of all sets of each shape, once; before any Prior, and only
  /// where there is a set to weigh. Ranks numbers, too.
  void SumShapes(const PayerItems& items);
  /// Returns the prior of a set: positions, ascending, not empty. With
  /// `choices`, of all sets that differ from it only in which of
  /// interchangeable items they take, so many of them: of neighbours only this
  /// one is taken to be a run.
  Scaled Prior(std::span<const uint32_t> set, Scaled choices = Scaled(1)) const;
  double LogPrior(std::span<const uint32_t> set) const {
    return Prior(set).Log();
  }
  /// Returns the part of it that has no shape: items on their own.
  Scaled PriorOfAny(std::span<const uint32_t> set) const;
  double LogPriorOfAny(std::span<const uint32_t> set) const {
    return PriorOfAny(set).Log();
  }
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
  void TakeShares(const Plausibility* like);
  void RankAsOrdered();
  std::vector<Scaled> GroupDates(const PayerItems& items,
                                 std::vector<Scaled>* less);
  void SumIdleDates();
  Scaled OddsOf(std::span<const uint32_t> set) const;
  Scaled MostOfDates(std::span<const uint32_t> set) const;

  const BookTables* book_;
  const Habits* habits_;
  CustomerRow customer_;
  std::vector<double> probability_, odds_;
  std::vector<uint32_t> number_rank_, by_number_;
  std::vector<uint32_t> group_first_, group_last_;  // of an item's due date
  std::vector<double> date_share_;  // by its first item: how likely it is paid
  Scaled none_{1};                  // no item is in
  // The summed odds of all sets of each shape.
  std::array<Scaled, kShapeCount> sum_;
  // By how much of a date that is paid is in the payment: nothing is.
  std::array<Scaled, kPaidOfDate.size()> idle_;
  bool summed_ = false;
  size_t size_step_ = 0;
  std::array<double, kShapeCount> shares_;  // of each shape, for this payer
};

}  // namespace cashmatch
