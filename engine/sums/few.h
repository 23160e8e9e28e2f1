// SPDX-License-Identifier: Apache-2.0
// few.h - which few of many amounts make a sum, or must be left out to make it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/money.h"
#include "engine/sums/sum_search.h"

namespace cashmatch {

/// How many items are worth looking for among so many: beyond, more hits are
/// accidents than not. 4 up to 200 items, 3 up to 600, 2 above.
int FewItemsMax(size_t amounts);

enum class FewSide : uint8_t {
  kTaken,    // the few make the target
  kLeftOut,  // all others make the target
};

/// Finds all subsets of at most four amounts with a given sum, among any number
/// of amounts. Equal amounts, credits, zeros and the empty subset count as in
/// SumSearch; leaving out nothing is a solution if all make the target. Keeps
/// its memory from one call to the next; one object a thread.
class FewSearch {
 public:
  /// The fewest items first. `items_max` is 1 to 4. Cost, known before and
  /// checked against the budget: about n^2/8 units for three items and n^2/2
  /// for four, where n is the number of different amounts; n for fewer.
  SumAnswer Find(std::span<const Minor> amounts, Minor target, FewSide side,
                 int items_max, const SumBudget& budget = {});

  size_t hits() const { return hits_.size(); }

  /// Appends the indices of the few amounts of a hit, ascending: those taken,
  /// or those left out, as was asked. Of equal amounts the lowest indices.
  void AppendItems(size_t hit, std::vector<uint32_t>* items) const;

 private:
  static constexpr size_t kFewMax = 4;

  /// Different amounts by their rank, ascending.
  struct Hit {
    std::array<uint32_t, kFewMax> ranks;
    uint32_t size;
  };

  /// A bit for each hash of a sum that was added.
  class Filter {
   public:
    void Reset(size_t sums);
    void Add(Minor sum) {
      const uint64_t hash = HashOf(sum);
      bits_[hash / 64] |= uint64_t{1} << (hash % 64);
    }
    bool MayHold(Minor sum) const {
      const uint64_t hash = HashOf(sum);
      return (bits_[hash / 64] >> (hash % 64) & 1) != 0;
    }

   private:
    uint64_t HashOf(Minor sum) const {
      return static_cast<uint64_t>(sum) * 0x9E3779B97F4A7C15u >> shift_;
    }
    std::vector<uint64_t> bits_;
    int shift_ = 0;
  };

  void Rank(std::span<const Minor> amounts);
  void FindOne(Minor target);
  void FindTwo(Minor target);
  template <class Complete>
  void ForEachUpperPair(Minor target, int rest, const Complete& complete);
  void FindThree(Minor target);
  void FindFour(Minor target);
  void Note(std::initializer_list<size_t> ranks);
  bool full() const { return hits_.size() >= hits_max_; }

  std::vector<std::pair<Minor, uint32_t>> order_;  // amount and index, sorted
  std::vector<Minor> values_;                      // different ones, ascending
  std::vector<uint32_t> first_, copies_;           // of each in order_
  std::vector<Hit> hits_;
  size_t hits_max_ = 0;
  size_t items_ = 0;     // that are not zero
  bool barred_ = false;  // taking all of them is no solution
  Filter singles_, pairs_;
};

}  // namespace cashmatch
