// SPDX-License-Identifier: Apache-2.0
// row.cc - quoting, defusing and numbers of result rows.
// Tested by tests/unit/adapters/write/row_test.cc
#include "adapters/write/row.h"

#include <array>
#include <charconv>
#include <cstring>

#include "adapters/read/finding.h"
#include "engine/base/check.h"
#include "engine/base/planted_bug.h"
#include "engine/model/receipt.h"

namespace cashmatch {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

bool IsFormula(std::string_view text) {
  if (text.empty()) return false;
  constexpr std::string_view kStarts = "=+-@\t\r";
  return kStarts.find(text.front()) != std::string_view::npos;
}

// What stands after the backslash in JSON; 0 for none, 'u' for \u00XX.
constexpr std::array<char, 256> MakeEscapes() {
  std::array<char, 256> escapes{};
  for (size_t i = 0; i < 0x20; ++i) escapes[i] = 'u';
  escapes['\n'] = 'n';
  escapes['\r'] = 'r';
  escapes['\t'] = 't';
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  escapes[0x7F] = 'u';
  return escapes;
}
constexpr std::array<char, 256> kEscapes = MakeEscapes();

// True if one of eight bytes is `c`, exactly.
// Source: Hacker's Delight, 6-1, "find first zero byte".
bool HasByte(uint64_t word, char c) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  const uint64_t other = word ^ (kOnes * static_cast<unsigned char>(c));
  return ((other - kOnes) & ~other & (kOnes << 7)) != 0;
}

bool IsQuoted(uint64_t word) {
  return HasByte(word, ',') || HasByte(word, '"') || HasByte(word, '\r') ||
         HasByte(word, '\n');
}

// True if one of eight bytes is below `c`, which is below 0x80, exactly: what
// has the top bit is above.
bool HasByteBelow(uint64_t word, char c) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  return ((word - kOnes * static_cast<unsigned char>(c)) & ~word &
          (kOnes << 7)) != 0;
}

bool IsEscaped(uint64_t word) {
  return HasByteBelow(word, 0x20) || HasByte(word, '"') ||
         HasByte(word, '\\') || HasByte(word, 0x7F);
}

// True if `is` holds of eight bytes of a text. Texts are short: the last eight
// bytes perhaps twice, and behind fewer than eight stand some of `fill`.
template <class Is>
bool AnyEight(std::string_view text, char fill, const Is& is) {
  uint64_t word = 0;
  if (text.size() < sizeof word) {
    if (text.empty()) return false;
    std::memset(&word, fill, sizeof word);
    std::memcpy(&word, text.data(), text.size());
    return is(word);
  }
  for (size_t at = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (is(word)) return true;
  }
  std::memcpy(&word, text.data() + text.size() - sizeof word, sizeof word);
  return is(word);
}

bool NeedsQuotes(std::string_view text) {
  return AnyEight(text, '\0', IsQuoted);
}

bool NeedsEscapes(std::string_view text) {
  return AnyEight(text, ' ', IsEscaped);
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
  out->push_back('"');
  if (!NeedsEscapes(text)) {
    out->append(text);
    out->push_back('"');
    return;
  }
  size_t from = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const char escape = kEscapes[byte];
    if (escape == 0) continue;
    out->append(text.substr(from, i - from));
    out->push_back('\\');
    out->push_back(escape);
    if (escape == 'u') {
      out->append("00");
      out->push_back(kHex[byte >> 4]);
      out->push_back(kHex[byte & 15]);
    }
    from = i + 1;
  }
  out->append(text.substr(from));
  out->push_back('"');
}

void AppendCsvCell(std::string_view text, std::string* out) {
  if (!NeedsQuotes(text)) {
    out->append(text);
    return;
  }
  out->push_back('"');
  for (const char c : text) {
    if (c == '"') out->push_back('"');
    out->push_back(c);
  }
  out->push_back('"');
}

void AppendMillionths(Millionths value, std::string* out) {
  AppendDecimal(value, 6, out);
  while (out->back() == '0') out->pop_back();
  if (out->back() == '.') out->pop_back();
}

void RowAppender::Begin() {
  CASHMATCH_CHECK(column_ < layout_.size());
  out_.append(layout_.before(column_++));
}

void RowAppender::Plain(std::string_view value) {
  Begin();
  if (layout_.format() == TableFormat::kCsv) {
    out_.append(value);
  } else if (value.empty()) {
    out_.append("null");
  } else {
    out_.push_back('"');
    out_.append(value);
    out_.push_back('"');
  }
}

RowAppender& RowAppender::Key(std::string_view value) {
  Begin();
  if (layout_.format() == TableFormat::kCsv) {
    AppendCsvCell(value, &out_);
  } else if (value.empty()) {
    out_.append("null");
  } else {
    AppendJsonString(value, &out_);
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
  Begin();
  const bool quoted = layout_.format() == TableFormat::kNdjson;
  if (quoted) out_.push_back('"');
  AppendDecimal(minor, ExponentOf(currency), &out_);
  if (quoted) out_.push_back('"');
  return *this;
}

RowAppender& RowAppender::MoneyIfStated(Minor minor, Currency currency) {
  if (minor != kNotStated) return Money(minor, currency);
  Plain({});
  return *this;
}

RowAppender& RowAppender::Date(Day day) {
  Plain(FormatDay(day));
  return *this;
}

RowAppender& RowAppender::Number(uint64_t value) {
  Begin();
  std::array<char, 24> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), end);
  return *this;
}

RowAppender& RowAppender::NumberIfAny(uint64_t value) {
  if (value != 0) return Number(value);
  Plain({});
  return *this;
}

RowAppender& RowAppender::Probability(Millionths value) {
  Begin();
  AppendMillionths(value, &out_);
  return *this;
}

void RowAppender::End() {
  CASHMATCH_CHECK(column_ == layout_.size());
  out_.append(layout_.format() == TableFormat::kCsv ? "\n" : "}\n");
  column_ = 0;
}

}  // namespace cashmatch
