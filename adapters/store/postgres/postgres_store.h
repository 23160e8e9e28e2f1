// SPDX-License-Identifier: Apache-2.0
// postgres_store.h - the production store: several writing processes.
#pragma once

#include <memory>
#include <string>

#include "adapters/store/store.h"

namespace cashmatch::postgres {

/// Connects to `url` and, for a writer, brings the schema `cashmatch` up to
/// date. Writers of one tenant wait for each other by an advisory lock. A
/// server that could lose what was acked (fsync or synchronous_commit off) is
/// refused.
/// Errors: nothing, with `*error` told; never the password.
std::unique_ptr<Store> Open(const std::string& url, StoreAccess access,
                            std::string* error);

}  // namespace cashmatch::postgres
