// SPDX-License-Identifier: Apache-2.0
// statement.cc - binding, stepping, reading.
// Tested by tests/unit/adapters/store/store_test.cc
#include "adapters/store/sqlite/statement.h"

namespace cashmatch::sqlite {

Statement::Statement(sqlite3* connection, const char* sql) {
  sqlite3_prepare_v3(connection, sql, -1, SQLITE_PREPARE_PERSISTENT,
                     &statement_, nullptr);
}

Statement& Statement::Text(std::string_view text) {
  sqlite3_bind_text64(statement_, ++bound_, text.data() ? text.data() : "",
                      text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::Number(int64_t number) {
  sqlite3_bind_int64(statement_, ++bound_, number);
  return *this;
}

Statement& Statement::Bytes(std::string_view bytes) {
  sqlite3_bind_blob64(statement_, ++bound_, bytes.data(), bytes.size(),
                      SQLITE_STATIC);
  return *this;
}

void Statement::Rewind() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  bound_ = 0;
}

int Statement::Run() {
  const int end = Step();
  Rewind();
  return end;
}

std::string_view Statement::TextAt(int column) const {
  const auto* const text =
      static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return text == nullptr
             ? std::string_view()
             : std::string_view(text, static_cast<size_t>(sqlite3_column_bytes(
                                          statement_, column)));
}

bool Execute(sqlite3* connection, const char* sql, std::string* error) {
  if (sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) == SQLITE_OK) {
    return true;
  }
  *error = sqlite3_errmsg(connection);
  return false;
}

}  // namespace cashmatch::sqlite
