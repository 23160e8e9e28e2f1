// SPDX-License-Identifier: Apache-2.0
// text_bytes.cc - Windows-1252 to UTF-8, control bytes to blanks.
// Tested by tests/unit/adapters/read/text_bytes_test.cc
#include "adapters/read/text_bytes.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "adapters/read/byte_scan.h"

namespace cashmatch {
namespace {

// What the bytes 0x80 to 0x9F stand for. Source: the WHATWG encoding index
// windows-1252; its five unassigned bytes are the C1 controls, here blanks.
constexpr std::array<uint16_t, 32> kWindows1252 = {
    0x20AC, 0x0020, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x0020, 0x017D, 0x0020,
    0x0020, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x0020, 0x017E, 0x0178};

// Bytes that are looked at between two words with whoever holds them.
constexpr size_t kBlock = size_t{1} << 20;

/// True inside a character of several bytes.
bool IsTail(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// True where all bytes are printable ASCII. Looks at all of them, without a
/// branch, so that the compiler takes sixteen at once.
bool IsPlain(std::string_view text) {
  bool other = false;
  for (const char c : text) {
    other |= static_cast<unsigned char>(c - 0x20) >= 0x7F - 0x20;
  }
  return !other;
}

void AppendUtf8(uint32_t point, std::string* out) {
  const auto put = [out](uint32_t byte) {
    out->push_back(static_cast<char>(byte));
  };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | (point >> 6));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xE0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

}  // namespace

size_t FindBadUtf8(std::string_view bytes, Passage* passage) {
  size_t begin = 0;
  for (size_t end = 0; begin < bytes.size(); begin = end) {
    if (passage != nullptr) passage->At(begin);
    end = std::min(begin + kBlock, bytes.size());
    // A block ends before a character that it would cut.
    for (int i = 0; i < 3 && end < bytes.size() && IsTail(bytes[end]); ++i) {
      --end;
    }
    if (!simdjson::validate_utf8(bytes.data() + begin, end - begin)) break;
  }
  if (begin >= bytes.size()) return std::string_view::npos;
  const size_t before = bytes.substr(0, begin).rfind('\n');
  size_t at = before == std::string_view::npos ? 0 : before + 1;
  while (at < bytes.size()) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    if (!simdjson::validate_utf8(bytes.data() + at, end - at)) return at;
    at = end + 1;
  }
  return 0;
}

size_t FindByte(std::string_view bytes, char byte, Passage* passage) {
  for (size_t begin = 0; begin < bytes.size(); begin += kBlock) {
    passage->At(begin);
    const size_t at = bytes.substr(begin, kBlock).find(byte);
    if (at != std::string_view::npos) return begin + at;
  }
  return std::string_view::npos;
}

bool IsPlainText(std::string_view bytes, Passage* passage) {
  constexpr ByteSet kOther = ByteSet::Of([](unsigned char c) {
    return (c < 0x20 && c != '\n' && c != '\r') || c >= 0x7F;
  });
  for (size_t begin = 0; begin < bytes.size(); begin += kBlock) {
    passage->At(begin);
    if (FindAny(bytes.substr(begin, kBlock), kOther) !=
        std::string_view::npos) {
      return false;
    }
  }
  return true;
}

std::string_view CleanText(std::string_view text, std::string* scratch) {
  if (IsPlain(text)) return text;
  const bool utf8 = simdjson::validate_utf8(text.data(), text.size());
  if (utf8 && std::none_of(text.begin(), text.end(), IsControl)) return text;
  scratch->clear();
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (IsControl(c)) {
      scratch->push_back(' ');
    } else if (utf8 || byte < 0x80) {
      scratch->push_back(c);
    } else {
      AppendUtf8(byte < 0xA0 ? kWindows1252[byte - 0x80] : byte, scratch);
    }
  }
  return *scratch;
}

}  // namespace cashmatch
