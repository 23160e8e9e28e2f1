// SPDX-License-Identifier: Apache-2.0
// lines.cc - the ends of lines.
// Tested by tests/unit/adapters/read/mt940/lines_test.cc
#include "adapters/read/mt940/lines.h"

#include <algorithm>

namespace cashmatch::mt940 {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kHead = size_t{1} << 16;  // where a file shows its habits

/// The line of :20: is at most 16 letters long and ends in "@@:".
bool UsesAtSigns(std::string_view head) {
  constexpr size_t kLongest = 64;
  const size_t start = head.find(":20:");
  if (start == std::string_view::npos) return false;
  const std::string_view line = head.substr(start, kLongest);
  const size_t end = line.find("@@:");
  return end != std::string_view::npos &&
         line.substr(0, end).find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace

LineReader::LineReader(std::string_view bytes)
    : bytes_(bytes),
      at_(bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0),
      at_signs_(UsesAtSigns(bytes.substr(0, kHead))) {}

bool LineReader::Next(Line* line) {
  if (at_ >= bytes_.size()) return false;
  const char* const begin = bytes_.data() + at_;
  const char* const end = bytes_.data() + bytes_.size();
  const char* p = begin;
  const auto is_at_signs = [&] {
    return at_signs_ && *p == '@' && p + 1 < end && p[1] == '@';
  };
  while (p < end && *p != '\n' && *p != '\r' && !is_at_signs()) ++p;
  line->text = {begin, static_cast<size_t>(p - begin)};
  line->number = ++number_;
  line->offset = at_;
  if (p < end) {
    const bool two = *p == '@' || (*p == '\r' && p + 1 < end && p[1] == '\n');
    p += two ? 2 : 1;
  }
  at_ = static_cast<size_t>(p - bytes_.data());
  return true;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsPadding(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsPadding(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace cashmatch::mt940
