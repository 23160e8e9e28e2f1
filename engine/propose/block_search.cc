// SPDX-License-Identifier: Apache-2.0
// block_search.cc - where to look for a sum among many items.
// Tested by tests/unit/engine/propose/block_search_test.cc
#include "engine/propose/block_search.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/propose/log_sum.h"
#include "engine/propose/plausibility_table.h"

namespace cashmatch {
namespace {

void SortUnique(std::vector<std::vector<uint32_t>>* sets) {
  std::sort(sets->begin(), sets->end());
  sets->erase(std::unique(sets->begin(), sets->end()), sets->end());
}

}  // namespace

BlockSearch::BlockSearch(const ReceiptView& view, const PayerItems& items)
    : view_(view), items_(items), prior_(view, items) {
  GatherTwins();
  if (items.size() <= kFewItems) return;
  const std::vector<double>& share = prior_.probabilities();
  for (uint32_t i = 0; i < items.size(); ++i) {
    if (share[i] >= kLikelyShare) likely_.push_back(i);
  }
  if (likely_.size() > kLikelyMost) {
    std::stable_sort(
        likely_.begin(), likely_.end(),
        [&](uint32_t a, uint32_t b) { return share[a] > share[b]; });
    likely_.resize(kLikelyMost);
    std::sort(likely_.begin(), likely_.end());
  }
  if (likely_.size() == items.size() || likely_.empty()) {
    likely_.clear();
    return;
  }
  likely_items_ = items.Part(likely_);
  likely_prior_.emplace_back(view, likely_items_);
}

WeightedSets BlockSearch::Find(bool discounts, Minor target) {
  view_.sums.Find(items_, Amounts(discounts), target, prior_, &found_);
  WeightedSets out;
  out.log_unseen = kLogNever;
  const bool complete = out.complete = found_.complete;
  const double log_mass = found_.log_unseen;
  Sets sets = std::move(found_.sets);
  if (!complete) {
    FindLikely(discounts, target, &sets);
    FindMentioned(discounts, target, &sets);
  }
  for (std::vector<uint32_t>& set : sets) TakeFirstTwins(&set);
  SortUnique(&sets);
  if (!sets.empty()) {
    prior_.SumShapes(items_);
    if (!likely_prior_.empty()) likely_prior_.front().SumShapes(likely_items_);
  }
  double seen = kLogNever;
  for (std::vector<uint32_t>& set : sets) {
    const double choices = LogChoices(set);
    seen = LogSum(seen, prior_.LogPriorOfAny(set) + choices);
    const double prior = LogPriorOf(set, choices);
    out.sets.push_back({std::move(set), prior});
  }
  if (!complete) out.log_unseen = LogDifference(log_mass, seen);
  return out;
}

void BlockSearch::GatherTwins() {
  for (uint32_t i = 0; i < items_.size(); ++i) {
    if (items_.twin[i] == items_.rows[i]) continue;
    twins_[items_.twin[i]].push_back(i);
  }
  // The label of twins is one of them; it may not be in this block.
  for (uint32_t i = 0; i < items_.size() && !twins_.empty(); ++i) {
    const auto twins = twins_.find(items_.rows[i]);
    if (twins != twins_.end()) twins->second.push_back(i);
  }
  for (auto& [label, positions] : twins_) {
    std::sort(positions.begin(), positions.end(), [&](uint32_t a, uint32_t b) {
      return prior_.number_rank()[a] < prior_.number_rank()[b];
    });
  }
}

/// Replaces interchangeable items by the first ones, as many.
void BlockSearch::TakeFirstTwins(std::vector<uint32_t>* set) const {
  if (twins_.empty()) return;
  std::map<ItemRow, size_t> taken;
  for (uint32_t& i : *set) {
    const auto twins = twins_.find(items_.twin[i]);
    if (twins == twins_.end()) continue;
    i = twins->second[taken[twins->first]++];
  }
  std::sort(set->begin(), set->end());
}

/// The log of the number of sets that differ from this one only in which of
/// interchangeable items they take.
double BlockSearch::LogChoices(const std::vector<uint32_t>& set) const {
  if (twins_.empty()) return 0;
  std::map<ItemRow, size_t> taken;
  double choices = 0;
  for (const uint32_t i : set) {
    const auto twins = twins_.find(items_.twin[i]);
    if (twins == twins_.end()) continue;
    // n over k is the product of (n - j) / (j + 1) over j below k.
    const size_t before = taken[twins->first]++;
    choices += std::log(static_cast<double>(twins->second.size() - before) /
                        static_cast<double>(before + 1));
  }
  return choices;
}

/// A shape may be one among all that is open, or among what is not long
/// forgotten: half of the prior each.
double BlockSearch::LogPriorOf(const std::vector<uint32_t>& set,
                               double log_choices) const {
  const double among_all = prior_.LogPrior(set, log_choices);
  if (likely_prior_.empty()) return among_all;
  std::vector<uint32_t> part;
  for (const uint32_t i : set) {
    const auto at = std::lower_bound(likely_.begin(), likely_.end(), i);
    if (at == likely_.end() || *at != i) return among_all - std::log(2.0);
    part.push_back(static_cast<uint32_t>(at - likely_.begin()));
  }
  return LogSum(among_all, likely_prior_.front().LogPrior(part, log_choices)) -
         std::log(2.0);
}

void BlockSearch::FindLikely(bool discounts, Minor target, Sets* sets) {
  if (likely_prior_.empty()) return;
  const PayerItems& part = likely_items_;
  view_.sums.Find(part, discounts ? part.ask : part.open, target,
                  likely_prior_.front(), &found_);
  for (const std::vector<uint32_t>& found : found_.sets) {
    std::vector<uint32_t>& set = sets->emplace_back();
    for (const uint32_t i : found) set.push_back(likely_[i]);
  }
}

/// Sets that begin with what the words of the receipt surely mean, and those
/// made of nothing but what they may mean.
void BlockSearch::FindMentioned(bool discounts, Minor target, Sets* sets) {
  std::vector<uint32_t> meant, sure;
  WideMinor rest = target;
  for (uint32_t i = 0; i < items_.size(); ++i) {
    const Mention* const mention = view_.mentions.Of(items_.rows[i]);
    if (mention == nullptr) continue;
    meant.push_back(i);
    if (mention->rivals != 0 || mention->kind > MentionKind::kTail) continue;
    sure.push_back(i);
    rest -= Amounts(discounts)[i];
  }
  if (meant.empty()) return;
  FindAmong(meant, discounts, target, {}, sets);
  if (rest == 0 && !sure.empty()) sets->push_back(sure);
  if (rest <= 0 || sure.empty()) return;
  std::vector<uint32_t> others;
  for (uint32_t i = 0; i < items_.size(); ++i) {
    if (!std::binary_search(sure.begin(), sure.end(), i)) others.push_back(i);
  }
  FindAmong(others, discounts, static_cast<Minor>(rest), sure, sets);
}

/// Adds `base` with each set of `among` that sums to `target`.
void BlockSearch::FindAmong(const std::vector<uint32_t>& among, bool discounts,
                            Minor target, const std::vector<uint32_t>& base,
                            Sets* sets) {
  const PayerItems part = items_.Part(among);
  view_.sums.Find(part, discounts ? part.ask : part.open, target,
                  Plausibility(view_, part), &found_);
  for (const std::vector<uint32_t>& found : found_.sets) {
    std::vector<uint32_t> set = base;
    for (const uint32_t i : found) set.push_back(among[i]);
    std::sort(set.begin(), set.end());
    sets->push_back(std::move(set));
  }
}

}  // namespace cashmatch
