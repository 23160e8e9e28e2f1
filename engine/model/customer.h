// SPDX-License-Identifier: Apache-2.0
// customer.h - who owes us, and how its payments show themselves.
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/text_arena.h"

namespace cashmatch {

/// One row of the customers, CONTRACT section 3. Lists are `|`-separated as
/// written; views point into the block.
struct Customer {
  std::string_view customer_id;
  std::string_view name;
  std::string_view aliases;
  std::string_view ids;  // numbers by which payers know it or us
  std::string_view parent_id;
  std::string_view virtual_accounts;  // accounts of ours only it pays into
  std::string_view bank_accounts;     // its own
};

struct CustomerBlock {
  TextArena arena;
  std::vector<Customer> customers;
};

/// Calls `visit(part)` for every part of a `|`-separated list that is not
/// blank; outer blanks are cut off.
template <class Visit>
void ForEachPart(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const size_t bar = list.find('|');
    std::string_view part = list.substr(0, bar);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) visit(part);
    if (bar == std::string_view::npos) return;
    list.remove_prefix(bar + 1);
  }
}

}  // namespace cashmatch
