// SPDX-License-Identifier: Apache-2.0
// resolve.cc - components of competing proposals.
// Tested by tests/unit/engine/resolve/resolve_test.cc
#include "engine/resolve/resolve.h"

#include <algorithm>
#include <unordered_map>

namespace cashmatch {
namespace {

using Kind = Resolution::Kind;

/// Deals out the items of one component.
class Component {
 public:
  Component(const OpenState& state, const ReceiptBlock& receipts,
            std::span<const Candidate> candidates,
            std::vector<Resolution>* resolutions)
      : state_(state),
        receipts_(receipts),
        candidates_(candidates),
        resolutions_(*resolutions) {}

  void Settle(std::span<uint32_t> members) {
    std::sort(members.begin(), members.end(), [&](uint32_t a, uint32_t b) {
      const Proposal& x = candidates_[a].best();
      const Proposal& y = candidates_[b].best();
      if (x.rule != y.rule) return x.rule < y.rule;
      if (x.confidence != y.confidence) return x.confidence > y.confidence;
      const Receipt& r = ReceiptOf(a);
      const Receipt& s = ReceiptOf(b);
      if (r.value_date != s.value_date) return r.value_date < s.value_date;
      return r.id != s.id ? r.id < s.id : a < b;
    });
    for (const uint32_t member : members) Claim(member);
  }

 private:
  struct Held {
    Minor taken = 0;
    uint32_t holder = 0;        // the first candidate that took of it
    bool only_payments = true;  // and no row that settles the rest
  };

  const Receipt& ReceiptOf(uint32_t member) const {
    return receipts_.receipts[Index(candidates_[member].receipt)];
  }

  void Claim(uint32_t member) {
    const Candidate& candidate = candidates_[member];
    const Proposal& proposal = candidate.best();
    if (proposal.pool_count != 0) {
      ClaimOfPool(member, candidate.PoolOf(proposal));
      return;
    }
    for (const ProposedRow& row : candidate.RowsOf(proposal)) {
      const auto held = held_.find(row.item);
      if (held == held_.end() || Shares(candidate, row.item, held->second)) {
        continue;
      }
      Refuse(member, held->second.holder, row.item);
      return;
    }
    for (const ProposedRow& row : candidate.RowsOf(proposal)) {
      Held& held =
          held_.try_emplace(row.item, Held{0, member, true}).first->second;
      held.taken += row.amount;
      held.only_payments =
          held.only_payments && row.kind == ApplicationKind::kPayment;
    }
  }

  /// True if the item still holds enough for a part payment beside others.
  bool Shares(const Candidate& candidate, ItemRow item,
              const Held& held) const {
    if (!held.only_payments) return false;
    Minor wanted = 0;
    for (const ProposedRow& row : candidate.RowsOf(candidate.best())) {
      if (row.item != item) continue;
      if (row.kind != ApplicationKind::kPayment) return false;
      wanted += row.amount;
    }
    const Minor open = state_.Open(item);
    const WideMinor all = static_cast<WideMinor>(held.taken) + wanted;
    return open >= 0 ? all <= open : all >= open;
  }

  void ClaimOfPool(uint32_t member, std::span<const ItemRow> pool) {
    for (const ItemRow item : pool) {
      if (!held_.try_emplace(item, Held{0, member, false}).second) continue;
      resolutions_[member].instead = item;
      return;
    }
    Refuse(member, held_.at(pool.front()).holder, pool.front());
  }

  /// The item is gone to `holder`: by right, or by a claim no better than ours.
  void Refuse(uint32_t member, uint32_t holder, ItemRow item) {
    const Proposal& ours = candidates_[member].best();
    const Proposal& theirs = candidates_[holder].best();
    resolutions_[member].item = item;
    resolutions_[member].rival = candidates_[holder].receipt;
    const bool equal_claim =
        ours.rule == theirs.rule && ours.confidence == theirs.confidence;
    if (equal_claim && !SameMoney(member, holder)) {
      resolutions_[member].kind = Kind::kTied;
      resolutions_[holder].kind = Kind::kTied;
      if (resolutions_[holder].rival == kNoReceipt) {
        resolutions_[holder].item = item;
        resolutions_[holder].rival = candidates_[member].receipt;
      }
    } else if (resolutions_[holder].kind == Kind::kTied) {
      resolutions_[member].kind = Kind::kTied;
    } else {
      resolutions_[member].kind = Kind::kLost;
    }
  }

  /// True if it does not matter which of two receipts gets an item.
  bool SameMoney(uint32_t a, uint32_t b) const {
    const Receipt& x = ReceiptOf(a);
    const Receipt& y = ReceiptOf(b);
    return candidates_[a].best().customer == candidates_[b].best().customer &&
           x.amount == y.amount && x.currency == y.currency &&
           x.account == y.account && x.payer_account == y.payer_account &&
           x.payer_name == y.payer_name;
  }

  const OpenState& state_;
  const ReceiptBlock& receipts_;
  std::span<const Candidate> candidates_;
  std::vector<Resolution>& resolutions_;
  std::unordered_map<ItemRow, Held> held_;
};

template <class Visitor>
void VisitItems(const Candidate& candidate, const Visitor& visit) {
  const Proposal& proposal = candidate.best();
  for (const ProposedRow& row : candidate.RowsOf(proposal)) visit(row.item);
  for (const ItemRow item : candidate.PoolOf(proposal)) visit(item);
}

}  // namespace

Resolver::Resolver(size_t items) : holder_(items, 0) {}

uint32_t Resolver::Root(uint32_t candidate) {
  while (parent_[candidate] != candidate) {
    parent_[candidate] = parent_[parent_[candidate]];
    candidate = parent_[candidate];
  }
  return candidate;
}

std::vector<Resolution> Resolver::Resolve(
    const OpenState& state, const ReceiptBlock& receipts,
    std::span<const Candidate> candidates) {
  std::vector<Resolution> resolutions(candidates.size());
  parent_.resize(candidates.size());
  bool any_conflict = false;
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    parent_[i] = i;
    VisitItems(candidates[i], [&](ItemRow item) {
      uint32_t& holder = holder_[Index(item)];
      if (holder == 0) {
        holder = i + 1;
      } else if (holder != i + 1) {
        any_conflict = true;
        parent_[Root(i)] = Root(holder - 1);
      }
    });
  }
  for (const Candidate& candidate : candidates) {
    VisitItems(candidate, [&](ItemRow item) { holder_[Index(item)] = 0; });
  }
  if (!any_conflict) return resolutions;

  std::vector<std::pair<uint32_t, uint32_t>> members;  // root, candidate
  members.reserve(candidates.size());
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    members.emplace_back(Root(i), i);
  }
  std::sort(members.begin(), members.end());
  std::vector<uint32_t> component;
  for (size_t first = 0; first < members.size();) {
    const uint32_t root = members[first].first;
    component.clear();
    for (; first < members.size() && members[first].first == root; ++first) {
      component.push_back(members[first].second);
    }
    if (component.size() == 1) continue;
    Component(state, receipts, candidates, &resolutions).Settle(component);
  }
  return resolutions;
}

}  // namespace cashmatch
