// SPDX-License-Identifier: Apache-2.0
// sum_search.h - which of these amounts sum to exactly that one, and how many
// ways there are.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/money.h"
#include "engine/sums/reduce.h"
#include "engine/sums/sorted_half.h"
#include "engine/sums/split.h"

namespace cashmatch {

/// The most solutions that are kept; a count that reaches it is "at least".
inline constexpr uint32_t kSumHitsMax = 256;

/// Budgets in counted units; no clock is read. A unit is 16 half sums made,
/// asked for or joined, 4 to 20 ns. Amounts that nothing reduces may cost 530
/// units where there are 20 of them, 4,100 at 24, 31,000 at 32, 123,000 at 36,
/// 492,000 at 40 and 1,573,000 at 44.
struct SumBudget {
  uint64_t units_max = 65'536;
  uint32_t hits_max = kSumHitsMax;  // 2 to kSumHitsMax
};

enum class SumStatus : uint8_t {
  kNone,         // proven: no subset makes the target
  kUnique,       // exactly one does, equal amounts being interchangeable
  kSeveral,      // more than one does
  kOverBudget,   // the search would cost more than it may; nothing was searched
  kNotSearched,  // too many amounts are left (about 44), or too large ones
};

enum class SumEngine : uint8_t {
  kNothing,       // settled by the reduction, or not searched
  kPairs,         // few sums: all right sums against a list or a bit filter
  kSortedHalves,  // two sorted lists of half sums
  kFew            // FewSearch: pairs against one or two more
};

struct SumAnswer {
  SumStatus status = SumStatus::kNotSearched;
  SumEngine engine = SumEngine::kNothing;
  bool exact = false;      // `solutions` is the number, not a lower bound
  uint32_t solutions = 0;  // up to which of equal amounts they take
  uint64_t units = 0;      // spent; what it may cost when over budget
};

/// Finds all subsets of some amounts with a given sum. Amounts may be negative
/// (credits) and equal; those of zero are never part of a solution, and the
/// empty subset is none. Exact in 64 bits; in 32 where the sums fit.
///
/// Holds its memory: 0.4 MB, growing to what the largest search needed (67 MB
/// at 44 amounts, twice that in 64 bits). One object a thread. Equal calls give
/// equal answers, on any machine and whatever was searched before.
class SumSearch {
 public:
  SumSearch();

  /// Searches; the cost is known before and never exceeded. Stops early only
  /// when `hits_max` solutions are found, and says so by `exact`.
  SumAnswer Find(std::span<const Minor> amounts, Minor target,
                 const SumBudget& budget = {});

  /// Returns how many solutions there are, however many, without keeping one;
  /// nothing if it may cost more than `units_max`, or there are too many or too
  /// large amounts. Cost: both halves sorted, and joined in one pass.
  std::optional<uint64_t> Count(std::span<const Minor> amounts, Minor target,
                                uint64_t units_max);

  /// The number of solutions that the last Find kept: all if it was exact.
  size_t hits() const { return hits_; }

  /// Appends the indices of the amounts in one of them, ascending. Of equal
  /// amounts those with the lowest indices are taken, so the caller's order of
  /// the amounts says which (oldest first, for instance). The order of the hits
  /// does not depend on the order of the amounts.
  void AppendItems(size_t hit, std::vector<uint32_t>* items) const;

 private:
  template <class T>
  struct Memory {
    std::vector<Choice<T>> choices;  // of the open classes
    PairBuffers<T> pairs;
    SortedHalf<T> left, right;
    std::vector<JoinedSums<T>> joined;
  };

  SumAnswer Conclude(SumEngine engine, uint64_t units, uint32_t hits_max) const;
  SumAnswer FindSettled(Minor target);
  template <class T>
  SumAnswer FindOpen(const SumBudget& budget, bool pass_over_empty,
                     Memory<T>* memory);
  template <class T>
  SumAnswer FindByPairs(const PairSplit& split, const SumBudget& budget,
                        bool pass_over_empty, Memory<T>* memory);
  template <class T>
  SumAnswer FindSorted(const HalfSplit& split, const SumBudget& budget,
                       bool pass_over_empty, Memory<T>* memory);
  template <class T>
  void ListChoices(Memory<T>* memory) const;
  template <class T>
  static uint64_t CostOfHalves(const HalfSplit& split, const Memory<T>& memory);
  template <class T>
  uint64_t BuildHalves(const HalfSplit& split, Memory<T>* memory) const;
  template <class T>
  std::optional<uint64_t> CountOpen(uint64_t units_max,
                                    Memory<T>* memory) const;
  template <class T>
  void Expand(uint32_t hits_max, SumPair passed_over, Memory<T>* memory);
  SumPair EmptyPair() const;
  Memory<int64_t>* Wide() {
    if (!wide_) wide_ = std::make_unique<Memory<int64_t>>();
    return wide_.get();
  }

  Reduction reduction_;
  size_t left_classes_ = 0;  // the open classes that are the left half
  std::array<SumPair, kSumHitsMax> pairs_;
  size_t hits_ = 0;
  std::unique_ptr<Memory<int32_t>> narrow_;
  std::unique_ptr<Memory<int64_t>> wide_;  // from its first use
};

}  // namespace cashmatch
