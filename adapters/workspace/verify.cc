// SPDX-License-Identifier: Apache-2.0
// verify.cc - chain and fold, tenant by tenant.
// Tested by tests/system/ledger_test.py
#include "adapters/workspace/verify.h"

namespace cashmatch {
namespace {

/// "14 rows proved, 3 decisions of people, 1 of them without a key"
std::string ProvedOf(const Head& head, const Rights& rights) {
  std::string said = std::to_string(head.seq) + " rows proved";
  if (rights.by_people() == 0) return said;
  return said + ", " + std::to_string(rights.by_people()) +
         " decisions of people, " + std::to_string(rights.without_key()) +
         " of them without a key";
}

bool VerifyTenant(const LedgerPlace& place, const RunWatch& watch,
                  LedgerNews* news) {
  LedgerStore store;
  if (!store.Open(place, StoreAccess::kRead, watch)) return false;
  const std::string totals = store.ledger().ProveTotals();
  if (!totals.empty()) {
    watch.Fail(place.tenant + ": " + totals);
    return false;
  }
  std::string error;
  const auto head = store.store().HeadOf(place.tenant, &error);
  if (!head) {
    watch.Fail(error);
    return false;
  }
  news->headline +=
      place.tenant + ": " + ProvedOf(*head, store.ledger().rights()) + "\n";
  news->ack += AckOf(place.tenant, *head);
  return true;
}

}  // namespace

Ending Verify(const LedgerPlace& place, const RunWatch& watch,
              LedgerNews* news) {
  std::string error;
  const auto store = OpenStore(place.store, StoreAccess::kRead, &error);
  const auto tenants = store == nullptr ? std::nullopt : store->Tenants(&error);
  if (!tenants) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  for (const std::string& tenant : *tenants) {
    LedgerPlace one = place;
    one.tenant = tenant;
    if (!VerifyTenant(one, watch, news)) return Ending::kFailed;
  }
  return Ending::kDone;
}

}  // namespace cashmatch
