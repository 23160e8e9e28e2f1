// SPDX-License-Identifier: Apache-2.0
// ledgers.h - the open ledgers of all tenants, kept warm.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "adapters/workspace/ledger_store.h"

namespace cashmatch::serve {

/// One store, and a ledger for each tenant that was asked for.
/// Threads: one owner.
class Ledgers {
 public:
  /// `on_row`, if set, sees each row of each journal once, in order.
  Ledgers(LedgerPlace place, StoreAccess access,
          std::function<void(const JournalRow&)> on_row = nullptr)
      : place_(std::move(place)), access_(access), on_row_(std::move(on_row)) {}

  /// Returns a tenant's ledger as it stands now.
  /// Errors: nullptr, told to `watch`.
  LedgerStore* Of(const std::string& tenant, const RunWatch& watch);

  /// Opens the store if it is not open. Errors: nullptr, told to `watch`.
  Store* Open(const RunWatch& watch);

 private:
  LedgerPlace place_;
  StoreAccess access_;
  std::function<void(const JournalRow&)> on_row_;
  std::shared_ptr<Store> store_;
  std::map<std::string, LedgerStore> ledgers_;
};

}  // namespace cashmatch::serve
