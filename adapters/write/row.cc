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
constexpr std::string_view kNull = "null";

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

template <class Word>
Word Load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// Copies fewer than eight bytes; returns them with spaces behind.
uint64_t CopyShort(std::string_view text, char* to) {
  constexpr uint64_t kSpaces = 0x2020202020202020;
  const size_t size = text.size();
  if (size >= 4) {
    const auto first = Load<uint32_t>(text.data());
    const auto last = Load<uint32_t>(text.data() + size - 4);
    std::memcpy(to, &first, sizeof first);
    std::memcpy(to + size - 4, &last, sizeof last);
    return first | (uint64_t{last} << 32);
  }
  uint64_t word = kSpaces;
  for (size_t i = 0; i < size; ++i) {
    to[i] = text[i];
    word = (word << 8) | static_cast<unsigned char>(text[i]);
  }
  return word;
}

// Copies a text; returns whether `is` holds of any eight bytes of it. Texts are
// short: the last eight bytes are perhaps copied twice.
template <class Is>
bool CopyAndAsk(std::string_view text, char* to, const Is& is) {
  if (text.size() < sizeof(uint64_t)) return is(CopyShort(text, to));
  bool any = false;
  const auto copy = [&](size_t at) {
    const auto word = Load<uint64_t>(text.data() + at);
    std::memcpy(to + at, &word, sizeof word);
    any |= is(word);
  };
  for (size_t at = 0; at + sizeof(uint64_t) <= text.size();
       at += sizeof(uint64_t)) {
    copy(at);
  }
  copy(text.size() - sizeof(uint64_t));
  return any;
}

char* Put(std::string_view text, char* to) {
  CopyAndAsk(text, to, [](uint64_t) { return false; });
  return to + text.size();
}

// At most so many characters for one of a text, and two quotes.
constexpr size_t kCsvGrowth = 2, kJsonGrowth = 6, kQuotes = 2;

char* PutCsv(std::string_view text, char* at) {
  if (!CopyAndAsk(text, at, IsQuoted)) return at + text.size();
  *at++ = '"';
  for (const char c : text) {
    if (c == '"') *at++ = '"';
    *at++ = c;
  }
  *at++ = '"';
  return at;
}

char* PutEscaped(std::string_view text, char* at) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const char escape = kEscapes[byte];
    if (escape == 0) {
      *at++ = c;
      continue;
    }
    *at++ = '\\';
    *at++ = escape;
    if (escape != 'u') continue;
    *at++ = '0';
    *at++ = '0';
    *at++ = kHex[byte >> 4];
    *at++ = kHex[byte & 15];
  }
  return at;
}

char* PutJson(std::string_view text, char* at) {
  *at++ = '"';
  at =
      CopyAndAsk(text, at, IsEscaped) ? PutEscaped(text, at) : at + text.size();
  *at++ = '"';
  return at;
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
      [&](char* at) { return PutJson(text, at); }, out);
}

void AppendCsvCell(std::string_view text, std::string* out) {
  AppendPut(
      text.size() * kCsvGrowth + kQuotes,
      [&](char* at) { return PutCsv(text, at); }, out);
}

void AppendMillionths(Millionths value, std::string* out) {
  AppendPut(
      kDecimalMost, [&](char* at) { return PutMillionths(value, at); }, out);
}

char* RowAppender::Begin(size_t most) {
  CASHMATCH_CHECK(column_ < layout_.size());
  const std::string& before = layout_.before(column_++);
  if (room_.size() < size_ + before.size() + most) {
    room_.resize(2 * (size_ + before.size() + most));
  }
  return Put(before, room_.data() + size_);
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

RowAppender& RowAppender::Key(std::string_view value) {
  if (layout_.format() == TableFormat::kCsv) {
    EndCell(PutCsv(value, Begin(value.size() * kCsvGrowth + kQuotes)));
  } else if (value.empty()) {
    Plain(value);
  } else {
    EndCell(PutJson(value, Begin(value.size() * kJsonGrowth + kQuotes)));
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
  out_.append(room_.data(), size_);
  out_.append(layout_.format() == TableFormat::kCsv ? "\n" : "}\n");
  column_ = 0;
  size_ = 0;
}

}  // namespace cashmatch
