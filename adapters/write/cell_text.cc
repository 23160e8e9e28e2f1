// SPDX-License-Identifier: Apache-2.0
// cell_text.cc - a copy and a look at the same bytes, 16 at a time.
// Tested by tests/unit/adapters/write/row_test.cc
#include "adapters/write/cell_text.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string>

namespace cashmatch {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

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

// GCC and Clang know vectors of bytes for any processor.
using Bytes [[gnu::vector_size(16)]] = unsigned char;
using Words [[gnu::vector_size(16)]] = uint64_t;

template <class Word>
Word Load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// Copies what is loaded; returns it.
template <class Word>
Word Copy(const char* from, char* to) {
  const auto word = Load<Word>(from);
  std::memcpy(to, &word, sizeof word);
  return word;
}

// Copies fewer than eight bytes; returns them, some twice, with spaces behind.
uint64_t CopyShort(std::string_view text, char* to) {
  constexpr uint64_t kSpaces = 0x2020202020202020;
  const size_t size = text.size();
  if (size >= 4) {
    const auto first = Copy<uint32_t>(text.data(), to);
    const size_t at = size - sizeof first;
    const auto last = Copy<uint32_t>(text.data() + at, to + at);
    return first | (uint64_t{last} << 32);
  }
  if (size == 0) return kSpaces;
  uint64_t word = kSpaces;
  for (const size_t at : {size_t{0}, size / 2, size - 1}) {
    to[at] = text[at];
    word = (word << 8) | static_cast<unsigned char>(text[at]);
  }
  return word;
}

// Copies a text; returns whether `are` says so of any byte of it. Texts are
// short: the last bytes are perhaps copied twice.
template <class Are>
bool CopyAndAsk(std::string_view text, char* to, const Are& are) {
  const char* const from = text.data();
  const size_t size = text.size();
  constexpr size_t kBytes = sizeof(Bytes), kHalf = kBytes / 2;
  Words any;
  if (size >= kBytes) {
    const size_t last = size - kBytes;
    any = Words(are(Copy<Bytes>(from + last, to + last)));
    for (size_t at = 0; at < last; at += kBytes) {
      any |= Words(are(Copy<Bytes>(from + at, to + at)));
    }
  } else if (size >= kHalf) {
    const size_t last = size - kHalf;
    const Words words = {Copy<uint64_t>(from, to),
                         Copy<uint64_t>(from + last, to + last)};
    any = Words(are(Bytes(words)));
  } else {
    const uint64_t word = CopyShort(text, to);
    any = Words(are(Bytes(Words{word, word})));
  }
  return (any[0] | any[1]) != 0;
}

// Bytes for which a CSV cell is quoted, RFC 4180.
Bytes AreQuoted(Bytes bytes) {
  return Bytes((bytes == ',') | (bytes == '"') | (bytes == '\r') |
               (bytes == '\n'));
}

// Bytes that are escaped in a JSON text.
Bytes AreEscaped(Bytes bytes) {
  return Bytes((bytes < 0x20) | (bytes == '"') | (bytes == '\\') |
               (bytes == 0x7F));
}

Bytes AreNone(Bytes bytes) { return bytes ^ bytes; }

char* PutQuoted(std::string_view text, char* at) {
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

// Copies parts; where any byte of them is special, all of them are put once
// more by `put`.
template <class Are, class PutAll>
char* PutParts(TextParts parts, char* at, const Are& are, const PutAll& put) {
  char* end = at;
  bool any = false;
  for (const std::string_view part : parts) {
    any |= CopyAndAsk(part, end, are);
    end += part.size();
  }
  return any ? put(std::string(at, end), at) : end;
}

}  // namespace

char* Put(std::string_view text, char* at) {
  CopyAndAsk(text, at, AreNone);
  return at + text.size();
}

char* PutCsv(TextParts parts, char* at) {
  return PutParts(parts, at, AreQuoted, PutQuoted);
}

char* PutJson(TextParts parts, char* at) {
  *at++ = '"';
  at = PutParts(parts, at, AreEscaped, PutEscaped);
  *at++ = '"';
  return at;
}

}  // namespace cashmatch
