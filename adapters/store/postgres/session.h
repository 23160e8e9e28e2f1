// SPDX-License-Identifier: Apache-2.0
// session.h - one connection to PostgreSQL.
#pragma once

#include <libpq-fe.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace cashmatch::postgres {

/// The rows of a query, or why there are none.
class Rows {
 public:
  explicit Rows(PGresult* result) : result_(result, PQclear) {}

  bool ok() const {
    const ExecStatusType status = PQresultStatus(result_.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  }
  int count() const { return PQntuples(result_.get()); }
  std::string_view At(int row, int column) const {
    return {PQgetvalue(result_.get(), row, column),
            static_cast<size_t>(PQgetlength(result_.get(), row, column))};
  }
  /// Requires: the cell is a whole number.
  int64_t NumberAt(int row, int column) const;
  /// The five characters of the SQL standard; empty if there was no answer.
  std::string_view sqlstate() const;

 private:
  std::unique_ptr<PGresult, decltype(&PQclear)> result_;
};

/// A connection. SQL is always a literal of ours; what comes from outside goes
/// as a parameter, or escaped in a COPY.
///
/// Threads: one owner.
class Session {
 public:
  /// Errors: false, with `*error` told.
  bool Connect(const std::string& url, std::string* error);

  Rows Run(const char* sql, std::initializer_list<std::string_view> texts = {});
  /// Runs several statements without parameters.
  Rows RunAll(const char* sql) { return Rows(PQexec(connection_.get(), sql)); }

  /// Loads lines in COPY's text form, each with its newline.
  Rows Copy(const char* sql, std::string_view lines);

  /// False once the server is gone.
  bool alive() const {
    return connection_ && PQstatus(connection_.get()) == CONNECTION_OK;
  }
  /// What the server said last, on one line.
  std::string Words() const;

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_{nullptr, PQfinish};
};

/// Appends a field of COPY's text form: a tab before it unless it is the first.
void AppendField(std::string_view text, std::string* line);

}  // namespace cashmatch::postgres
