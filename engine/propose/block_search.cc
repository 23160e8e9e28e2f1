// SPDX-License-Identifier: Apache-2.0
// block_search.cc - where to look for a sum among many items.
// Tested by tests/unit/engine/propose/block_search_test.cc
#include "engine/propose/block_search.h"

#include <algorithm>
#include <map>

#include "engine/propose/amount_filter.h"
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
    : view_(view), items_(items) {
  GatherTwins();
}

Plausibility& BlockSearch::Prior() {
  if (!prior_) prior_.emplace(view_, items_);
  return *prior_;
}

void BlockSearch::FindParts() {
  if (parts_found_) return;
  parts_found_ = true;
  if (items_.size() == 1) return;
  const std::vector<double>& share = Prior().probabilities();
  std::vector<uint32_t> likely, due;
  for (uint32_t i = 0; i < items_.size(); ++i) {
    const Millionths still = view_.habits.claims.StillDue(items_.rows[i]);
    if (share[i] < kLikelyShare * still / 1e6) continue;
    likely.push_back(i);
    if (still >= kSurelyDue) due.push_back(i);
  }
  AddPart(std::move(likely));
  AddPart(std::move(due));
}

void BlockSearch::AddPart(std::vector<uint32_t> likely) {
  const std::vector<double>& share = Prior().probabilities();
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
  Plausibility prior(Prior(), likely);
  parts_.push_back({std::move(likely), std::move(items), std::move(prior)});
}

WeightedSets BlockSearch::Find(bool discounts, Minor target) {
  const std::span<const Minor> amounts = Amounts(discounts);
  if (!view_.sums.FindAll(items_, amounts, target, &found_)) {
    view_.sums.FindSome(items_, amounts, target, &Prior(), &found_);
  }
  WeightedSets out;
  out.log_unseen = kLogNever;
  const bool complete = out.complete = found_.complete;
  if (!complete) view_.sums.WeighUnseen(amounts, target, Prior(), &found_);
  const double log_mass = found_.log_unseen;
  Sets sets = std::move(found_.sets);
  out.chosen = std::move(found_.chosen);
  if (!complete) {
    // What is found among a part has equals beside it.
    Sets of_parts;
    FindParts();
    FindLikely(discounts, target, &of_parts);
    FindMentioned(discounts, target, &of_parts);
    AddEqualAmounts(items_, amounts, &of_parts);
    sets.insert(sets.end(), of_parts.begin(), of_parts.end());
  }
  for (std::vector<uint32_t>& set : sets) TakeFirstTwins(&set);
  SortUnique(&sets);
  Weigh(discounts, std::move(sets), &out);
  if (complete) return out;
  Scaled seen;
  for (const WeightedSet& one : out.sets) {
    seen += Prior().PriorOfAny(one.set) * Choices(one.set);
  }
  out.log_unseen = LogDifference(log_mass, seen.Log());
  return out;
}

void BlockSearch::Weigh(bool discounts, Sets sets, WeightedSets* out) {
  if (sets.empty()) return;
  Prior().SumShapes(items_);
  FindParts();
  for (Part& part : parts_) part.prior.SumShapes(part.items);
  // Where there is one set only there is no choice.
  std::optional<PassedOver> choice;
  if (sets.size() > 1) {
    choice.emplace(view_, items_, Amounts(discounts), Prior().probabilities());
  }
  for (std::vector<uint32_t>& set : sets) {
    const double prior =
        PriorOf(set, Choices(set)).Log() + (choice ? choice->LogOf(set) : 0);
    out->sets.push_back({std::move(set), prior});
  }
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
      return NumberedBefore(view_.book, items_.rows[a], items_.rows[b]);
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

/// The number of sets that differ from this one only in which of
/// interchangeable items they take.
Scaled BlockSearch::Choices(const std::vector<uint32_t>& set) const {
  Scaled choices(1);
  if (twins_.empty()) return choices;
  std::map<ItemRow, size_t> taken;
  for (const uint32_t i : set) {
    const auto twins = twins_.find(items_.twin[i]);
    if (twins == twins_.end()) continue;
    // n over k is the product of (n - j) / (j + 1) over j below k.
    const size_t before = taken[twins->first]++;
    choices *= Scaled(static_cast<double>(twins->second.size() - before) /
                      static_cast<double>(before + 1));
  }
  return choices;
}

/// A shape may be one among all that is open, among what is not long forgotten,
/// or among what of that nothing may have paid yet: the same part of the prior
/// each.
Scaled BlockSearch::PriorOf(const std::vector<uint32_t>& set,
                            Scaled choices) const {
  Scaled sum = prior_->Prior(set, choices);
  for (const Part& part : parts_) {
    std::vector<uint32_t> among;
    for (const uint32_t i : set) {
      const auto at =
          std::lower_bound(part.positions.begin(), part.positions.end(), i);
      if (at == part.positions.end() || *at != i) break;
      among.push_back(static_cast<uint32_t>(at - part.positions.begin()));
    }
    if (among.size() == set.size()) sum += part.prior.Prior(among, choices);
  }
  return sum / Scaled(1.0 + static_cast<double>(parts_.size()));
}

void BlockSearch::FindLikely(bool discounts, Minor target, Sets* sets) {
  for (Part& part : parts_) {
    const bool all = FindInPart(&part, discounts, target);
    for (const std::vector<uint32_t>& found : found_.sets) {
      std::vector<uint32_t>& set = sets->emplace_back();
      for (const uint32_t i : found) set.push_back(part.positions[i]);
    }
    if (all && NothingElseIn(part, discounts)) return;
  }
}

/// Searches a part; true if what it found is all there is.
bool BlockSearch::FindInPart(Part* part, bool discounts, Minor target) {
  const std::span<const Minor> amounts =
      discounts ? part->items.ask : part->items.open;
  if (view_.sums.FindAll(part->items, amounts, target, &found_)) {
    return found_.complete;
  }
  view_.sums.FindSome(part->items, amounts, target, &part->prior, &found_);
  return false;
}

/// True if, all sets of a part being found, the last part can give no further
/// one: it is a part of that, and no set has another choice of equal amounts
/// that a limit might cut off.
bool BlockSearch::NothingElseIn(const Part& part, bool discounts) const {
  const std::vector<uint32_t>& last = parts_.back().positions;
  return std::includes(part.positions.begin(), part.positions.end(),
                       last.begin(), last.end()) &&
         (found_.sets.empty() || !MayHaveEquals(Amounts(discounts)));
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
  const std::span<const Minor> amounts = discounts ? part.ask : part.open;
  if (!view_.sums.FindAll(part, amounts, target, &found_)) {
    Plausibility prior(Prior(), among);
    view_.sums.FindSome(part, amounts, target, &prior, &found_);
  }
  for (const std::vector<uint32_t>& found : found_.sets) {
    std::vector<uint32_t> set = base;
    for (const uint32_t i : found) set.push_back(among[i]);
    std::sort(set.begin(), set.end());
    sets->push_back(std::move(set));
  }
}

}  // namespace cashmatch
