// SPDX-License-Identifier: Apache-2.0
// records.cc - bytes to fixed-width records. Tested by
// tests/unit/adapters/read/lockbox/records_test.cc
#include "adapters/read/lockbox/records.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace cashmatch::lockbox {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kLookAhead = size_t{64} << 10;
constexpr size_t kBlocksTried = 64;
constexpr size_t kPaddingLeast = 20;

bool IsTypeDigit(char c) { return c >= '1' && c <= '9'; }

/// Whether blocks of `length` bytes begin with a record type each.
bool FitsBlocks(std::string_view bytes, size_t length) {
  size_t blocks = 0;
  for (size_t at = 0; at < bytes.size() && blocks < kBlocksTried;
       at += length, ++blocks) {
    if (!IsTypeDigit(bytes[at])) return false;
  }
  return blocks > 1 || bytes.size() <= length;
}

/// Record 2 says how long records are, at a place that depends on its layout.
size_t AnnouncedLength(std::string_view bytes, const Layout& layout) {
  if (bytes.size() <= layout.record_length) return 0;
  const std::string_view second = bytes.substr(layout.record_length);
  const std::string_view digits = Slice(second, layout.record_length_field);
  size_t length = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), length);
  return second.front() == '2' ? length : 0;
}

/// Records of 9s alone fill the last block of a tape.
bool IsPadding(std::string_view record) {
  return record.size() >= kPaddingLeast &&
         record.find_first_not_of('9') == std::string_view::npos;
}

/// Drops spaces at the end. Records are mostly filled up with them, so they go
/// eight at a time.
std::string_view DropTrailingSpaces(std::string_view text) {
  constexpr std::string_view kSpaces = "        ";
  while (text.size() >= kSpaces.size() &&
         std::memcmp(text.data() + text.size() - kSpaces.size(), kSpaces.data(),
                     kSpaces.size()) == 0) {
    text.remove_suffix(kSpaces.size());
  }
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\x1A' ||
         c == '\0';
}

std::string_view DropTrailingBlanks(std::string_view text) {
  text = DropTrailingSpaces(text);
  while (!text.empty() && IsBlank(text.back())) {
    text.remove_suffix(1);
    text = DropTrailingSpaces(text);
  }
  return text;
}

}  // namespace

std::string_view Trim(std::string_view text) {
  text = DropTrailingSpaces(text);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return text;
}

std::optional<Framing> FramingOf(std::string_view bytes,
                                 std::span<const Layout* const> layouts) {
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  bytes = DropTrailingBlanks(bytes);
  const std::string_view head = bytes.substr(0, kLookAhead);
  if (head.find('\n') != std::string_view::npos) return Framing{'\n', 0};
  if (head.find('\r') != std::string_view::npos) return Framing{'\r', 0};
  std::vector<size_t> lengths;
  for (const Layout* const layout : layouts) {
    const size_t announced = AnnouncedLength(bytes, *layout);
    if (announced == layout->record_length) lengths.push_back(announced);
  }
  for (const Layout* const layout : layouts) {
    lengths.push_back(layout->record_length);
  }
  for (const size_t length : lengths) {
    if (FitsBlocks(bytes, length)) return Framing{'\n', length};
  }
  return std::nullopt;
}

RecordReader::RecordReader(std::string_view bytes, Framing framing)
    : bytes_(bytes), framing_(framing) {
  if (bytes_.starts_with(kByteOrderMark)) begin_ = kByteOrderMark.size();
  Rewind();
}

void RecordReader::Rewind() {
  at_ = begin_;
  line_ = 0;
}

std::string_view RecordReader::NextPiece() {
  const char* const from = bytes_.data() + at_;
  const size_t left = bytes_.size() - at_;
  ++line_;
  if (framing_.block != 0) {
    const size_t size = std::min(framing_.block, left);
    at_ += size;
    return {from, size};
  }
  const void* const end = std::memchr(from, framing_.line_break, left);
  if (end == nullptr) {
    at_ = bytes_.size();
    return {from, left};
  }
  const auto size = static_cast<size_t>(static_cast<const char*>(end) - from);
  at_ += size + 1;
  return {from, size};
}

bool RecordReader::Next(Record* record) {
  before_at_ = at_;
  before_line_ = line_;
  while (at_ < bytes_.size()) {
    const size_t offset = at_;
    const std::string_view text = DropTrailingBlanks(NextPiece());
    if (text.empty() || IsPadding(text)) continue;
    *record = {text, line_, offset};
    return true;
  }
  return false;
}

}  // namespace cashmatch::lockbox
