// SPDX-License-Identifier: Apache-2.0
// open_store.cc - which store an address means.
// Tested by tests/unit/adapters/store/store_test.cc
#include "adapters/store/postgres/postgres_store.h"
#include "adapters/store/sqlite/sqlite_store.h"
#include "adapters/store/store.h"

namespace cashmatch {

std::unique_ptr<Store> OpenStore(const std::string& where, StoreAccess access,
                                 std::string* error) {
  if (where.starts_with("postgresql://") || where.starts_with("postgres://")) {
    return postgres::Open(where, access, error);
  }
  return sqlite::Open(where, access, error);
}

}  // namespace cashmatch
