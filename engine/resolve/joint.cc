// SPDX-License-Identifier: Apache-2.0
// joint.cc - components of unsure receipts.
// Tested by tests/unit/engine/resolve/joint_test.cc
#include "engine/resolve/joint.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "engine/resolve/joint_component.h"

namespace cashmatch {
namespace {

/// Receipts that may want a common item, by union and find. The granted ones
/// are numbered behind the unsure ones.
class Components {
 public:
  Components(std::span<const Candidate> unsure,
             std::span<const Granted> granted)
      : parent_(unsure.size() + granted.size()) {
    std::iota(parent_.begin(), parent_.end(), 0);
    for (uint32_t i = 0; i < unsure.size(); ++i) {
      for (uint32_t k = 0; k < unsure[i].answer().count; ++k) {
        const Proposal& proposal = unsure[i].proposal(k);
        for (const auto& row : unsure[i].RowsOf(proposal)) Want(i, row.item);
        for (const ItemRow item : unsure[i].PoolOf(proposal)) Want(i, item);
      }
    }
    for (uint32_t i = 0; i < granted.size(); ++i) {
      const auto number = static_cast<uint32_t>(unsure.size()) + i;
      for (const ProposedRow& row : GrantedRows(granted[i])) {
        // Only what an unsure receipt may want is of interest.
        if (!wanted_.contains(row.item)) continue;
        Want(number, row.item);
        touching_.push_back(number);
      }
    }
  }

  /// Returns all receipts of components, by component.
  std::vector<std::pair<uint32_t, uint32_t>> Members(uint32_t unsure) {
    std::vector<std::pair<uint32_t, uint32_t>> members;  // root, number
    for (uint32_t i = 0; i < unsure; ++i) members.emplace_back(Root(i), i);
    for (const uint32_t i : touching_) members.emplace_back(Root(i), i);
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    return members;
  }

 private:
  uint32_t Root(uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  void Want(uint32_t i, ItemRow item) {
    const auto [at, fresh] = wanted_.try_emplace(item, i);
    if (!fresh) parent_[Root(i)] = Root(at->second);
  }

  std::vector<uint32_t> parent_;
  std::vector<uint32_t> touching_;  // granted ones that belong to a component
  std::unordered_map<ItemRow, uint32_t> wanted_;  // by one of those who want it
};

}  // namespace

std::vector<Resolution> ResolveJointly(const OpenState& state,
                                       const ReceiptBlock& receipts,
                                       std::span<const Candidate> unsure,
                                       std::span<const Granted> granted) {
  std::vector<Resolution> resolutions(unsure.size());
  for (Resolution& one : resolutions) one.kind = Resolution::Kind::kLost;
  if (unsure.empty()) return resolutions;
  const auto members =
      Components(unsure, granted).Members(static_cast<uint32_t>(unsure.size()));
  for (size_t first = 0; first < members.size();) {
    size_t last = first + 1;
    while (last < members.size() &&
           members[last].first == members[first].first) {
      ++last;
    }
    if (last - first > 1) {
      JointComponent component(state, receipts, unsure, granted);
      for (size_t i = first; i < last; ++i) component.Add(members[i].second);
      component.Settle(&resolutions);
    }
    first = last;
  }
  return resolutions;
}

bool IsStale(const OpenState& state, const Candidate& candidate) {
  for (uint32_t i = 0; i < candidate.answer().count; ++i) {
    for (const ProposedRow& row : candidate.RowsOf(candidate.proposal(i))) {
      const Minor open = state.Open(row.item);
      if (row.amount > 0 ? open < row.amount : open > row.amount) return true;
    }
  }
  return false;
}

}  // namespace cashmatch
