// SPDX-License-Identifier: Apache-2.0
// block_search.h - the sets of one payer's items that sum to the money, each
// with its prior.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/propose/passed_over.h"
#include "engine/propose/plausibility.h"
#include "engine/propose/sum_finder.h"

namespace cashmatch {

/// A set of positions, ascending, and the natural log of its prior. It stands
/// for all sets that differ from it only in which of interchangeable items they
/// take: its are the first by document number.
struct WeightedSet {
  std::vector<uint32_t> set;
  double log_prior;
};

/// What a search gives: the sets, and the prior of those with the same sum that
/// were not looked at.
struct WeightedSets {
  std::vector<WeightedSet> sets;
  double log_unseen;
  bool complete;               // there are no others
  std::vector<double> chosen;  // in these, of each item
};

/// Searches the items of one block: all of them as far as work allows, those
/// that are likely to be paid today more closely, and what the words of the
/// receipt mean. Holds references to its arguments.
class BlockSearch {
 public:
  BlockSearch(const ReceiptView& view, const PayerItems& items);

  /// Sums of what is open, or of what is asked after discounts.
  WeightedSets Find(bool discounts, Minor target);

 private:
  using Sets = std::vector<std::vector<uint32_t>>;

  /// Some of the items, where they stand in the block, and the prior as if they
  /// were all.
  struct Part {
    std::vector<uint32_t> positions;
    PayerItems items;
    Plausibility prior;
  };

  Plausibility& Prior();
  void FindParts();
  std::span<const Minor> Amounts(bool discounts) const {
    return discounts ? items_.ask : items_.open;
  }
  void AddPart(std::vector<uint32_t> positions);
  void FindLikely(bool discounts, Minor target, Sets* sets);
  bool FindInPart(Part* part, bool discounts, Minor target);
  bool NothingElseIn(const Part& part, bool discounts) const;
  void FindMentioned(bool discounts, Minor target, Sets* sets);
  void FindAmong(const std::vector<uint32_t>& among, bool discounts,
                 Minor target, const std::vector<uint32_t>& base, Sets* sets);
  void Weigh(bool discounts, Sets sets, WeightedSets* out);
  Scaled PriorOf(const std::vector<uint32_t>& set, Scaled choices) const;
  void GatherTwins();
  void TakeFirstTwins(std::vector<uint32_t>* set) const;
  Scaled Choices(const std::vector<uint32_t>& set) const;

  const ReceiptView& view_;
  const PayerItems& items_;
  // Both as soon as they are asked for: most sums are of nothing.
  std::optional<Plausibility> prior_;
  std::vector<Part> parts_;  // two at most
  bool parts_found_ = false;
  SumSets found_;
  // Positions that are interchangeable, by document number, for each item that
  // has a twin.
  std::unordered_map<ItemRow, std::vector<uint32_t>> twins_;
};

}  // namespace cashmatch
