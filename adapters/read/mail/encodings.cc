// SPDX-License-Identifier: Apache-2.0
// encodings.cc - base64 and quoted-printable.
// Tested by tests/unit/adapters/read/mail/mail_test.cc
#include "adapters/read/mail/encodings.h"

#include <cstdint>

namespace cashmatch {
namespace {

int Base64Digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

bool DecodeBase64(std::string_view text, std::string* out) {
  uint32_t bits = 0;
  int count = 0, padding = 0;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    const int digit = Base64Digit(c);
    if (digit < 0 || padding != 0) return false;
    bits = bits << 6 | static_cast<uint32_t>(digit);
    if (++count == 4) {
      for (const int shift : {16, 8, 0}) {
        *out += static_cast<char>(bits >> shift & 0xFF);
      }
      bits = 0;
      count = 0;
    }
  }
  if (count == 0) return padding == 0 || padding <= 2;
  if (count == 1 || padding > 2) return false;
  bits <<= 6 * (4 - count);
  *out += static_cast<char>(bits >> 16 & 0xFF);
  if (count == 3) *out += static_cast<char>(bits >> 8 & 0xFF);
  return true;
}

void DecodeQuotedPrintable(std::string_view text, std::string* out) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      *out += text[i];
      continue;
    }
    const std::string_view rest = text.substr(i + 1);
    if (rest.starts_with("\r\n")) {
      i += 2;
    } else if (rest.starts_with('\n')) {
      i += 1;
    } else if (rest.size() >= 2 && HexDigit(rest[0]) >= 0 &&
               HexDigit(rest[1]) >= 0) {
      *out += static_cast<char>(HexDigit(rest[0]) << 4 | HexDigit(rest[1]));
      i += 2;
    } else {
      *out += '=';
    }
  }
}

}  // namespace cashmatch
