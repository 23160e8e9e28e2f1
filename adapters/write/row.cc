// SPDX-License-Identifier: Apache-2.0
// row.cc - quoting, defusing and numbers of result rows.
// Tested by tests/unit/adapters/write/row_test.cc
#include "adapters/write/row.h"

#include <charconv>

#include "adapters/read/finding.h"
#include "adapters/write/cell_text.h"
#include "engine/base/check.h"
#include "engine/base/planted_bug.h"
#include "engine/model/receipt.h"

namespace cashmatch {
namespace {

constexpr std::string_view kNull = "null";
constexpr std::string_view kEnd = "}\n";  // of a row; of CSV the line break

bool IsFormula(std::string_view text) {
  if (text.empty()) return false;
  constexpr std::string_view kStarts = "=+-@\t\r";
  return kStarts.find(text.front()) != std::string_view::npos;
}

char* PutMillionths(Millionths value, char* at) {
  at = PutDecimal(value, 6, at);
  while (at[-1] == '0') --at;
  return at[-1] == '.' ? at - 1 : at;
}

// Makes room for `most` characters behind a text, and has `put` write there.
template <class PutText>
void AppendPut(size_t most, const PutText& put, std::string* out) {
  const size_t size = out->size();
  out->resize(size + most);
  out->resize(static_cast<size_t>(put(out->data() + size) - out->data()));
}

}  // namespace

std::string Defused(std::string_view text) {
  return (IsFormula(text) ? "'" : "") + std::string(text);
}

std::string TableFile(std::string_view table, TableFormat format) {
  return std::string(table) +
         (format == TableFormat::kCsv ? ".csv" : ".ndjson");
}

TableLayout::TableLayout(TableFormat format,
                         std::initializer_list<std::string_view> columns)
    : format_(format) {
  for (const std::string_view column : columns) {
    const bool first = before_.empty();
    if (format == TableFormat::kCsv) {
      if (!first) header_ += ',';
      header_ += column;
      before_.emplace_back(first ? "" : ",");
    } else {
      before_.push_back((first ? "{\"" : ",\"") + std::string(column) + "\":");
    }
  }
  if (format == TableFormat::kCsv) header_ += '\n';
}

void AppendJsonString(std::string_view text, std::string* out) {
  AppendPut(
      text.size() * kJsonGrowth + kQuotes,
      [&](char* at) { return PutJson({&text, 1}, at); }, out);
}

void AppendCsvCell(std::string_view text, std::string* out) {
  AppendPut(
      text.size() * kCsvGrowth + kQuotes,
      [&](char* at) { return PutCsv({&text, 1}, at); }, out);
}

void AppendMillionths(Millionths value, std::string* out) {
  AppendPut(
      kDecimalMost, [&](char* at) { return PutMillionths(value, at); }, out);
}

char* RowAppender::Begin(size_t most) {
  CASHMATCH_CHECK(column_ < layout_.size());
  const std::string& before = layout_.before(column_++);
  const size_t wanted = size_ + before.size() + most + kEnd.size();
  if (room_.size() < wanted) room_.resize(2 * wanted);
  char* const at = room_.data() + size_;
  if (before.size() != 1) return Put(before, at);
  *at = before.front();  // of CSV
  return at + 1;
}

void RowAppender::Plain(std::string_view value) {
  char* const at = Begin(value.size() + kQuotes + kNull.size());
  if (layout_.format() == TableFormat::kCsv) {
    EndCell(Put(value, at));
  } else if (value.empty()) {
    EndCell(Put(kNull, at));
  } else {
    *at = '"';
    char* const end = Put(value, at + 1);
    *end = '"';
    EndCell(end + 1);
  }
}

RowAppender& RowAppender::Key(TextParts parts) {
  size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  if (layout_.format() == TableFormat::kCsv) {
    EndCell(PutCsv(parts, Begin(size * kCsvGrowth + kQuotes)));
  } else if (size == 0) {
    Plain({});
  } else {
    EndCell(PutJson(parts, Begin(size * kJsonGrowth + kQuotes)));
  }
  return *this;
}

RowAppender& RowAppender::Text(std::string_view value) {
  if (layout_.format() != TableFormat::kCsv || !IsFormula(value) ||
      Planted("a formula stays one")) {
    return Key(value);
  }
  return Key(Defused(value));
}

RowAppender& RowAppender::Account(std::string_view account) {
  return Key(account.empty()                       ? std::string()
             : Planted("an account is not masked") ? std::string(account)
                                                   : MaskAccount(account));
}

RowAppender& RowAppender::Money(WideMinor minor, Currency currency) {
  const bool quoted = layout_.format() == TableFormat::kNdjson;
  char* at = Begin(kDecimalMost + kQuotes);
  if (quoted) *at++ = '"';
  at = PutDecimal(minor, ExponentOf(currency), at);
  if (quoted) *at++ = '"';
  EndCell(at);
  return *this;
}

RowAppender& RowAppender::MoneyIfStated(Minor minor, Currency currency) {
  if (minor != kNotStated) return Money(minor, currency);
  Plain({});
  return *this;
}

RowAppender& RowAppender::Date(Day day) {
  if (day != day_) {
    day_ = day;
    day_text_ = FormatDay(day);
  }
  Plain(day_text_);
  return *this;
}

RowAppender& RowAppender::Number(uint64_t value) {
  constexpr size_t kMost = 24;
  char* const at = Begin(kMost);
  EndCell(std::to_chars(at, at + kMost, value).ptr);
  return *this;
}

RowAppender& RowAppender::NumberIfAny(uint64_t value) {
  if (value != 0) return Number(value);
  Plain({});
  return *this;
}

RowAppender& RowAppender::Probability(Millionths value) {
  EndCell(PutMillionths(value, Begin(kDecimalMost)));
  return *this;
}

void RowAppender::End() {
  CASHMATCH_CHECK(column_ == layout_.size());
  const std::string_view end =
      layout_.format() == TableFormat::kCsv ? kEnd.substr(1) : kEnd;
  Put(end, room_.data() + size_);
  out_.append(room_.data(), size_ + end.size());
  column_ = 0;
  size_ = 0;
}

}  // namespace cashmatch
