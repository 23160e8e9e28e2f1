// SPDX-License-Identifier: Apache-2.0
// schema.cc - settings, then migrations under a lock.
// Tested by tests/unit/adapters/store/store_test.cc
#include "adapters/store/postgres/schema.h"

#include <optional>

#include "adapters/store/postgres/migrations.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::postgres {
namespace {

/// Only who may change it in the middle of our session could weaken it again.
bool KeepsWhatIsAcked(Session* session, std::string* error) {
  if (!Planted("the server may answer early") &&
      !session->RunAll("SET synchronous_commit = on").ok()) {
    *error = session->Words();
    return false;
  }
  for (const char* const setting : {"fsync", "full_page_writes"}) {
    const std::string show = std::string("SHOW ") + setting;
    const Rows rows = session->RunAll(show.c_str());
    if (!rows.ok()) {
      *error = session->Words();
      return false;
    }
    if (rows.At(0, 0) != "on") {
      *error = std::string(setting) + ": found " + std::string(rows.At(0, 0)) +
               ", expected on; this server can lose what was acknowledged";
      return false;
    }
  }
  return true;
}

/// SQLSTATE of a table, or of a schema, that is not there.
bool IsMissing(const Rows& rows) {
  return rows.sqlstate() == "42P01" || rows.sqlstate() == "3F000";
}

/// Returns how many steps were done, 0 of a database without ours.
/// Errors: nothing, with `*error` told.
std::optional<int64_t> VersionOf(Session* session, std::string* error) {
  const Rows rows =
      session->RunAll("SELECT max(step) FROM cashmatch.schema_step");
  if (rows.ok()) return rows.NumberAt(0, 0);
  if (IsMissing(rows)) return 0;
  *error = session->Words();
  return std::nullopt;
}

bool RunSteps(Session* session, std::string* error) {
  const Rows made = session->RunAll(
      "SELECT pg_advisory_xact_lock(hashtextextended('cashmatch schema', 0));"
      "CREATE SCHEMA IF NOT EXISTS cashmatch;"
      "CREATE TABLE IF NOT EXISTS cashmatch.schema_step (step integer PRIMARY "
      "KEY)");
  if (!made.ok()) {
    *error = session->Words();
    return false;
  }
  const auto done = VersionOf(session, error);
  if (!done) return false;
  for (auto step = static_cast<size_t>(*done); step < Migrations().size();
       ++step) {
    if (!session->RunAll(Migrations()[step]).ok() ||
        !session
             ->Run("INSERT INTO cashmatch.schema_step VALUES ($1::text::int)",
                   {std::to_string(step + 1)})
             .ok()) {
      *error = session->Words();
      return false;
    }
  }
  if (Planted("claims are not unique in PostgreSQL"))
    session->RunAll(
        "ALTER TABLE cashmatch.claim DROP CONSTRAINT IF EXISTS claim_pkey");
  if (Planted("two eyes are enough in PostgreSQL"))
    session->RunAll(
        "ALTER TABLE cashmatch.approval DROP CONSTRAINT IF EXISTS "
        "approval_check");
  return true;
}

bool Migrate(Session* session, std::string* error) {
  if (!session->RunAll("BEGIN").ok()) {
    *error = session->Words();
    return false;
  }
  if (RunSteps(session, error)) {
    if (session->RunAll("COMMIT").ok()) return true;
    *error = session->Words();
  }
  session->RunAll("ROLLBACK");
  return false;
}

}  // namespace

bool Prepare(Session* session, StoreAccess access, std::string* error) {
  if (!KeepsWhatIsAcked(session, error)) return false;
  if (access == StoreAccess::kWrite && !Migrate(session, error)) return false;
  const auto newest = static_cast<int64_t>(Migrations().size());
  const auto found = VersionOf(session, error);
  if (!found) return false;
  const int64_t version = *found;
  if (version == newest) return true;
  *error = version > newest
               ? "written by a newer version (schema " +
                     std::to_string(version) + ", this one knows " +
                     std::to_string(newest) + ")"
               : "schema " + std::to_string(version) + " of " +
                     std::to_string(newest) + "; open it for writing once";
  return false;
}

}  // namespace cashmatch::postgres
