// SPDX-License-Identifier: Apache-2.0
// session.cc - libpq, one call at a time.
// Tested by tests/unit/adapters/store/store_test.cc
#include "adapters/store/postgres/session.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace cashmatch::postgres {

int64_t Rows::NumberAt(int row, int column) const {
  const std::string_view text = At(row, column);
  int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string_view Rows::sqlstate() const {
  const char* const state = PQresultErrorField(result_.get(), PG_DIAG_SQLSTATE);
  return state == nullptr ? "" : state;
}

bool Session::Connect(const std::string& url, std::string* error) {
  connection_.reset(PQconnectdb(url.c_str()));
  if (!alive()) {
    *error = Words();
    return false;
  }
  PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
  return true;
}

Rows Session::Run(const char* sql,
                  std::initializer_list<std::string_view> texts) {
  std::vector<const char*> values;
  std::vector<int> sizes;
  std::vector<int> formats;
  for (const std::string_view text : texts) {
    values.push_back(text.data() == nullptr ? "" : text.data());
    sizes.push_back(static_cast<int>(text.size()));
    formats.push_back(1);  // a text in binary form is its bytes
  }
  return Rows(PQexecParams(connection_.get(), sql,
                           static_cast<int>(texts.size()), nullptr,
                           values.data(), sizes.data(), formats.data(), 0));
}

Rows Session::Copy(const char* sql, std::string_view lines) {
  constexpr size_t kPiece = size_t{1} << 20;
  Rows started(PQexec(connection_.get(), sql));
  if (PQstatus(connection_.get()) != CONNECTION_OK) return started;
  while (!lines.empty()) {
    const size_t size = std::min(kPiece, lines.size());
    if (PQputCopyData(connection_.get(), lines.data(),
                      static_cast<int>(size)) != 1) {
      break;
    }
    lines.remove_prefix(size);
  }
  PQputCopyEnd(connection_.get(), lines.empty() ? nullptr : "cut off");
  Rows ended(PQgetResult(connection_.get()));
  while (PGresult* more = PQgetResult(connection_.get())) PQclear(more);
  return ended;
}

std::string Session::Words() const {
  std::string words = PQerrorMessage(connection_.get());
  std::replace(words.begin(), words.end(), '\n', ' ');
  while (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

void AppendField(std::string_view text, std::string* line) {
  if (!line->empty() && line->back() != '\n') *line += '\t';
  for (const char c : text) {
    switch (c) {
      case '\\':
        *line += "\\\\";
        break;
      case '\t':
        *line += "\\t";
        break;
      case '\n':
        *line += "\\n";
        break;
      case '\r':
        *line += "\\r";
        break;
      default:
        *line += c;
    }
  }
}

}  // namespace cashmatch::postgres
