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
  if (items.size() == 1) return;
  const std::vector<double>& share = prior_.probabilities();
  std::vector<uint32_t> likely, due;
  for (uint32_t i = 0; i < items.size(); ++i) {
    const Millionths still = view.habits.claims.StillDue(items.rows[i]);
    if (share[i] < kLikelyShare * still / 1e6) continue;
    likely.push_back(i);
    if (still >= kSurelyDue) due.push_back(i);
  }
  AddPart(std::move(likely));
  AddPart(std::move(due));
}

void BlockSearch::AddPart(std::vector<uint32_t> likely) {
  const std::vector<double>& share = prior_.probabilities();
  if (likely.size() > kLikelyMost) {
    std::stable_sort(likely.begin(), likely.end(), [&](uint32_t a, uint32_t b) {
      return share[a] > share[b];
    });
    likely.resize(kLikelyMost);
    std::sort(likely.begin(), likely.end());
  }
  if (likely.size() == items_.size() || likely.empty()) return;
  if (!parts_.empty() && parts_.back().positions == likely) return;
  PayerItems items = items_.Part(likely);
  Plausibility prior(view_, items);
  parts_.push_back({std::move(likely), std::move(items), std::move(prior)});
}

WeightedSets BlockSearch::Find(bool discounts, Minor target) {
  view_.sums.Find(items_, Amounts(discounts), target, prior_, &found_);
  WeightedSets out;
  out.log_unseen = kLogNever;
  const bool complete = out.complete = found_.complete;
  const double log_mass = found_.log_unseen;
  Sets sets = std::move(found_.sets);
  out.chosen = std::move(found_.chosen);
  if (!complete) {
    // What is found among a part has equals beside it.
    Sets of_parts;
    FindLikely(discounts, target, &of_parts);
    FindMentioned(discounts, target, &of_parts);
    AddEqualAmounts(items_, Amounts(discounts), &of_parts);
    sets.insert(sets.end(), of_parts.begin(), of_parts.end());
  }
  for (std::vector<uint32_t>& set : sets) TakeFirstTwins(&set);
  SortUnique(&sets);
  if (!sets.empty()) {
    prior_.SumShapes(items_);
    for (Part& part : parts_) part.prior.SumShapes(part.items);
  }
  // Where there is one set only there is no choice.
  std::vector<PassedOver> choice;
  if (sets.size() > 1) {
    choice.emplace_back(view_, items_, Amounts(discounts),
                        prior_.probabilities());
  }
  double seen = kLogNever;
  for (std::vector<uint32_t>& set : sets) {
    const double choices = LogChoices(set);
    seen = LogSum(seen, prior_.LogPriorOfAny(set) + choices);
    const double prior = LogPriorOf(set, choices) +
                         (choice.empty() ? 0 : choice.front().LogOf(set));
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

/// A shape may be one among all that is open, among what is not long forgotten,
/// or among what of that nothing may have paid yet: the same part of the prior
/// each.
double BlockSearch::LogPriorOf(const std::vector<uint32_t>& set,
                               double log_choices) const {
  double sum = prior_.LogPrior(set, log_choices);
  for (const Part& part : parts_) {
    std::vector<uint32_t> among;
    for (const uint32_t i : set) {
      const auto at =
          std::lower_bound(part.positions.begin(), part.positions.end(), i);
      if (at == part.positions.end() || *at != i) break;
      among.push_back(static_cast<uint32_t>(at - part.positions.begin()));
    }
    if (among.size() == set.size())
      sum = LogSum(sum, part.prior.LogPrior(among, log_choices));
  }
  return sum - std::log(1.0 + static_cast<double>(parts_.size()));
}

void BlockSearch::FindLikely(bool discounts, Minor target, Sets* sets) {
  for (const Part& part : parts_) {
    view_.sums.Find(part.items, discounts ? part.items.ask : part.items.open,
                    target, part.prior, &found_);
    for (const std::vector<uint32_t>& found : found_.sets) {
      std::vector<uint32_t>& set = sets->emplace_back();
      for (const uint32_t i : found) set.push_back(part.positions[i]);
    }
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
