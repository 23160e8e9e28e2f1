// SPDX-License-Identifier: Apache-2.0
// weighing.cc - priors of all guessed payers in one balance.
// Tested by tests/unit/engine/propose/weighing_test.cc
#include "engine/propose/weighing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "engine/propose/confidence.h"
#include "engine/propose/log_sum.h"
#include "engine/propose/plausibility_table.h"
#include "engine/propose/together.h"

namespace cashmatch {

namespace {

/// The log of the probability that some other payment has just this amount.
double LogShareOfAmount(Currency currency, Minor amount) {
  double share =
      -std::log(kAmountFolds) - std::log(static_cast<double>(amount));
  // Round amounts are common: that one agrees says less.
  const auto round = static_cast<double>(RoundnessOf(currency, amount));
  if (round != 1) share += std::log(round);
  return share;
}

}  // namespace

void Weighing::Run() {
  for (const PayerGuess& guess : view_.payers) AskForHabits(guess.customer);
  AddOther();
  for (const PayerGuess& guess : view_.payers) {
    GatherPayerItems(view_, guess.customer, &blocks_);
    GatherGroupItems(view_, guess.customer, &blocks_);
  }
  AddFixedOwners();
  for (const PayerItems& block : blocks_) Search(block);
  JoinEqual();
  BlendEqualAmounts();
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Explanation& a, const Explanation& b) {
                     return a.log_weight > b.log_weight;
                   });
}

Millionths Weighing::ProbabilityOf(const Explanation& explanation) const {
  const double share = std::exp(explanation.log_weight - log_all_);
  return std::min<Millionths>(static_cast<Millionths>(share * 1e6),
                              kSureSumMost);
}

SumRecord Weighing::Record() const {
  SumRecord record;
  record.all = complete_;
  record.solutions = static_cast<uint32_t>(found_.size());
  for (const Sought& one : sought_) {
    record.items =
        std::max(record.items, static_cast<uint32_t>(one.items->size()));
  }
  if (!found_.empty()) record.best = ProbabilityOf(found_[0]);
  if (found_.size() > 1) record.second = ProbabilityOf(found_[1]);
  if (found_.size() > 1) {
    record.finding = SumFinding::kAmbiguous;
  } else if (!complete_) {
    record.finding = SumFinding::kBudgetSpent;
  } else {
    record.finding = found_.empty() ? SumFinding::kNone : SumFinding::kUnique;
  }
  record.log_hits = view_.brief ? SumRecord::kHitsUnasked : LogHits();
  return record;
}

/// Sums over all searches. Where the amounts leave nothing to choose there is
/// one sum, which another payment has as often as it has any amount; and all
/// sets together are hit no more often than each of them is on its own, which
/// the density of a few amounts does not see.
int64_t Weighing::LogHits() const {
  double log_hits = kLogNever;
  for (const Sought& one : sought_) {
    const Density density = view_.sums.Accidents(
        one.discounts ? one.items->ask : one.items->open, one.target);
    if (density.log_count <= kLogNone) continue;
    const double share = LogShareOfAmount(view_.receipt.currency, one.target);
    const double sets = static_cast<double>(one.items->size()) * std::log(2.0);
    log_hits = LogSum(
        log_hits,
        density.decided ? share : std::min(density.log_count, sets + share));
  }
  return log_hits <= kLogNever ? SumRecord::kNoHits
                               : std::llround(log_hits * 1e6);
}

Millionths Weighing::Unexplained() const {
  return static_cast<Millionths>(std::exp(log_other_ - log_all_) * 1e6);
}

std::vector<ItemClaim> Weighing::ItemShares() const {
  std::map<ItemRow, double> shares;
  for (const Explanation& one : found_) {
    const double share = std::exp(one.log_weight - log_all_);
    for (const uint32_t i : one.set) shares[one.items->rows[i]] += share;
  }
  for (const Unseen& one : unseen_) {
    const double share = std::exp(one.log_weight - log_all_) * 1e6;
    if (share < kClaimLeast) continue;
    for (uint32_t i = 0; i < one.chosen.size(); ++i) {
      shares[one.items->rows[i]] += share / 1e6 * one.chosen[i];
    }
  }
  std::vector<ItemClaim> claims;
  for (const auto& [item, share] : shares) {
    const auto millionths = static_cast<Millionths>(std::min(share, 1.0) * 1e6);
    if (millionths >= kClaimLeast) claims.push_back({item, millionths});
  }
  return claims;
}

/// Asks for what was seen of a payer, ahead of its use.
void Weighing::AskForHabits(CustomerRow payer) const {
  constexpr size_t kLine = 64;
  const auto& payers = view_.habits.payers;
  if (Index(payer) >= payers.size()) return;
  const auto* const habits =
      reinterpret_cast<const char*>(&payers[Index(payer)]);
  for (size_t at = 0; at < sizeof(PayerHabits); at += kLine) {
    __builtin_prefetch(habits + at);
  }
}

/// The money may be for something that is not open at all.
void Weighing::AddOther() {
  const PartPayments* const together = context_.together;
  const Minor amount =
      together == nullptr ? context_.target : AmountByChance(*together);
  const Habits& habits = view_.habits;
  const double share =
      (habits.unexplained / 1e6 + kUnexplainedWeight * kUnexplained) /
      (habits.weighed / 1e6 + kUnexplainedWeight);
  log_other_ =
      std::log(share) + LogShareOfAmount(view_.receipt.currency, amount);
  if (together != nullptr) log_other_ -= LogTogether(*together);
  log_all_ = log_other_;
}

/// Quoted items tell whose the rest is, too.
void Weighing::AddFixedOwners() {
  for (const SettledItem& item : context_.fixed) {
    const CustomerRow owner = view_.Hot(item.item).customer;
    const bool known =
        std::any_of(blocks_.begin(), blocks_.end(),
                    [&](const PayerItems& b) { return b.customer == owner; });
    if (!known) GatherPayerItems(view_, owner, &blocks_);
  }
}

double Weighing::LogGuess(CustomerRow customer) const {
  for (const PayerGuess& guess : view_.payers) {
    if (guess.customer == customer) {
      return std::log(kPayerRight[static_cast<size_t>(guess.evidence)] *
                      guess.agreement / 1e6);
    }
  }
  return 0;  // owner of what was quoted
}

/// Takes out of a block what is quoted anyway; false if the quotes are of
/// another customer or company.
bool Weighing::Narrow(PayerItems* block) const {
  for (const SettledItem& item : context_.fixed) {
    const ItemHot& hot = view_.Hot(item.item);
    const bool same = block->group
                          ? view_.book.group[Index(hot.customer)] ==
                                view_.book.group[Index(block->customer)]
                          : hot.customer == block->customer;
    if (!same || hot.company != block->company) return false;
  }
  std::vector<uint32_t> kept;
  for (uint32_t i = 0; i < block->size(); ++i) {
    const bool fixed = std::any_of(
        context_.fixed.begin(), context_.fixed.end(),
        [&](const SettledItem& s) { return s.item == block->rows[i]; });
    if (!fixed) kept.push_back(i);
  }
  *block = block->Part(kept);
  return !kept.empty();
}

void Weighing::Search(const PayerItems& all) {
  const PayerItems* block = &all;
  if (!context_.fixed.empty()) {
    narrowed_.push_back(std::make_unique<PayerItems>(all));
    if (!Narrow(narrowed_.back().get())) return;
    block = narrowed_.back().get();
  }
  if (block->size() == 0) return;
  BlockSearch search(view_, *block);
  const double guess =
      LogGuess(block->customer) + (block->group ? std::log(kPaysForOthers) : 0);
  sought_.push_back({block, false, context_.target});
  Take(*block, search.Find(false, context_.target), guess, false);
  if (block->any_discount() || context_.net_target != context_.target) {
    sought_.push_back({block, true, context_.net_target});
    Take(*block, search.Find(true, context_.net_target),
         guess + std::log(kDiscountTaken), true);
  }
}

void Weighing::Take(const PayerItems& block, WeightedSets sets,
                    double log_guess, bool discounts) {
  complete_ = complete_ && sets.complete;
  log_all_ = LogSum(log_all_, log_guess + sets.log_unseen);
  if (!sets.chosen.empty()) {
    unseen_.push_back(
        {&block, log_guess + sets.log_unseen, std::move(sets.chosen)});
  }
  for (WeightedSet& one : sets.sets) {
    const bool reduced =
        std::any_of(one.set.begin(), one.set.end(),
                    [&](uint32_t i) { return block.ask[i] != block.open[i]; });
    if (discounts && !reduced && context_.net_target == context_.target) {
      continue;  // the same as without discounts
    }
    const double weight =
        log_guess + one.log_prior + LogOfLinks(block, one.set);
    log_all_ = LogSum(log_all_, weight);
    found_.push_back({&block, std::move(one.set), weight, discounts});
  }
}

/// Credits go with the invoices that the book links them to.
double Weighing::LogOfLinks(const PayerItems& block,
                            const std::vector<uint32_t>& set) const {
  double links = 0;
  for (const uint32_t i : set) {
    if (block.open[i] >= 0) continue;
    const ItemRare* const rare = view_.book.Rare(block.rows[i]);
    if (rare == nullptr || rare->linked_item.empty()) continue;
    const bool with = std::any_of(set.begin(), set.end(), [&](uint32_t k) {
      return view_.book.ItemId(block.rows[k]) == rare->linked_item;
    });
    links +=
        with ? std::log(kCreditWithInvoice) : -std::log(kCreditWithInvoice);
  }
  return links;
}

/// A set of a payer's own items is one of its group's, too.
void Weighing::JoinEqual() {
  if (found_.size() < 2) return;
  std::map<std::pair<bool, std::vector<ItemRow>>, size_t> kept;
  std::vector<Explanation> joined;
  for (Explanation& one : found_) {
    std::vector<ItemRow> key;
    for (const uint32_t i : one.set) key.push_back(one.items->rows[i]);
    std::sort(key.begin(), key.end());
    const auto [at, fresh] =
        kept.try_emplace({one.discounts, std::move(key)}, joined.size());
    if (fresh) {
      joined.push_back(std::move(one));
      continue;
    }
    Explanation& first = joined[at->second];
    first.log_weight = LogSum(first.log_weight, one.log_weight);
  }
  found_ = std::move(joined);
}

/// Now and then dates mislead: which of equal amounts is paid may be chosen for
/// reasons that nothing here tells.
void Weighing::BlendEqualAmounts() {
  if (found_.size() < 2) return;
  struct Equals {
    double log_weight = kLogNever;
    uint32_t count = 0;
  };
  std::map<std::vector<Minor>, Equals> equals;
  std::vector<Equals*> of;
  for (const Explanation& one : found_) {
    std::vector<Minor> amounts;
    for (const uint32_t i : one.set) amounts.push_back(one.items->open[i]);
    std::sort(amounts.begin(), amounts.end());
    Equals& all = equals[std::move(amounts)];
    all.log_weight = LogSum(all.log_weight, one.log_weight);
    ++all.count;
    of.push_back(&all);
  }
  for (size_t k = 0; k < found_.size(); ++k) {
    if (of[k]->count == 1) continue;
    found_[k].log_weight =
        LogSum(found_[k].log_weight + std::log1p(-kAtRandom),
               of[k]->log_weight + std::log(kAtRandom / of[k]->count));
  }
}

}  // namespace cashmatch
