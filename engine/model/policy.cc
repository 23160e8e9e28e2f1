// SPDX-License-Identifier: Apache-2.0
// policy.cc - limits that depend on currency and customer.
// Tested by tests/unit/engine/model/policy_test.cc
#include "engine/model/policy.h"

#include <algorithm>

namespace cashmatch {

Minor Tolerance::Allowance(Currency currency, Minor open) const {
  const auto found = absolute.find(currency);
  const bool has_absolute = found != absolute.end();
  if (!has_absolute && !percent) return 0;
  const Minor base = open < 0 ? -open : open;
  const Minor share = percent ? ShareTowardZero(base, *percent) : 0;
  if (!has_absolute) return share;
  if (!percent) return found->second;
  return larger_wins ? std::max(found->second, share)
                     : std::min(found->second, share);
}

const MatchingPolicy& Policy::For(std::string_view customer_id) const {
  if (customers.empty()) return general;
  const auto found = customers.find(customer_id);
  return found == customers.end() ? general : found->second;
}

}  // namespace cashmatch
