// SPDX-License-Identifier: Apache-2.0
// sum_finder.cc - which searches are worth it for how many items.
// Tested by tests/unit/engine/propose/sum_finder_test.cc
#include "engine/propose/sum_finder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/propose/amount_filter.h"

namespace cashmatch {
namespace {

constexpr size_t kPlainMost = 24;  // items of which all sets are looked at
constexpr size_t kDeepMost = 44;   // the same, if accidents are few
constexpr uint64_t kDeepUnits = uint64_t{1} << 20;
constexpr double kLogAccidentsMost = 3.0;  // about twenty

/// Which of equal amounts a set takes is a choice, too: adds the others. Which
/// of interchangeable items it takes is none.
class EqualAmounts {
 public:
  EqualAmounts(const PayerItems& items, std::span<const Minor> amounts,
               size_t most, std::vector<std::vector<uint32_t>>* sets)
      : items_(items), amounts_(amounts), most_(most), sets_(*sets) {}

  /// Adds `set` and all that differ from it only in which equal amounts they
  /// take; false if there are too many.
  bool Add(const std::vector<uint32_t>& set) {
    if (!equals_) equals_ = MayHaveEquals(amounts_);
    if (!*equals_) {
      if (sets_.size() >= most_) return false;
      std::vector<uint32_t>& added = sets_.emplace_back(set);
      std::sort(added.begin(), added.end());
      return true;
    }
    classes_.clear();
    for (const uint32_t i : set) {
      const auto same =
          std::find_if(classes_.begin(), classes_.end(), [&](const Class& c) {
            return amounts_[c.members[0]] == amounts_[i];
          });
      if (same != classes_.end()) {
        ++same->take;
        continue;
      }
      Class& fresh = classes_.emplace_back();
      fresh.take = 1;
      for (uint32_t k = 0; k < amounts_.size(); ++k) {
        if (amounts_[k] == amounts_[i]) fresh.members.push_back(k);
      }
      std::stable_sort(fresh.members.begin(), fresh.members.end(),
                       [&](uint32_t a, uint32_t b) {
                         return items_.twin[a] < items_.twin[b];
                       });
    }
    chosen_.clear();
    left_ = kChoicesMost;
    return Choose(0, 0, 0);
  }

 private:
  static constexpr size_t kChoicesMost = 64;
  struct Class {
    std::vector<uint32_t> members;
    size_t take = 0;
  };

  bool Choose(size_t at, size_t from, size_t taken) {
    if (at == classes_.size()) {
      if (left_-- == 0 || sets_.size() >= most_) return false;
      sets_.push_back(chosen_);
      std::sort(sets_.back().begin(), sets_.back().end());
      return true;
    }
    const Class& c = classes_[at];
    if (taken == c.take) return Choose(at + 1, 0, 0);
    for (size_t k = from; k + (c.take - taken) <= c.members.size(); ++k) {
      // Its twin before it was left out: that choice is made already.
      if (k != from &&
          items_.twin[c.members[k]] == items_.twin[c.members[k - 1]]) {
        continue;
      }
      chosen_.push_back(c.members[k]);
      const bool fits = Choose(at, k + 1, taken + 1);
      chosen_.pop_back();
      if (!fits) return false;
    }
    return true;
  }

  const PayerItems& items_;
  std::span<const Minor> amounts_;
  size_t most_;
  std::vector<std::vector<uint32_t>>& sets_;
  std::vector<Class> classes_;
  std::vector<uint32_t> chosen_;
  size_t left_ = 0;
  std::optional<bool> equals_;  // there may be some
};

void Clear(SumSets* out) {
  out->sets.clear();
  out->chosen.clear();
  out->crowded = out->complete = false;
  out->log_unseen = -std::numeric_limits<double>::infinity();
}

}  // namespace

bool AddEqualAmounts(const PayerItems& items, std::span<const Minor> amounts,
                     std::vector<std::vector<uint32_t>>* sets) {
  std::vector<std::vector<uint32_t>> all;
  EqualAmounts equal(items, amounts, SumFinder::kSetsMax, &all);
  bool fits = true;
  for (const std::vector<uint32_t>& set : *sets) fits = equal.Add(set) && fits;
  // Those that were found stay, whatever had no room beside them.
  all.insert(all.end(), sets->begin(), sets->end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  *sets = std::move(all);
  return fits;
}

bool SumFinder::FindAll(const PayerItems& items, std::span<const Minor> amounts,
                        Minor target, SumSets* out) {
  Clear(out);
  SumBudget budget;
  if (amounts.size() > kPlainMost) {
    if (amounts.size() > kDeepMost) return false;
    // Among very many accidents the true one cannot be told.
    if (density_.Count(amounts, target).log_count > kLogAccidentsMost) {
      return false;
    }
    budget.units_max = kDeepUnits;
  }
  const SumAnswer answer = search_.Find(amounts, target, budget);
  if (answer.status == SumStatus::kOverBudget ||
      answer.status == SumStatus::kNotSearched) {
    return false;
  }
  EqualAmounts equal(items, amounts, kSetsMax, &out->sets);
  for (size_t hit = 0; hit < search_.hits(); ++hit) {
    set_.clear();
    search_.AppendItems(hit, &set_);
    if (!equal.Add(set_)) out->crowded = true;
  }
  out->complete = answer.exact && !out->crowded;
  return true;
}

void SumFinder::FindFew(std::span<const Minor> amounts, Minor target,
                        FewSide side,
                        std::vector<std::vector<uint32_t>>* sets) {
  few_.Find(amounts, target, side, FewItemsMax(amounts.size()));
  for (size_t hit = 0; hit < few_.hits(); ++hit) {
    set_.clear();
    few_.AppendItems(hit, &set_);
    if (side == FewSide::kTaken) {
      sets->push_back(set_);
      continue;
    }
    std::vector<uint32_t>& rest = sets->emplace_back();
    for (uint32_t i = 0; i < amounts.size(); ++i) {
      if (!std::binary_search(set_.begin(), set_.end(), i)) rest.push_back(i);
    }
  }
}

void SumFinder::FindSome(const PayerItems& items,
                         std::span<const Minor> amounts, Minor target,
                         Plausibility* prior, SumSets* out) {
  Clear(out);
  std::vector<std::vector<uint32_t>> found;
  FindFew(amounts, target, FewSide::kTaken, &found);
  FindFew(amounts, target, FewSide::kLeftOut, &found);
  prior->RankNumbers(items);
  FindShapedSets(amounts, prior->by_number(), items.due, target, &found);
  EqualAmounts equal(items, amounts, kSetsMax, &out->sets);
  for (const std::vector<uint32_t>& set : found) {
    if (!equal.Add(set)) out->crowded = true;
  }
  std::sort(out->sets.begin(), out->sets.end());
  out->sets.erase(std::unique(out->sets.begin(), out->sets.end()),
                  out->sets.end());
  // Where nothing was found, it may be plain that nothing can be.
  out->complete = out->sets.empty() && reduction_.Reduce(amounts, target) ==
                                           Reduction::Verdict::kImpossible;
}

void SumFinder::WeighUnseen(std::span<const Minor> amounts, Minor target,
                            const Plausibility& prior, SumSets* out) {
  if (out->complete) return;
  out->log_unseen =
      prior.LogShareOfAny() +
      density_.Weight(amounts, target, prior.probabilities()).log_count;
  density_.AppendChosen(amounts, &out->chosen);
}

}  // namespace cashmatch
