// SPDX-License-Identifier: Apache-2.0
// encoding.cc - finding and removing the encoding of an XML input.
// Tested by tests/unit/adapters/read/camt/encoding_test.cc
#include "adapters/read/camt/encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "adapters/read/text_bytes.h"

namespace cashmatch {
namespace {

/// Windows-1252 from 0x80 to 0x9F; its five holes stay control characters.
constexpr std::array<uint16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

bool StartsWith(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

/// Returns the value of `encoding` in an XML declaration, lower case.
std::string DeclaredEncoding(std::string_view bytes) {
  constexpr size_t kLongest = 256;
  std::string_view head = bytes.substr(0, kLongest);
  if (!StartsWith(head, "<?xml")) return {};
  head = head.substr(0, head.find("?>"));
  const size_t key = head.find("encoding");
  if (key == std::string_view::npos) return {};
  const size_t open = head.find_first_of("'\"", key);
  if (open == std::string_view::npos) return {};
  const size_t close = head.find(head[open], open + 1);
  if (close == std::string_view::npos) return {};
  std::string name(head.substr(open + 1, close - open - 1));
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return name;
}

/// Converts by ICU in pieces. False for an encoding ICU does not know.
bool Convert(std::string_view bytes, const char* name, std::string* out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(
      ucnv_open(name, &status), &ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(
      ucnv_open("UTF-8", &status), &ucnv_close);
  if (U_FAILURE(status)) return false;
  std::array<UChar, 4096> pivot;
  UChar* pivot_from = pivot.data();
  UChar* pivot_to = pivot.data();
  std::array<char, 16384> piece;
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  out->reserve(bytes.size() + bytes.size() / 8);
  bool first = true;
  do {
    char* target = piece.data();
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, piece.data() + piece.size(),
                   &source, end, pivot.data(), &pivot_from, &pivot_to,
                   pivot.data() + pivot.size(), first, true, &status);
    first = false;
    out->append(piece.data(), static_cast<size_t>(target - piece.data()));
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return U_SUCCESS(status);
}

/// True where no byte needs to be converted.
bool IsAscii(std::string_view text, Passage* passage) {
  constexpr size_t kBlock = size_t{1} << 20;
  for (size_t begin = 0; begin < text.size(); begin += kBlock) {
    if (passage != nullptr) passage->At(begin);
    uint8_t all = 0;
    for (const char c : text.substr(begin, kBlock)) {
      all |= static_cast<uint8_t>(c);
    }
    if (all >= 0x80) return false;
  }
  return true;
}

void Take(std::string_view bytes, const char* icu_name, uint8_t unit,
          DecodedXml* decoded) {
  decoded->unit = unit;
  decoded->known = Convert(bytes, icu_name, &decoded->owned);
  decoded->text = decoded->owned;
}

/// Recognises the encodings whose first bytes tell: byte order marks, and the
/// zero bytes of UTF-16 without one.
bool TakeByFirstBytes(std::string_view bytes, DecodedXml* decoded) {
  using namespace std::string_view_literals;
  if (StartsWith(bytes, "\xFF\xFE"sv) || StartsWith(bytes, "<\0"sv)) {
    decoded->skipped = bytes[0] == '<' ? 0 : 2;
    decoded->encoding = "utf-16le";
    Take(bytes.substr(decoded->skipped), "UTF-16LE", 2, decoded);
    return true;
  }
  if (StartsWith(bytes, "\xFE\xFF"sv) || StartsWith(bytes, "\0<"sv)) {
    decoded->skipped = bytes[0] == '\0' ? 0 : 2;
    decoded->encoding = "utf-16be";
    Take(bytes.substr(decoded->skipped), "UTF-16BE", 2, decoded);
    return true;
  }
  return false;
}

}  // namespace

void DecodeXml(std::string_view bytes, DecodedXml* decoded, Passage* passage) {
  decoded->size = bytes.size();
  if (TakeByFirstBytes(bytes, decoded)) return;
  const bool marked = StartsWith(bytes, "\xEF\xBB\xBF");
  decoded->skipped = marked ? 3 : 0;
  const std::string_view text = bytes.substr(decoded->skipped);
  const std::string name = DeclaredEncoding(text);
  // Bytes in which "<?xml" could be read are no UTF-16, whatever they say.
  const bool utf8 = marked || name.empty() || name == "utf-8" ||
                    name == "utf8" || name == "us-ascii" || name == "ascii" ||
                    StartsWith(name, "utf-16");
  if (utf8) {
    decoded->text = text;
    decoded->repair = FindBadUtf8(text, passage) != std::string_view::npos;
    return;
  }
  decoded->encoding = name;
  if (name == "iso-8859-1" || name == "latin1" || name == "windows-1252") {
    if (IsAscii(text, passage)) {
      decoded->text = text;
      return;
    }
    // Banks that declare ISO-8859-1 use its control range as Windows does.
    decoded->unit = 1;
    AppendWindows1252(text, &decoded->owned);
    decoded->text = decoded->owned;
    return;
  }
  Take(text, name.c_str(), 1, decoded);
}

size_t FirstInvalidUtf8(std::string_view text) {
  const auto* const data = reinterpret_cast<const uint8_t*>(text.data());
  const size_t size = text.size();
  size_t at = 0;
  while (at < size) {
    uint64_t eight;
    if (at + sizeof eight <= size) {
      std::memcpy(&eight, data + at, sizeof eight);
      if ((eight & 0x8080808080808080u) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const uint8_t lead = data[at];
    if (lead < 0x80) {
      ++at;
      continue;
    }
    const size_t length = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2);
    if (lead < 0xC2 || lead > 0xF4 || at + length > size) return at;
    for (size_t i = 1; i < length; ++i) {
      if ((data[at + i] & 0xC0) != 0x80) return at;
    }
    const uint8_t second = data[at + 1];
    const bool overlong =
        (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool outside =
        (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    if (overlong || outside) return at;
    at += length;
  }
  return std::string_view::npos;
}

void AppendUtf8(uint32_t code_point, std::string* out) {
  const auto tail = [&](int shift) {
    *out += static_cast<char>(0x80 | ((code_point >> shift) & 0x3F));
  };
  if (code_point < 0x80) {
    *out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    *out += static_cast<char>(0xC0 | (code_point >> 6));
    tail(0);
  } else if (code_point < 0x10000) {
    *out += static_cast<char>(0xE0 | (code_point >> 12));
    tail(6);
    tail(0);
  } else {
    *out += static_cast<char>(0xF0 | (code_point >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

void AppendWindows1252(std::string_view text, std::string* out) {
  out->reserve(out->size() + text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    AppendUtf8(byte >= 0x80 && byte <= 0x9F ? kWindows1252[byte - 0x80] : byte,
               out);
  }
}

}  // namespace cashmatch
