// SPDX-License-Identifier: Apache-2.0
// schema.h - a PostgreSQL database that may be trusted, with our schema in it.
#pragma once

#include <string>

#include "adapters/store/postgres/session.h"
#include "adapters/store/store.h"

namespace cashmatch::postgres {

/// Insists on settings that keep what was acked, and for a writer brings the
/// schema up to date, all steps in one transaction.
/// Errors: false, with `*error` told.
bool Prepare(Session* session, StoreAccess access, std::string* error);

}  // namespace cashmatch::postgres
