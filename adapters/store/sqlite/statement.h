// SPDX-License-Identifier: Apache-2.0
// statement.h - one prepared SQL statement of SQLite.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace cashmatch::sqlite {

/// A statement that is prepared once and run many times. SQL is always a
/// literal of ours; what comes from outside is bound, never spliced in.
///
/// Threads: those of its connection. Texts that are bound must live until Run
/// or Step returned; texts that are read live until the next Step or Rewind.
class Statement {
 public:
  Statement(sqlite3* connection, const char* sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

  /// Binds the next parameter.
  Statement& Text(std::string_view text);
  Statement& Number(int64_t number);
  Statement& Bytes(std::string_view bytes);

  /// Steps once: SQLITE_ROW, SQLITE_DONE or an error.
  int Step() { return sqlite3_step(statement_); }
  /// Makes the statement ready to be bound anew.
  void Rewind();
  /// Step and Rewind, for statements without rows.
  int Run();

  std::string_view TextAt(int column) const;
  int64_t NumberAt(int column) const {
    return sqlite3_column_int64(statement_, column);
  }
  /// False if the statement could not be prepared, e.g. without its table.
  bool ready() const { return statement_ != nullptr; }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

/// Runs statements of ours that have no parameters and no rows.
/// Errors: false, with SQLite's words in `*error`.
bool Execute(sqlite3* connection, const char* sql, std::string* error);

}  // namespace cashmatch::sqlite
