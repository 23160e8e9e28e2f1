// SPDX-License-Identifier: Apache-2.0
// reduce.h - what of a sum is decided before any search.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/money.h"

namespace cashmatch {

/// The items of one signed amount; which of them are taken makes no difference,
/// so that only *how many* is chosen. Credits are turned: choosing one means
/// leaving it out, and the target is raised by all of them, so that every size
/// and every sum is above zero.
struct AmountClass {
  Minor size;       // the amount without its sign, above zero
  uint32_t first;   // place of the first of its items, lowest index first
  uint32_t copies;  // how many items
  bool credit;
};

/// Splits amounts into classes and settles those that have no choice: a size
/// above the target cannot be chosen, and a size above what all of them exceed
/// the target by must be. Amounts of zero say nothing and are never taken.
///
/// Keeps its memory from one call to the next; one object a thread.
class Reduction {
 public:
  enum class Verdict : uint8_t {
    kOpen,        // classes are left; a search decides
    kSettled,     // exactly one choice, which takes all or none of each class
    kImpossible,  // no choice makes the target
    kTooLarge,    // an amount or the target is beyond kAmountMax
  };

  /// Cost: sorting. A vector compare an item up to 32 items.
  Verdict Reduce(std::span<const Minor> amounts, Minor target);

  /// The undecided classes, ascending by size; debits before credits.
  std::span<const AmountClass> open() const { return {classes_.data(), open_}; }
  /// What the chosen of the open classes must sum to, and the sum of all.
  WideMinor target() const { return target_; }
  WideMinor total() const { return total_; }

  /// How many items of the settled classes are taken.
  uint32_t settled_items() const;

  /// Appends the indices of the taken items, ascending, given how many of each
  /// open class are chosen. Among equal amounts the lowest indices are taken.
  void AppendItems(std::span<const uint32_t> chosen,
                   std::vector<uint32_t>* items) const;

 private:
  /// An amount to sort: its size doubled, plus one for a credit, and its index.
  struct Entry {
    uint64_t group;
    uint32_t index;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };

  /// Write the entries in order and raise the target by the credits; those of
  /// up to kSortKeysMax amounts without branches. False: one is too large.
  bool SortFew(std::span<const Minor> amounts);
  bool SortMany(std::span<const Minor> amounts);
  void Group();
  Verdict Settle();

  std::vector<Entry> entries_;
  std::vector<AmountClass> classes_;
  std::vector<uint8_t> chosen_;  // of the settled classes: all or none
  size_t sorted_ = 0;            // entries
  size_t all_ = 0;  // classes; the settled ones stand behind the open ones
  size_t open_ = 0;
  WideMinor target_ = 0;
  WideMinor total_ = 0;
};

}  // namespace cashmatch
