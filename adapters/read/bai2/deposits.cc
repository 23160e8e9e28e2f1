// SPDX-License-Identifier: Apache-2.0
// deposits.cc - telling containers from cash.
// Tested by tests/unit/adapters/read/bai2/deposits_test.cc
#include "adapters/read/bai2/deposits.h"

#include <algorithm>

namespace cashmatch::bai2 {
namespace {

/// Why the parents of a family are containers, or that they are none.
enum class Fit : uint8_t { kAll, kInOrder, kOne, kNone };

/// One family in an account, as far as the details were walked through.
struct Members {
  const DepositFamily* family = nullptr;
  uint32_t line = 0;  // of the first parent
  bool any_parent = false, any_item = false;
  WideMinor parents = 0, items = 0;
  // Each parent with the items between it and the next one: true as long as
  // every parent has none or just those that add up to it.
  bool in_order = true;
  WideMinor parent = 0, behind = 0;  // the last parent, the items behind it
  bool any_behind = false;
  uint64_t equal_parents = 0;  // that are equal to all items together
  size_t parent_row = 0;

  void CloseParent() {
    if (any_behind && behind != parent) in_order = false;
  }
  void TakeParent(const Detail& detail) {
    if (!any_parent) line = detail.line;
    CloseParent();
    any_parent = true;
    any_behind = false;
    behind = 0;
    parent = detail.amount.minor;
    parents += detail.amount.minor;
  }
  void TakeItem(const Detail& detail) {
    if (!any_parent) in_order = false;
    any_item = any_behind = true;
    behind += detail.amount.minor;
    items += detail.amount.minor;
  }
  bool both() const { return any_parent && any_item; }
  Fit fit() const {
    if (parents == items) return Fit::kAll;
    if (in_order) return Fit::kInOrder;
    return equal_parents == 1 ? Fit::kOne : Fit::kNone;
  }
  /// Whether it says what its details are.
  bool judges() const {
    return both() && (fit() != Fit::kNone || family->certain);
  }
};
using Families = std::vector<Members>;

Members* Find(const DepositFamily* family, Families* families) {
  const auto at = std::find_if(
      families->begin(), families->end(),
      [family](const Members& members) { return members.family == family; });
  return at == families->end() ? nullptr : &*at;
}

/// Calls `body(members, detail, is parent)` for the details of families.
template <class Body>
void ForEachMember(const DetailList& details, Families* families,
                   const Body& body) {
  details.ForEach([&](const Detail& detail, auto) {
    const DepositFamily* const family = FamilyOf(detail.type);
    if (family == nullptr) return true;
    Members* members = Find(family, families);
    if (members == nullptr) {
      members = &families->emplace_back();
      members->family = family;
    }
    body(members, detail, detail.type == family->parent);
    return true;
  });
}

Families FindFamilies(const DetailList& details) {
  Families families;
  ForEachMember(details, &families,
                [](Members* members, const Detail& detail, bool parent) {
                  parent ? members->TakeParent(detail)
                         : members->TakeItem(detail);
                });
  bool more = false;
  for (Members& members : families) {
    members.CloseParent();
    more = more || (members.both() && members.fit() == Fit::kNone);
  }
  if (!more) return families;
  ForEachMember(details, &families,
                [](Members* members, const Detail& detail, bool parent) {
                  members->equal_parents +=
                      parent && detail.amount.minor == members->items;
                });
  return families;
}

void SetRole(const Detail& detail, bool parent, Members* members,
             std::vector<DepositRole>* roles) {
  const size_t row = detail.number - 1;
  switch (members->fit()) {
    case Fit::kAll:
      if (parent) (*roles)[row] = DepositRole::kContainer;
      break;
    case Fit::kInOrder:
      if (parent) {
        members->parent_row = row;
      } else {
        (*roles)[members->parent_row] = DepositRole::kContainer;
      }
      break;
    case Fit::kOne:
      if (parent && detail.amount.minor == members->items) {
        (*roles)[row] = DepositRole::kContainer;
      }
      break;
    case Fit::kNone:
      (*roles)[row] = parent ? DepositRole::kHeldCash : DepositRole::kLeftOut;
      break;
  }
}

}  // namespace

std::vector<DepositVerdict> AssignDepositRoles(
    const DetailList& details, std::vector<DepositRole>* roles) {
  roles->clear();
  std::vector<DepositVerdict> verdicts;
  if (!details.has_families()) return verdicts;
  Families families = FindFamilies(details);
  for (const Members& members : families) {
    if (!members.judges()) continue;
    roles->resize(details.size(), DepositRole::kCash);
    const bool agrees = members.fit() != Fit::kNone;
    if (agrees && members.family->certain) continue;
    verdicts.push_back(
        {members.family, members.line, members.parents, members.items, agrees});
  }
  if (roles->empty()) return verdicts;
  ForEachMember(details, &families,
                [roles](Members* members, const Detail& detail, bool parent) {
                  if (!members->judges()) return;
                  SetRole(detail, parent, members, roles);
                });
  return verdicts;
}

}  // namespace cashmatch::bai2
