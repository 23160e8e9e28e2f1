// SPDX-License-Identifier: Apache-2.0
// text.cc - names and memos made fit to keep. Tested by
// tests/unit/adapters/read/lockbox/text_test.cc
#include "adapters/read/lockbox/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "adapters/read/lockbox/records.h"

namespace cashmatch::lockbox {
namespace {

/// What Windows-1252 has at 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<uint16_t, 32> kHigh = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool IsContinuation(char c) { return (static_cast<uint8_t>(c) & 0xC0) == 0x80; }

/// The length of the UTF-8 sequence that begins `text`; 0 if there is none.
size_t SequenceLength(std::string_view text) {
  const auto lead = static_cast<uint8_t>(text[0]);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[i])) return 0;
  }
  const auto second = static_cast<uint8_t>(text[1]);
  const bool overlong =
      (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool outside =
      (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
  return overlong || outside ? 0 : length;
}

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const size_t length = SequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

/// Drops a lead byte and what follows it, cut off at the end of the columns.
std::string_view WithoutCutSequence(std::string_view text) {
  for (size_t back = 1; back <= std::min<size_t>(3, text.size()); ++back) {
    const char c = text[text.size() - back];
    if (IsContinuation(c)) continue;
    const auto lead = static_cast<uint8_t>(c);
    const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return lead >= 0xC2 && length > back ? text.substr(0, text.size() - back)
                                         : text;
  }
  return text;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

void AppendCodePoint(uint32_t point, std::string* out) {
  if (point < 0x80) {
    *out += static_cast<char>(point);
  } else if (point < 0x800) {
    *out += static_cast<char>(0xC0 | (point >> 6));
    *out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    *out += static_cast<char>(0xE0 | (point >> 12));
    *out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    *out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

void AppendWindows1252(std::string_view text, std::string* out) {
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    const bool high = byte >= 0x80 && byte < 0xA0;
    const uint32_t point = high ? kHigh[byte - 0x80] : byte;
    AppendCodePoint(point == 0 ? ' ' : point, out);
  }
}

}  // namespace

bool IsPlainText(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool CleanText(std::string_view text, std::string* out) {
  out->clear();
  const std::string_view whole = WithoutCutSequence(text);
  const bool foreign = !IsUtf8(text) && (IsAscii(whole) || !IsUtf8(whole));
  if (foreign) {
    AppendWindows1252(text, out);
  } else {
    *out = IsUtf8(text) ? text : whole;
  }
  std::replace_if(
      out->begin(), out->end(),
      [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; }, ' ');
  *out = std::string(Trim(*out));
  return foreign;
}

}  // namespace cashmatch::lockbox
