// SPDX-License-Identifier: Apache-2.0
// deposits.cc - telling containers from cash.
// Tested by tests/unit/adapters/read/bai2/deposits_test.cc
#include "adapters/read/bai2/deposits.h"

#include <algorithm>

namespace cashmatch::bai2 {
namespace {

/// The details of one family in an account, in the order of the file.
struct Members {
  const DepositFamily* family = nullptr;
  std::vector<size_t> parents, items;
};

WideMinor SumOf(const std::vector<Detail>& details,
                const std::vector<size_t>& rows) {
  WideMinor sum = 0;
  for (const size_t row : rows) sum += details[row].amount.minor;
  return sum;
}

std::vector<Members> FindFamilies(const std::vector<Detail>& details) {
  std::vector<Members> found;
  for (size_t row = 0; row < details.size(); ++row) {
    const DepositFamily* const family = FamilyOf(details[row].type);
    if (family == nullptr) continue;
    auto at = std::find_if(
        found.begin(), found.end(),
        [family](const Members& members) { return members.family == family; });
    if (at == found.end()) {
      found.push_back({family, {}, {}});
      at = found.end() - 1;
    }
    const bool parent = details[row].type == family->parent;
    (parent ? at->parents : at->items).push_back(row);
  }
  return found;
}

/// Looks at each parent with the items between it and the next parent; true if
/// every parent has none or just those that add up to it.
bool MatchInOrder(const std::vector<Detail>& details, const Members& members,
                  std::vector<size_t>* containers) {
  containers->clear();
  if (members.items.front() < members.parents.front()) return false;
  size_t item = 0;
  for (size_t i = 0; i < members.parents.size(); ++i) {
    const size_t end = i + 1 < members.parents.size() ? members.parents[i + 1]
                                                      : details.size();
    WideMinor sum = 0;
    bool any = false;
    for (; item < members.items.size() && members.items[item] < end; ++item) {
      sum += details[members.items[item]].amount.minor;
      any = true;
    }
    if (!any) continue;
    if (sum != details[members.parents[i]].amount.minor) return false;
    containers->push_back(members.parents[i]);
  }
  return true;
}

/// Finds the only parent that is equal to all items together.
bool MatchOne(const std::vector<Detail>& details, const Members& members,
              WideMinor items, std::vector<size_t>* containers) {
  containers->clear();
  for (const size_t row : members.parents) {
    if (details[row].amount.minor == items) containers->push_back(row);
  }
  return containers->size() == 1;
}

/// Returns the parents that are containers; `agrees` is false if none fits.
std::vector<size_t> FindContainers(const std::vector<Detail>& details,
                                   const Members& members, bool* agrees) {
  std::vector<size_t> containers;
  const WideMinor items = SumOf(details, members.items);
  *agrees = true;
  if (SumOf(details, members.parents) == items) return members.parents;
  if (MatchInOrder(details, members, &containers)) return containers;
  if (MatchOne(details, members, items, &containers)) return containers;
  *agrees = false;
  return {};
}

}  // namespace

std::vector<DepositVerdict> AssignDepositRoles(
    const std::vector<Detail>& details, std::vector<DepositRole>* roles) {
  roles->clear();
  std::vector<DepositVerdict> verdicts;
  for (const Members& members : FindFamilies(details)) {
    if (members.parents.empty() || members.items.empty()) continue;
    DepositVerdict verdict;
    const std::vector<size_t> containers =
        FindContainers(details, members, &verdict.agrees);
    if (!verdict.agrees && !members.family->certain) continue;
    roles->resize(details.size(), DepositRole::kCash);
    for (const size_t row : containers) {
      (*roles)[row] = DepositRole::kContainer;
    }
    if (!verdict.agrees) {
      for (const size_t row : members.parents) {
        (*roles)[row] = DepositRole::kHeldCash;
      }
      for (const size_t row : members.items) {
        (*roles)[row] = DepositRole::kLeftOut;
      }
    }
    if (verdict.agrees && members.family->certain) continue;
    verdict.family = members.family;
    verdict.line = details[members.parents.front()].line;
    verdict.parents = SumOf(details, members.parents);
    verdict.items = SumOf(details, members.items);
    verdicts.push_back(verdict);
  }
  return verdicts;
}

}  // namespace cashmatch::bai2
