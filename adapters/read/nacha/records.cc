// SPDX-License-Identifier: Apache-2.0
// records.cc - lines, blocks, and records that are too short or too long.
// Tested by tests/unit/adapters/read/nacha/records_test.cc
#include "adapters/read/nacha/records.h"

#include <algorithm>
#include <cstring>

namespace cashmatch::nacha {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank(" \t\r\n\x1A\0", 6);

std::string_view DropTrailingBlanks(std::string_view text) {
  const size_t last = text.find_last_not_of(kBlank);
  return last == std::string_view::npos ? std::string_view()
                                        : text.substr(0, last + 1);
}

uint8_t Byte(char c) { return static_cast<uint8_t>(c); }

/// True for a byte that continues a letter of UTF-8.
bool Continues(char c) { return (Byte(c) & 0xC0) == 0x80; }

/// The number of bytes of the letter of UTF-8 at the start, 0 if it is none.
size_t LetterLength(std::string_view text) {
  const uint8_t lead = Byte(text[0]);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!Continues(text[i])) return 0;
  }
  return length;
}

}  // namespace

std::string_view Record::Field(size_t first, size_t last) const {
  std::string_view field = Raw(first, last);
  while (!field.empty() && field.front() == ' ') field.remove_prefix(1);
  while (!field.empty() && field.back() == ' ') field.remove_suffix(1);
  return field;
}

RecordReader::RecordReader(std::string_view bytes) : bytes_(bytes) {
  if (bytes_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  const size_t end = bytes_.find_first_of("\r\n", at_);
  if (end != std::string_view::npos && bytes_[end] == '\r' &&
      bytes_.find('\n', end) == std::string_view::npos) {
    line_break_ = '\r';
  }
  // A batch header behind column 94 of the first line: no line breaks.
  const std::string_view first = bytes_.substr(at_, end - at_);
  blocks_ = first.size() > kColumns &&
            (first[kColumns] == '5' || first[kColumns] == '9');
}

std::string_view RecordReader::NextPiece() {
  const char* const from = bytes_.data() + at_;
  // In blocks a line end farther on is none of this record's.
  const size_t left =
      std::min(bytes_.size() - at_, blocks_ ? kColumns + 1 : bytes_.size());
  ++line_;
  const void* const end = std::memchr(from, line_break_, left);
  size_t size = end == nullptr
                    ? left
                    : static_cast<size_t>(static_cast<const char*>(end) - from);
  if (blocks_ && size > kColumns) {
    at_ += kColumns;
    return {from, kColumns};
  }
  at_ += size + (end == nullptr ? 0 : 1);
  return {from, size};
}

/// Turns letters of several bytes into one each, so that columns are columns;
/// the text itself if it is no UTF-8.
std::string_view RecordReader::Squeeze(std::string_view text) {
  char* const to = squeezed_.Reserve(text.size());
  size_t size = 0;
  for (size_t at = 0; at < text.size(); ++size) {
    const size_t length = LetterLength(text.substr(at));
    if (length == 0) return text;
    const bool latin = length == 2 && Byte(text[at]) < 0xC4;
    to[size] = length == 1 ? text[at]
               : latin     ? static_cast<char>(((Byte(text[at]) & 0x03) << 6) |
                                               (Byte(text[at + 1]) & 0x3F))
                           : '?';
    at += length;
  }
  return {to, size};
}

bool RecordReader::Next(Record* record) {
  while (at_ < bytes_.size()) {
    const size_t offset = at_;
    std::string_view text = DropTrailingBlanks(NextPiece());
    if (text.empty()) continue;
    constexpr size_t kSqueezedMax = 4 * kColumns;
    if (text.size() > kColumns && text.size() <= kSqueezedMax) {
      text = Squeeze(text);
    }
    *record = {text.substr(0, kColumns), line_, offset, text.size() > kColumns};
    return true;
  }
  return false;
}

bool IsPadding(const Record& record) {
  constexpr size_t kLeast = 20;
  return record.text.size() >= kLeast &&
         record.text.find_first_not_of('9') == std::string_view::npos;
}

}  // namespace cashmatch::nacha
