// SPDX-License-Identifier: Apache-2.0
// weighing.h - all explanations of a payment by amounts, against each other.
#pragma once

#include <memory>
#include <vector>

#include "engine/propose/block_search.h"
#include "engine/propose/rules.h"

namespace cashmatch {

/// One explanation of the money: a set of a payer's items.
struct Explanation {
  const PayerItems* items;    // of the Weighing
  std::vector<uint32_t> set;  // ascending
  double log_weight;
  bool discounts;  // each item less its earned discount
};

/// Weighs the sets of all guessed payers' items that sum to the money against
/// each other, against those that were not looked at, and against the money
/// being for something that is not open at all.
class Weighing {
 public:
  Weighing(const ReceiptView& view, const SumContext& context)
      : view_(view), context_(context) {}

  void Run();

  /// The explanations, most plausible first.
  const std::vector<Explanation>& found() const { return found_; }

  Millionths ProbabilityOf(const Explanation& explanation) const;
  /// Returns how likely the money is for nothing that is open.
  Millionths Unexplained() const;
  /// True if there is no set that was not looked at.
  bool complete() const { return unseen_.empty(); }
  /// Returns how likely each item is in the payment, where it is worth noting.
  std::vector<ItemClaim> ItemShares() const;

  /// The result record. Cost: an estimate of the density for each search,
  /// unless that is left out.
  SumRecord Record() const;

 private:
  /// A search for a sum among the items of one block.
  struct Sought {
    const PayerItems* items;
    bool discounts;
    Minor target;
  };

  /// The sets of a block that were not looked at, and how likely each item is
  /// in them.
  struct Unseen {
    const PayerItems* items;
    double log_weight;
    std::vector<double> chosen;
  };

  void AskForHabits(CustomerRow payer) const;
  void AddOther();
  int64_t LogHits() const;
  void AddFixedOwners();
  double LogGuess(CustomerRow customer) const;
  bool Narrow(PayerItems* block) const;
  void Search(const PayerItems& all);
  void Take(const PayerItems& block, WeightedSets sets, double log_guess,
            bool discounts);
  double LogOfLinks(const PayerItems& block,
                    const std::vector<uint32_t>& set) const;
  void JoinEqual();
  void BlendEqualAmounts();

  const ReceiptView& view_;
  const SumContext& context_;
  std::vector<PayerItems> blocks_;
  std::vector<std::unique_ptr<PayerItems>> narrowed_;
  std::vector<Explanation> found_;
  std::vector<Sought> sought_;
  std::vector<Unseen> unseen_;
  bool complete_ = true;  // there are no other explanations
  double log_all_ = 0, log_other_ = 0;
};

}  // namespace cashmatch
