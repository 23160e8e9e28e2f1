// SPDX-License-Identifier: Apache-2.0
// joint_component.cc - summing over all ways.
// Tested by tests/unit/engine/resolve/joint_test.cc
#include "engine/resolve/joint_component.h"

#include <algorithm>
#include <memory>
#include <tuple>

#include "engine/resolve/joint.h"

namespace cashmatch {
namespace {

constexpr Millionths kCertain = 1'000'000;
constexpr Millionths kJointMost = 999'500;  // whatever the amounts say
constexpr Millionths kNoneLeast = 1;        // that a receipt pays none of them

}  // namespace

std::vector<ProposedRow> GrantedRows(const Granted& granted) {
  const Candidate& candidate = granted.candidate;
  const auto rows =
      candidate.RowsOf(candidate.proposal(granted.resolution.choice));
  std::vector<ProposedRow> taken(rows.begin(), rows.end());
  if (granted.resolution.instead == kNoItem) return taken;
  for (ProposedRow& row : taken) row.item = granted.resolution.instead;
  return taken;
}

void JointComponent::Add(uint32_t number) { members_.push_back(number); }

void JointComponent::Settle(std::vector<Resolution>* resolutions) {
  if (members_.size() > kJointReceipts || !NumberItems()) return;
  MakeClasses();
  shares_ = std::make_unique<Shares>(problem_);
  choices_.resize(classes_.size());
  Enumerate(0, 1);
  if (steps_ > kJointSteps) return;
  for (const Class& one : classes_) {
    if (!IsUnsure(one.members.front())) shares_->Take(one.bids.front(), 1);
  }
  for (const Class& one : classes_) Judge(one, resolutions);
  DealOutPools(resolutions);
}

/// The items as they were before what was granted took of them.
bool JointComponent::NumberItems() {
  for (const uint32_t number : members_) {
    if (!IsUnsure(number)) continue;
    const Candidate& candidate = unsure_[number];
    for (uint32_t k = 0; k < candidate.answer().count; ++k) {
      for (const auto& row : candidate.RowsOf(candidate.proposal(k))) {
        table_.NumberOf(row.item);
      }
      const auto pool = candidate.PoolOf(candidate.proposal(k));
      if (!pool.empty() && !table_.AddPool(pool)) return false;
    }
  }
  for (const uint32_t number : members_) {
    if (IsUnsure(number)) continue;
    for (const auto& row : GrantedRows(granted_[number - unsure_.size()])) {
      problem_.open[table_.NumberOf(row.item)] += row.amount;
    }
  }
  for (size_t i = 0; i < problem_.open.size(); ++i) {
    problem_.open[i] += state_.Open(table_.items()[i]);
  }
  return true;
}

/// Equal if two receipts are the same money with the same alternatives.
std::strong_ordering JointComponent::Compare(uint32_t a, uint32_t b) const {
  if (!IsUnsure(a) || !IsUnsure(b)) return a <=> b;
  const Candidate& x = unsure_[a];
  const Candidate& y = unsure_[b];
  const auto money = CompareMoney(receipts_.receipts[Index(x.receipt)],
                                  receipts_.receipts[Index(y.receipt)]);
  if (money != 0) return money;
  const auto counts = x.answer().count <=> y.answer().count;
  if (counts != 0) return counts;
  for (uint32_t k = 0; k < x.answer().count; ++k) {
    const auto wishes = CompareWishes(x, x.proposal(k), y, y.proposal(k));
    if (wishes != 0) return wishes;
  }
  return std::strong_ordering::equal;
}

void JointComponent::MakeClasses() {
  const auto less = [&](uint32_t a, uint32_t b) {
    if (const auto order = Compare(a, b); order != 0) return order < 0;
    const Receipt& x = receipts_.receipts[Index(unsure_[a].receipt)];
    const Receipt& y = receipts_.receipts[Index(unsure_[b].receipt)];
    if (x.value_date != y.value_date) return x.value_date < y.value_date;
    const std::string x_id = receipts_.IdOf(x);
    const std::string y_id = receipts_.IdOf(y);
    return std::tie(x_id, a) < std::tie(y_id, b);
  };
  std::sort(members_.begin(), members_.end(), less);
  for (const uint32_t number : members_) {
    if (classes_.empty() ||
        Compare(classes_.back().members.front(), number) != 0) {
      MakeClass(number, &classes_.emplace_back());
    }
    classes_.back().members.push_back(number);
  }
}

void JointComponent::MakeClass(uint32_t number, Class* out) {
  Millionths none = kCertain;
  const auto add = [&](Millionths share) {
    none -= share;
    out->shares.push_back(static_cast<double>(share) / kCertain);
    return &out->bids.emplace_back();
  };
  if (IsUnsure(number)) {
    const Candidate& candidate = unsure_[number];
    for (uint32_t k = 0; k < candidate.answer().count; ++k) {
      const Proposal& proposal = candidate.proposal(k);
      table_.FillBid(candidate, proposal, add(proposal.confidence));
    }
  } else {
    const Granted& granted = granted_[number - unsure_.size()];
    const Proposal& proposal =
        granted.candidate.proposal(granted.resolution.choice);
    table_.FillDemands(GrantedRows(granted), add(proposal.confidence));
  }
  out->shares.push_back(static_cast<double>(std::max(none, kNoneLeast)) /
                        kCertain);
}

/// Goes on with the class `at`, those before it being placed.
void JointComponent::Enumerate(size_t at, double weight) {
  if (at < classes_.size()) {
    choices_[at].clear();
    Choose(at, 0, weight);
    return;
  }
  steps_ += classes_.size();
  all_ += weight;
  for (size_t i = 0; i < classes_.size(); ++i) {
    classes_[i].ways[choices_[i]] += weight;
  }
}

/// Places the next member of a class, on no earlier an alternative than the
/// member before it: the other orders are as likely, and are counted with it.
void JointComponent::Choose(size_t at, uint16_t from, double weight) {
  const Class& one = classes_[at];
  Choice& choice = choices_[at];
  if (choice.size() == one.members.size()) {
    Enumerate(at + 1, weight);
    return;
  }
  const auto none = static_cast<uint16_t>(one.bids.size());
  for (uint16_t k = from; k <= none; ++k) {
    if (++steps_ > kJointSteps) return;
    if (k != none && shares_->RoomFor(one.bids[k]) == 0) continue;
    if (k != none) shares_->Take(one.bids[k], 1);
    choice.push_back(k);
    // The number of orders of a choice, one factor for each of its members.
    const double orders = static_cast<double>(choice.size()) /
                          static_cast<double>(std::ranges::count(choice, k));
    Choose(at, k, weight * one.shares[k] * orders);
    choice.pop_back();
    if (k != none) shares_->TakeBack(one.bids[k], 1);
  }
}

/// Accepts the most probable choice of a class if it is sure.
void JointComponent::Judge(const Class& one,
                           std::vector<Resolution>* resolutions) {
  if (!IsUnsure(one.members.front()) || one.ways.empty()) return;
  const auto most = std::max_element(
      one.ways.begin(), one.ways.end(),
      [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto share = static_cast<Millionths>(most->second / all_ * kCertain);
  if (share > kCertain / 2) {
    Accept(one, most->first, std::min(share, kJointMost), resolutions);
  }
}

void JointComponent::Accept(const Class& one, const Choice& choice,
                            Millionths confidence,
                            std::vector<Resolution>* resolutions) {
  for (size_t i = 0; i < choice.size(); ++i) {
    if (choice[i] == one.bids.size()) continue;
    const Candidate& candidate = unsure_[one.members[i]];
    const Proposal& proposal = candidate.proposal(choice[i]);
    if (proposal.apply_at == 0 || confidence < proposal.apply_at) continue;
    if (shares_->RoomFor(one.bids[choice[i]]) == 0) continue;
    shares_->Take(one.bids[choice[i]], 1);
    Resolution& resolution = (*resolutions)[one.members[i]];
    resolution.kind = Resolution::Kind::kAccepted;
    resolution.contest = ContestKind::kJoint;
    resolution.choice = choice[i];
    resolution.confidence = confidence;
  }
}

/// Gives the items of pools out in their order, but for those that were paid
/// today or that another receipt is granted by name.
void JointComponent::DealOutPools(std::vector<Resolution>* resolutions) {
  std::vector<bool> given(problem_.open.size(), false);
  for (size_t i = 0; i < given.size(); ++i) {
    given[i] = state_.Open(table_.items()[i]) != problem_.open[i];
  }
  const auto visit = [&](const auto& deal) {
    for (const Class& one : classes_) {
      for (const uint32_t number : one.members) {
        if (!IsUnsure(number)) continue;
        Resolution& resolution = (*resolutions)[number];
        if (resolution.kind != Resolution::Kind::kAccepted) continue;
        deal(one.bids[resolution.choice], &resolution);
      }
    }
  };
  visit([&](const Bid& bid, Resolution*) {
    for (const Demand& demand : bid.demands) given[demand.item] = true;
  });
  visit([&](const Bid& bid, Resolution* resolution) {
    if (bid.pool == kNoPool) return;
    for (const ItemRow item : table_.Pool(bid.pool)) {
      const uint32_t number = table_.NumberOf(item);
      if (given[number]) continue;
      given[number] = true;
      resolution->instead = item;
      return;
    }
    resolution->kind = Resolution::Kind::kLost;
  });
}

}  // namespace cashmatch
