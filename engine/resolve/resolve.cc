// SPDX-License-Identifier: Apache-2.0
// resolve.cc - components of competing proposals.
// Tested by tests/unit/engine/resolve/resolve_test.cc
#include "engine/resolve/resolve.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "engine/base/planted_bug.h"
#include "engine/resolve/contest.h"

namespace cashmatch {
namespace {

template <class Visitor>
void VisitItems(const Candidate& candidate, const Visitor& visit) {
  const Proposal& proposal = candidate.best();
  for (const ProposedRow& row : candidate.RowsOf(proposal)) visit(row.item);
  for (const ItemRow item : candidate.PoolOf(proposal)) visit(item);
}

/// Tells who of a component was refused which item, and by whom: of one that
/// lost, a receipt that has an item it wanted; of one that is tied, another
/// that is tied for it.
class Rivals {
 public:
  Rivals(std::span<const Candidate> candidates,
         std::vector<Resolution>* resolutions)
      : candidates_(candidates), resolutions_(*resolutions) {}

  void Name(std::span<const uint32_t> members) {
    for (const uint32_t member : members) {
      const Kind kind = resolutions_[member].kind;
      if (kind == Kind::kAccepted) VisitItems(member, has_);
      if (kind == Kind::kTied) VisitItems(member, tied_);
    }
    for (const uint32_t member : members) {
      const Kind kind = resolutions_[member].kind;
      if (kind == Kind::kLost) Find(member, has_);
      if (kind == Kind::kTied && !Find(member, tied_)) Find(member, has_);
    }
  }

 private:
  using Kind = Resolution::Kind;
  using Holders = std::unordered_map<ItemRow, std::array<uint32_t, 2>>;
  static constexpr uint32_t kNobody = UINT32_MAX;

  /// Notes the first two that have an item; no one has more rivals than that.
  void VisitItems(uint32_t member, Holders& holders) const {
    const ItemRow instead = resolutions_[member].instead;
    const auto note = [&](ItemRow item) {
      auto& two =
          holders.try_emplace(item, std::array{kNobody, kNobody}).first->second;
      if (two[0] == kNobody) {
        two[0] = member;
      } else if (two[0] != member && two[1] == kNobody) {
        two[1] = member;
      }
    };
    if (instead != kNoItem) return note(instead);
    cashmatch::VisitItems(candidates_[member], note);
  }

  bool Find(uint32_t member, const Holders& holders) const {
    Resolution& resolution = resolutions_[member];
    cashmatch::VisitItems(candidates_[member], [&](ItemRow item) {
      const auto found = holders.find(item);
      if (resolution.rival != kNoReceipt || found == holders.end()) return;
      for (const uint32_t other : found->second) {
        if (other == kNobody || other == member) continue;
        resolution.item = item;
        resolution.rival = candidates_[other].receipt;
        return;
      }
    });
    return resolution.rival != kNoReceipt;
  }

  std::span<const Candidate> candidates_;
  std::vector<Resolution>& resolutions_;
  Holders has_, tied_;
};

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
  if (!any_conflict || Planted("two receipts take one item"))
    return resolutions;

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
    SettleContest({state, receipts, candidates, component}, &resolutions);
    Rivals(candidates, &resolutions).Name(component);
  }
  return resolutions;
}

}  // namespace cashmatch
