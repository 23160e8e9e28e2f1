// SPDX-License-Identifier: Apache-2.0
// connection.cc - opens, checks, migrates.
// Tested by tests/unit/adapters/store/store_test.cc
#include "adapters/store/sqlite/connection.h"

#include "adapters/store/sqlite/migrations.h"
#include "adapters/store/sqlite/statement.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::sqlite {
namespace {

constexpr int kBusyMilliseconds = 10'000;
// A row of the journal is about a kilobyte. In pages of 4 KiB SQLite moves half
// of such rows to pages of their own, and half of the file would be empty.
constexpr const char* kPageSize = "PRAGMA page_size = 8192";

// `application_id` tells our files from other SQLite files: "CMJ1".
constexpr int64_t kApplicationId = 0x434d4a31;

bool ReadPragma(sqlite3* connection, const char* sql, std::string* value) {
  Statement pragma(connection, sql);
  if (!pragma.ready() || pragma.Step() != SQLITE_ROW) return false;
  *value = pragma.TextAt(0);
  return true;
}

/// A setting that was asked for and not taken would lose what was acked.
bool Insist(sqlite3* connection, const char* set, const char* get,
            std::string_view expected, std::string* error) {
  std::string found;
  if (!Execute(connection, set, error)) return false;
  if (!ReadPragma(connection, get, &found)) {
    *error = sqlite3_errmsg(connection);
    return false;
  }
  if (found == expected) return true;
  *error = std::string(get) + ": found " + found + ", expected " +
           std::string(expected);
  return false;
}

bool SetUp(sqlite3* connection, StoreAccess access, std::string* error) {
  sqlite3_busy_timeout(connection, kBusyMilliseconds);
  sqlite3_extended_result_codes(connection, 1);
  const bool writes = access == StoreAccess::kWrite;
  // Of a file that is not made yet; the others stay as they are.
  if (writes && !Execute(connection, kPageSize, error)) return false;
  if (writes && !Insist(connection, "PRAGMA journal_mode = WAL",
                        "PRAGMA journal_mode", "wal", error)) {
    return false;
  }
  if (!Insist(connection, "PRAGMA synchronous = FULL", "PRAGMA synchronous",
              "2", error) ||
      !Insist(connection, "PRAGMA trusted_schema = OFF",
              "PRAGMA trusted_schema", "0", error) ||
      !Insist(connection, "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys",
              "1", error)) {
    return false;
  }
  if (Planted("synchronous is off"))
    Execute(connection, "PRAGMA synchronous = OFF", error);
  sqlite3_wal_autocheckpoint(connection, 0);  // the store says when
  return writes ||
         sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
                           nullptr) == SQLITE_OK;
}

bool ReadNumber(sqlite3* connection, const char* pragma, int64_t* number,
                std::string* error) {
  Statement statement(connection, pragma);
  if (statement.ready() && statement.Step() == SQLITE_ROW) {
    *number = statement.NumberAt(0);
    return true;
  }
  *error = sqlite3_errmsg(connection);
  return false;
}

bool MigrateOnce(sqlite3* connection, size_t step, std::string* error) {
  const std::string version =
      "PRAGMA user_version = " + std::to_string(step + 1) +
      "; PRAGMA application_id = " + std::to_string(kApplicationId);
  if (!Execute(connection, "BEGIN IMMEDIATE", error)) return false;
  if (Execute(connection, Migrations()[step], error) &&
      Execute(connection, version.c_str(), error) &&
      Execute(connection, "COMMIT", error)) {
    return true;
  }
  std::string ignored;
  Execute(connection, Planted("half a migration stays") ? "COMMIT" : "ROLLBACK",
          &ignored);
  return false;
}

bool BringUpToDate(sqlite3* connection, StoreAccess access,
                   std::string* error) {
  int64_t version = 0, owner = 0;
  if (!ReadNumber(connection, "PRAGMA user_version", &version, error) ||
      !ReadNumber(connection, "PRAGMA application_id", &owner, error)) {
    return false;
  }
  const auto newest = static_cast<int64_t>(Migrations().size());
  if (version < 0 ||
      (owner != kApplicationId && (owner != 0 || version != 0))) {
    *error = "no store of cashmatch";
    return false;
  }
  if (version > newest) {
    *error = "written by a newer version (schema " + std::to_string(version) +
             ", this one knows " + std::to_string(newest) + ")";
    return false;
  }
  if (access == StoreAccess::kRead && version < newest) {
    *error = "schema " + std::to_string(version) + " of " +
             std::to_string(newest) + "; open it for writing once";
    return false;
  }
  for (auto step = static_cast<size_t>(version); step < Migrations().size();
       ++step) {
    if (!MigrateOnce(connection, step, error)) return false;
  }
  if (Planted("the journal can be changed"))
    Execute(connection, "DROP TRIGGER IF EXISTS journal_is_never_changed",
            error);
  return true;
}

}  // namespace

Connection Connect(const std::string& path, StoreAccess access,
                   std::string* error) {
  const int flags = access == StoreAccess::kWrite
                        ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                        : SQLITE_OPEN_READONLY;
  sqlite3* opened = nullptr;
  const int end = sqlite3_open_v2(path.c_str(), &opened,
                                  flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection(opened);
  std::string why;
  if (end != SQLITE_OK) {
    why = opened != nullptr ? sqlite3_errmsg(opened) : "out of memory";
  } else if (SetUp(opened, access, &why) &&
             BringUpToDate(opened, access, &why)) {
    return connection;
  }
  *error = path + ": cannot be opened: " + why;
  return nullptr;
}

}  // namespace cashmatch::sqlite
