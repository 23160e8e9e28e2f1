// SPDX-License-Identifier: Apache-2.0
// limits.cc - what a key says, beside what is asked.
// Tested by tests/unit/adapters/serve/limits_test.cc
#include "adapters/serve/limits.h"

#include <algorithm>
#include <limits>

#include "engine/base/planted_bug.h"

namespace cashmatch::serve {
namespace {

constexpr Minor kAll = std::numeric_limits<Minor>::max();

bool HasNoLimit(Role role) {
  return role == Role::kController || role == Role::kOperator ||
         (role == Role::kApprover && Planted("an approver has no limit"));
}

Minor Bounded(WideMinor sum) {
  return sum > kAll ? kAll : static_cast<Minor>(sum);
}

}  // namespace

std::vector<Warrant> WarrantsOf(const Principal& who,
                                const std::map<Currency, WideMinor>& sums) {
  const Limits limits = ReadLimits(who.limit).value_or(Limits{});
  std::vector<Warrant> warrants;
  for (const auto& [currency, sum] : sums) {
    const auto limit = Planted("a limit is one of any currency")
                           ? limits.begin()
                           : limits.find(currency);
    const Minor allowed = HasNoLimit(who.role)    ? kAll
                          : limit == limits.end() ? 0
                                                  : limit->second;
    warrants.push_back(
        {who.owner, std::string(CodeOf(currency)), Bounded(sum), allowed});
  }
  return warrants;
}

bool Suffice(const std::vector<Warrant>& warrants) {
  return std::all_of(warrants.begin(), warrants.end(), [](const Warrant& one) {
    return one.asked <= one.allowed;
  });
}

}  // namespace cashmatch::serve
