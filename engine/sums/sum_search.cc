// SPDX-License-Identifier: Apache-2.0
// sum_search.cc - reduces, picks the engine by its cost, and keeps the hits.
#include "engine/sums/sum_search.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "engine/sums/merge_kernel.h"

namespace cashmatch {
namespace {

/// The pair engine looks at every right sum; beyond so many bits of sums the
/// halves are sorted.
constexpr uint64_t kPairBits = 28;

constexpr uint64_t kSumsAUnit = 16;

/// Both lists, and each right sum that the left half is asked for.
uint64_t PairUnits(const HalfSplit& split, uint64_t probes) {
  return 1 + (split.left_sums + split.right_sums + probes) / kSumsAUnit;
}

template <class T>
T TotalOf(std::span<const Choice<T>> choices) {
  T total = 0;
  for (const Choice<T>& choice : choices) {
    total += choice.value * static_cast<T>(choice.copies);
  }
  return total;
}

SumAnswer OverBudget(uint64_t cost) {
  SumAnswer answer;
  answer.status = SumStatus::kOverBudget;
  answer.units = cost;
  return answer;
}

}  // namespace

SumSearch::SumSearch() : narrow_(std::make_unique<Memory<int32_t>>()) {}

SumAnswer SumSearch::Find(std::span<const Minor> amounts, Minor target,
                          const SumBudget& budget) {
  hits_ = 0;
  switch (reduction_.Reduce(amounts, target)) {
    case Reduction::Verdict::kTooLarge:
      return {};
    case Reduction::Verdict::kImpossible:
      return Conclude(SumEngine::kNothing, 0, 1);
    case Reduction::Verdict::kSettled:
      return FindSettled(target);
    case Reduction::Verdict::kOpen:
      break;
  }
  SumBudget allowed = budget;
  allowed.hits_max = std::clamp(budget.hits_max, uint32_t{2}, kSumHitsMax);
  if (reduction_.total() < kMergePad<int32_t>) {
    return FindOpen<int32_t>(allowed, target == 0, narrow_.get());
  }
  if (reduction_.total() >= kMergePad<int64_t>) return {};
  return FindOpen<int64_t>(allowed, target == 0, Wide());
}

std::optional<uint64_t> SumSearch::Count(std::span<const Minor> amounts,
                                         Minor target, uint64_t units_max) {
  // With a target of zero, one of the solutions is to choose nothing.
  const uint64_t empty = target == 0 ? 1 : 0;
  std::optional<uint64_t> all;
  switch (reduction_.Reduce(amounts, target)) {
    case Reduction::Verdict::kTooLarge:
      return {};
    case Reduction::Verdict::kImpossible:
      return 0;
    case Reduction::Verdict::kSettled:
      return 1 - empty;
    case Reduction::Verdict::kOpen:
      if (reduction_.total() < kMergePad<int32_t>) {
        all = CountOpen(units_max, narrow_.get());
      } else if (reduction_.total() < kMergePad<int64_t>) {
        all = CountOpen(units_max, Wide());
      }
  }
  if (all) *all -= empty;
  return all;
}

template <class T>
std::optional<uint64_t> SumSearch::CountOpen(uint64_t units_max,
                                             Memory<T>* memory) const {
  ListChoices(memory);
  const HalfSplit split = SplitForSorting(reduction_.open());
  if (split.left_sums == 0 || CostOfHalves(split, *memory) > units_max) {
    return {};
  }
  BuildHalves(split, memory);
  memory->joined.clear();
  return JoinHalves(memory->left.sums(), memory->right.sums(),
                    static_cast<T>(reduction_.target()),
                    std::numeric_limits<uint64_t>::max(), &memory->joined);
}

template <class T>
void SumSearch::ListChoices(Memory<T>* memory) const {
  memory->choices.clear();
  for (const AmountClass& amount : reduction_.open()) {
    memory->choices.push_back({static_cast<T>(amount.size), amount.copies});
  }
}

/// What BuildHalves and the join may cost at most, in units.
template <class T>
uint64_t SumSearch::CostOfHalves(const HalfSplit& split,
                                 const Memory<T>& memory) {
  const std::span<const Choice<T>> choices = memory.choices;
  return (HalfPlaces(choices.first(split.left_classes)) +
          HalfPlaces(choices.subspan(split.left_classes)) + split.left_sums +
          split.right_sums) /
         kSumsAUnit;
}

/// Sorts the sums of both halves; returns how many were merged.
template <class T>
uint64_t SumSearch::BuildHalves(const HalfSplit& split,
                                Memory<T>* memory) const {
  const std::span<const Choice<T>> choices = memory->choices;
  const auto left = choices.first(split.left_classes);
  const auto right = choices.subspan(split.left_classes);
  const auto target = static_cast<T>(reduction_.target());
  const uint64_t merged =
      memory->left.Build(left, target - TotalOf(right), target);
  return merged + memory->right.Build(right, target - TotalOf(left), target);
}

/// One choice is left; with a target of zero it is the empty one.
SumAnswer SumSearch::FindSettled(Minor target) {
  left_classes_ = 0;
  pairs_[0] = {0, 0};
  hits_ = target == 0 ? 0 : 1;
  return Conclude(SumEngine::kNothing, 0, 2);
}

SumAnswer SumSearch::Conclude(SumEngine engine, uint64_t units,
                              uint32_t hits_max) const {
  SumAnswer answer;
  answer.status = hits_ == 0   ? SumStatus::kNone
                  : hits_ == 1 ? SumStatus::kUnique
                               : SumStatus::kSeveral;
  answer.engine = engine;
  answer.exact = hits_ < hits_max;
  answer.solutions = static_cast<uint32_t>(hits_);
  answer.units = units;
  return answer;
}

template <class T>
SumAnswer SumSearch::FindOpen(const SumBudget& budget, bool pass_over_empty,
                              Memory<T>* memory) {
  const std::span<const AmountClass> classes = reduction_.open();
  ListChoices(memory);
  uint64_t bits = 0;  // as many as the number of sums has, or a few more
  for (const AmountClass& amount : classes) {
    bits += std::bit_width(amount.copies);
  }
  if (bits <= kPairBits) {
    const PairSplit split = SplitForPairs(classes, bits);
    if (split.halves.left_sums > 0) {
      return FindByPairs(split, budget, pass_over_empty, memory);
    }
  }
  const HalfSplit split = SplitForSorting(classes);
  if (split.left_sums == 0) return {};
  return FindSorted(split, budget, pass_over_empty, memory);
}

template <class T>
SumAnswer SumSearch::FindByPairs(const PairSplit& split,
                                 const SumBudget& budget, bool pass_over_empty,
                                 Memory<T>* memory) {
  const uint64_t cost = PairUnits(split.halves, split.halves.right_sums);
  if (cost > budget.units_max) return OverBudget(cost);
  left_classes_ = split.halves.left_classes;
  const std::span<const Choice<T>> choices = memory->choices;
  const PairTask<T> task = {
      .left = choices.first(left_classes_),
      .middle = choices.subspan(left_classes_, split.middle_classes),
      .top = choices.subspan(left_classes_ + split.middle_classes),
      .target = static_cast<T>(reduction_.target()),
      .passed_over = pass_over_empty ? EmptyPair() : kNoPair};
  const PairResult result =
      FindPairs(task, &memory->pairs, std::span(pairs_).first(budget.hits_max));
  hits_ = result.hits;
  return Conclude(SumEngine::kPairs, PairUnits(split.halves, result.probes),
                  budget.hits_max);
}

template <class T>
SumAnswer SumSearch::FindSorted(const HalfSplit& split, const SumBudget& budget,
                                bool pass_over_empty, Memory<T>* memory) {
  left_classes_ = split.left_classes;
  const uint64_t cost = CostOfHalves(split, *memory);
  if (cost > budget.units_max) return OverBudget(cost);
  const auto target = static_cast<T>(reduction_.target());
  const uint64_t merged = BuildHalves(split, memory);
  const SortedHalf<T>& left = memory->left;
  const SortedHalf<T>& right = memory->right;
  memory->joined.clear();
  // One more than is kept, should the empty choice be among them.
  JoinHalves(left.sums(), right.sums(), target, uint64_t{budget.hits_max} + 1,
             &memory->joined);
  Expand(budget.hits_max, pass_over_empty ? EmptyPair() : kNoPair, memory);
  const uint64_t joined = left.sums().size() + right.sums().size();
  return Conclude(SumEngine::kSortedHalves, (merged + joined) / kSumsAUnit + 1,
                  budget.hits_max);
}

/// Turns joined sums into pairs of codes, ascending.
template <class T>
void SumSearch::Expand(uint32_t hits_max, SumPair passed_over,
                       Memory<T>* memory) {
  const auto target = static_cast<T>(reduction_.target());
  std::sort(memory->joined.begin(), memory->joined.end(),
            [](const auto& a, const auto& b) { return a.left < b.left; });
  std::vector<SumTrace<T>>& lefts = memory->left.traces();
  std::vector<SumTrace<T>>& rights = memory->right.traces();
  lefts.clear();
  rights.clear();
  for (uint32_t group = 0; group < memory->joined.size(); ++group) {
    const T sum = memory->joined[group].left;
    lefts.push_back({sum, group, 0});
    rights.push_back({target - sum, group, 0});
  }
  memory->left.Trace(hits_max + 1);
  memory->right.Trace(hits_max + 1);
  auto right = rights.begin();
  for (const SumTrace<T>& left : lefts) {
    while (right->group < left.group) ++right;
    for (auto at = right; at != rights.end() && at->group == left.group; ++at) {
      const SumPair pair = {.right = at->code, .left = left.code};
      if (hits_ < hits_max && pair != passed_over) pairs_[hits_++] = pair;
    }
  }
  std::sort(pairs_.begin(), pairs_.begin() + hits_);
}

/// The pair that stands for no item at all: all credits chosen, nothing else.
SumPair SumSearch::EmptyPair() const {
  SumPair pair = {0, 0};
  const std::span<const AmountClass> classes = reduction_.open();
  for (size_t c = classes.size(); c-- > 0;) {
    uint32_t& code = c < left_classes_ ? pair.left : pair.right;
    const uint32_t copies = classes[c].copies;
    code = code * (copies + 1) + (classes[c].credit ? copies : 0);
  }
  return pair;
}

void SumSearch::AppendItems(size_t hit, std::vector<uint32_t>* items) const {
  const std::span<const AmountClass> classes = reduction_.open();
  SumPair pair = pairs_[hit];
  // Each class at least doubles the number of sums.
  std::array<uint32_t, 64> chosen;
  for (size_t c = 0; c < classes.size(); ++c) {
    uint32_t& code = c < left_classes_ ? pair.left : pair.right;
    chosen[c] = code % (classes[c].copies + 1);
    code /= classes[c].copies + 1;
  }
  reduction_.AppendItems(std::span(chosen).first(classes.size()), items);
}

}  // namespace cashmatch
