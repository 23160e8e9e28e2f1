// SPDX-License-Identifier: Apache-2.0
// xml_text.cc - references and the pieces of a text.
// Tested by tests/unit/adapters/read/camt/xml_text_test.cc
#include "adapters/read/camt/xml_text.h"

#include <array>
#include <utility>

#include "adapters/read/camt/encoding.h"

namespace cashmatch {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};

/// XML 1.0, production 2: the characters a document may have.
bool IsXmlCharacter(uint32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

int DigitOf(char c, uint32_t base) {
  if (c >= '0' && c <= '9') return c - '0';
  if (base != 16) return -1;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Reads the number of `#39` or `#x27`.
bool ReadNumber(std::string_view body, uint32_t* value) {
  const bool hex = body.size() > 1 && body[1] == 'x';
  const std::string_view digits = body.substr(hex ? 2 : 1);
  if (digits.empty()) return false;
  const uint32_t base = hex ? 16 : 10;
  *value = 0;
  for (const char c : digits) {
    const int digit = DigitOf(c, base);
    if (digit < 0) return false;
    *value = *value * base + static_cast<uint32_t>(digit);
    if (*value > 0x10FFFF) return false;
  }
  return IsXmlCharacter(*value);
}

}  // namespace

size_t ReadReference(std::string_view at, std::string* out) {
  constexpr size_t kLongest = 32;
  const size_t semicolon = at.substr(0, kLongest).find(';');
  if (semicolon == std::string_view::npos || semicolon < 2) return 0;
  const std::string_view body = at.substr(1, semicolon - 1);
  if (body[0] == '#') {
    uint32_t value;
    if (!ReadNumber(body, &value)) return 0;
    if (out != nullptr) AppendUtf8(value, out);
    return semicolon + 1;
  }
  for (const auto& [name, character] : kEntities) {
    if (body != name) continue;
    if (out != nullptr) *out += character;
    return semicolon + 1;
  }
  return 0;
}

void XmlText::Unfold() {
  if (decoded_) return;
  buffer_.assign(view_);
  decoded_ = true;
}

bool XmlText::Add(std::string_view piece) {
  if (piece.empty()) return true;
  ++pieces_;
  const size_t bad = repair_ ? FirstInvalidUtf8(piece) : std::string_view::npos;
  if (bad != std::string_view::npos) {
    if (repairs_++ == 0) {
      first_repair_ = static_cast<size_t>(piece.data() - input_.data()) + bad;
    }
    Unfold();
    AppendWindows1252(piece, &buffer_);
    return buffer_.size() <= kMost;
  }
  if (pieces_ == 1) {
    view_ = piece;
    return view_.size() <= kMost;
  }
  Unfold();
  buffer_ += piece;
  return buffer_.size() <= kMost;
}

bool XmlText::AddDecoded(std::string_view characters) {
  ++pieces_;
  Unfold();
  buffer_ += characters;
  return buffer_.size() <= kMost;
}

std::string_view XmlText::Trimmed() const {
  std::string_view text = decoded_ ? std::string_view(buffer_) : view_;
  while (!text.empty() && IsXmlBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsXmlBlank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace cashmatch
