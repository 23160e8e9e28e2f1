// SPDX-License-Identifier: Apache-2.0
// ledgers.cc - open once, fold what came since.
// Tested by tests/system/serve_test.py
#include "adapters/serve/ledgers.h"

namespace cashmatch::serve {

Store* Ledgers::Open(const RunWatch& watch) {
  if (store_ == nullptr) {
    std::string error;
    store_ = OpenStore(place_.store, access_, &error);
    if (store_ == nullptr) watch.Fail(error);
  }
  return store_.get();
}

LedgerStore* Ledgers::Of(const std::string& tenant, const RunWatch& watch) {
  const auto found = ledgers_.find(tenant);
  if (found != ledgers_.end()) {
    return found->second.CatchUp(watch) ? &found->second : nullptr;
  }
  if (Open(watch) == nullptr) return nullptr;
  LedgerStore ledger;
  ledger.OnRow(on_row_);
  LedgerPlace place = place_;
  place.tenant = tenant;
  if (!ledger.Open(place, store_, watch)) return nullptr;
  return &ledgers_.emplace(tenant, std::move(ledger)).first->second;
}

}  // namespace cashmatch::serve
