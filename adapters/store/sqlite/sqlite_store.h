// SPDX-License-Identifier: Apache-2.0
// sqlite_store.h - the embedded store: one file, one writing process.
#pragma once

#include <memory>
#include <string>

#include "adapters/store/store.h"

namespace cashmatch::sqlite {

/// Opens `path`; a writer also holds `path`.lock against other processes.
/// Errors: nothing, with `*error` told.
std::unique_ptr<Store> Open(const std::string& path, StoreAccess access,
                            std::string* error);

}  // namespace cashmatch::sqlite
