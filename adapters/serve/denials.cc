// SPDX-License-Identifier: Apache-2.0
// denials.cc - count, and let through once a minute.
// Tested by tests/unit/adapters/serve/denials_test.cc
#include "adapters/serve/denials.h"

#include <utility>

#include "engine/base/planted_bug.h"

namespace cashmatch::serve {

bool Denials::Note(const Denied& denied, Time now) {
  const std::lock_guard guard(lock_);
  Count& count = counts_[{denied.tenant, denied.owner, denied.key,
                          denied.operation, denied.why}];
  ++count.tries;
  return count.due <= now && !Planted("refused tries are never due");
}

std::vector<Denied> Denials::Take(Time now, bool all) {
  std::vector<Denied> taken;
  const std::lock_guard guard(lock_);
  for (auto& [sort, count] : counts_) {
    if (count.tries == 0 || (!all && count.due > now)) continue;
    const auto& [tenant, owner, key, operation, why] = sort;
    taken.push_back(
        {tenant, owner, key, operation, why, std::exchange(count.tries, 0)});
    if (!Planted("each refused try is a row")) count.due = now + kPause;
  }
  return taken;
}

}  // namespace cashmatch::serve
