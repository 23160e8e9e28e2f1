// SPDX-License-Identifier: Apache-2.0
// other_formats.cc - signs of formats of the trade, and of office files.
// Tested by tests/unit/adapters/read/detect/other_formats_test.cc
#include "adapters/read/detect/other_formats.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace cashmatch {
namespace {

constexpr size_t kLookedAt = 4096;

bool IsUtf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return true;
  }
  // Plain letters in UTF-16 have a zero in every second byte.
  if (bytes.size() < 8) return false;
  size_t zeros = 0;
  for (size_t i = 0; i < 8; ++i) zeros += bytes[i] == '\0' ? 1 : 0;
  return zeros == 4 && (bytes[0] == '\0') != (bytes[1] == '\0');
}

bool HasTagAtLineStart(std::string_view bytes, std::string_view tag) {
  for (size_t at = bytes.find(tag); at != std::string_view::npos;
       at = bytes.find(tag, at + 1)) {
    if (at == 0 || bytes[at - 1] == '\n' || bytes[at - 1] == '\r') return true;
  }
  return false;
}

bool IsMt94x(std::string_view bytes) {
  return bytes.starts_with("{1:F") || HasTagAtLineStart(bytes, ":20:");
}

std::string_view HintOnBinary(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04")) {
    if (bytes.find("[Content_Types].xml") != std::string_view::npos ||
        bytes.find("xl/") != std::string_view::npos) {
      return "an Excel workbook; save it as CSV, or take the bank's own file";
    }
    return "a ZIP archive; unpack it first";
  }
  if (bytes.starts_with("%PDF-")) {
    return "a PDF; ask the bank for BAI2, camt or lockbox data";
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return "an old Office file";
  if (bytes.starts_with("\x1F\x8B") || bytes.starts_with("\x28\xB5\x2F\xFD")) {
    return "compressed more than once; unpack it first";
  }
  if (IsUtf16(bytes)) return "text in UTF-16; convert it to UTF-8";
  if (bytes.find('\0') != std::string_view::npos) return "binary data";
  return {};
}

std::string_view HintOnText(std::string_view bytes) {
  if (bytes.starts_with("ISA*")) {
    return "X12, but its interchange header is not whole";
  }
  if (IsMt94x(bytes)) {
    return "a SWIFT message, but no statement: MT940 and MT942 have :20: and "
           ":25: near their beginning";
  }
  const size_t start = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (start == std::string_view::npos) return {};
  const std::string_view line =
      bytes.substr(start, bytes.find('\n', start) - start);
  const auto names = [line](std::string_view word) {
    return line.find(word) != std::string_view::npos;
  };
  if (line[0] == '<')
    return "XML, but no camt.052, camt.053, camt.054 or remt.001";
  if (names("item_id")) return "open items; name them with --open-items";
  if (names("customer_id")) return "customers; name them with --customers";
  if (line[0] == '{' || line[0] == '[') {
    return "JSON, but not one receipt a line with amount, currency and "
           "value_date";
  }
  return {};
}

}  // namespace

std::string_view HintOnContent(std::string_view bytes) {
  bytes = bytes.substr(0, kLookedAt);
  const std::string_view hint = HintOnBinary(bytes);
  return hint.empty() ? HintOnText(bytes) : hint;
}

}  // namespace cashmatch
