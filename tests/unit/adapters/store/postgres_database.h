// SPDX-License-Identifier: Apache-2.0
// postgres_database.h - a database of its own for each test.
#pragma once

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace cashmatch {

/// Runs SQL as its owner could, past the store.
inline bool RunOnPostgres(const std::string& url, const std::string& sql) {
  PGconn* const connection = PQconnectdb(url.c_str());
  PGresult* const result = PQexec(connection, sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  PQclear(result);
  PQfinish(connection);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/// Makes an empty database on a server of the tests' own, which
/// tests/system/postgres_server.py starts. Returns its URL, or "" with a
/// failure told.
inline std::string FreshDatabase(const std::string& name) {
  const char* const file = std::getenv("CASHMATCH_POSTGRES_URL_FILE");
  std::string server;
  if (file != nullptr) std::getline(std::ifstream(file), server);
  RunOnPostgres(server, "DROP DATABASE IF EXISTS " + name);
  if (!server.empty() && RunOnPostgres(server, "CREATE DATABASE " + name)) {
    return "postgresql:///" + name + server.substr(server.find('?'));
  }
  ADD_FAILURE() << "run by ctest, which starts a PostgreSQL server";
  return {};
}

}  // namespace cashmatch
