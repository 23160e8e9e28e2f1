// SPDX-License-Identifier: Apache-2.0
// resolve.cc - components of competing proposals.
// Tested by tests/unit/engine/resolve/resolve_test.cc
#include "engine/resolve/resolve.h"

#include <algorithm>
#include <utility>

#include "engine/resolve/contest.h"

namespace cashmatch {
namespace {

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
    SettleContest({state, receipts, candidates, component}, &resolutions);
  }
  return resolutions;
}

}  // namespace cashmatch
