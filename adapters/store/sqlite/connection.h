// SPDX-License-Identifier: Apache-2.0
// connection.h - a connection to an SQLite store that may be trusted.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "adapters/store/store.h"

namespace cashmatch::sqlite {

struct Closer {
  void operator()(sqlite3* connection) const { sqlite3_close(connection); }
};
using Connection = std::unique_ptr<sqlite3, Closer>;

/// Opens a file with write-ahead log and full synchronisation, reads both
/// settings back, and for a writer brings the schema up to date: each migration
/// whole or not at all.
///
/// Only the writer may move pages from the log to the file, because SQLite up
/// to 3.51.2 can damage the file when two connections do so at once; a reader
/// therefore never does.
/// Errors: nothing, with `*error` told.
Connection Connect(const std::string& path, StoreAccess access,
                   std::string* error);

}  // namespace cashmatch::sqlite
