// SPDX-License-Identifier: Apache-2.0
// row.h - one row of a result table as CSV (RFC 4180) or NDJSON, into a string.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/write/cell_text.h"
#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch {

enum class TableFormat : uint8_t { kCsv, kNdjson };

/// Returns the file name of a table: `receipts.csv`, `receipts.ndjson`.
std::string TableFile(std::string_view table, TableFormat format);

/// Returns a text as it stands in a CSV cell for people: one that a spreadsheet
/// would run as a formula (it starts with = + - @, a tab or a CR) gets a
/// leading apostrophe.
std::string Defused(std::string_view text);

/// The columns of a table, with what stands before each cell made once.
class TableLayout {
 public:
  TableLayout(TableFormat format,
              std::initializer_list<std::string_view> columns);

  TableFormat format() const { return format_; }
  size_t size() const { return before_.size(); }
  /// The header line with its line end; empty for NDJSON.
  const std::string& header() const { return header_; }
  const std::string& before(size_t column) const { return before_[column]; }

 private:
  TableFormat format_;
  std::string header_;
  std::vector<std::string> before_;  // "," or `,"name":`
};

/// Appends rows, cell by cell in the order of the columns. A cell without a
/// value is empty in CSV and null in NDJSON. A row is there at its End.
///
/// Requires: as many cells as columns before End.  Threads: one owner.
/// Cost: some nanoseconds a cell; keep one for many rows.
class RowAppender {
 public:
  RowAppender(const TableLayout& layout, std::string* out)
      : layout_(layout), out_(*out), room_(kFirstRoom, '\0') {}

  /// A value that others join on: never altered.
  RowAppender& Key(std::string_view value) { return Key(TextParts(&value, 1)); }
  /// The same in parts.
  RowAppender& Key(TextParts parts);
  /// A word of ours: a status, a currency. It needs no quoting.
  RowAppender& Word(std::string_view value) {
    Plain(value);
    return *this;
  }
  /// A text from outside or for people; in CSV defused.
  RowAppender& Text(std::string_view value);
  /// One of our accounts, the last four characters of it.
  RowAppender& Account(std::string_view account);
  RowAppender& Money(WideMinor minor, Currency currency);
  /// Nothing for kNotStated.
  RowAppender& MoneyIfStated(Minor minor, Currency currency);
  RowAppender& Date(Day day);  // nothing for kNoDay
  RowAppender& Number(uint64_t value);
  RowAppender& NumberIfAny(uint64_t value);  // nothing for 0
  RowAppender& Probability(Millionths value);
  void End();

 private:
  static constexpr size_t kFirstRoom = 512;

  /// Writes what stands before the next cell; returns where its value goes,
  /// with room for so many characters.
  char* Begin(size_t most);
  /// The cell ends here.
  void EndCell(const char* end) {
    size_ = static_cast<size_t>(end - room_.data());
  }
  void Plain(std::string_view value);  // needs no quoting in CSV

  const TableLayout& layout_;
  std::string& out_;
  std::string room_;  // the row as it grows; all of it may be written
  size_t size_ = 0;   // of the row
  size_t column_ = 0;
  Day day_ = kNoDay;  // the last that was written, and its text
  std::string day_text_;
};

/// Appends a JSON string with its quotes.
void AppendJsonString(std::string_view text, std::string* out);

/// Appends a CSV cell, quoted where RFC 4180 asks for it.
void AppendCsvCell(std::string_view text, std::string* out);

/// Appends a share in millionths as a short decimal: 0.999, 1, 0.5.
void AppendMillionths(Millionths value, std::string* out);

}  // namespace cashmatch
