// SPDX-License-Identifier: Apache-2.0
// normalize.cc - one pass over the bytes for each form.
// Tested by tests/unit/engine/book/normalize_test.cc
#include "engine/book/normalize.h"

#include <algorithm>
#include <array>

namespace cashmatch {
namespace {

// What people write before a document number, longest first.
constexpr std::array<std::string_view, 17> kPrefixes = {
    "RECHNUNG", "INVOICE", "FACTURE", "FACTURA", "BILL", "RECH",
    "RGNR",     "RENR",    "INVNO",   "DOC",     "INV",  "FAC",
    "RNR",      "PO",      "RE",      "RG",      "NO"};

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Returns the byte as it counts in a plain form, or 0 if it does not count.
constexpr char PlainByte(char c) {
  if (IsDigit(c) || (c >= 'A' && c <= 'Z')) return c;
  if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  return static_cast<unsigned char>(c) >= 0x80 ? c : '\0';
}

constexpr std::array<char, 256> kPlainBytes = [] {
  std::array<char, 256> bytes{};
  for (size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = PlainByte(static_cast<char>(i));
  }
  return bytes;
}();

std::string_view WithoutLeadingZeros(std::string_view text) {
  const size_t first = text.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first);
}

}  // namespace

void AppendPlain(std::string_view text, std::string* out) {
  // Without a branch a byte: each is written, and those that count are kept.
  const size_t begin = out->size();
  out->resize(begin + text.size());
  char* const to = out->data() + begin;
  size_t kept = 0;
  for (const char c : text) {
    const char plain = kPlainBytes[static_cast<unsigned char>(c)];
    to[kept] = plain;
    kept += plain != '\0' ? 1 : 0;
  }
  out->resize(begin + kept);
}

std::string PlainForm(std::string_view text) {
  std::string out;
  AppendPlain(text, &out);
  return out;
}

size_t KnownPrefix(std::string_view plain) {
  for (const std::string_view prefix : kPrefixes) {
    if (plain.size() > prefix.size() && plain[0] == prefix[0] &&
        plain.starts_with(prefix) && IsDigit(plain[prefix.size()])) {
      return prefix.size();
    }
  }
  return 0;
}

void AppendNormal(std::string_view reference, std::string* out) {
  const size_t begin = out->size();
  AppendPlain(reference, out);
  const std::string_view plain = std::string_view(*out).substr(begin);
  const std::string_view rest =
      WithoutLeadingZeros(plain.substr(KnownPrefix(plain)));
  if (!rest.empty()) out->erase(begin, plain.size() - rest.size());
}

std::string NormalForm(std::string_view reference) {
  std::string out;
  AppendNormal(reference, &out);
  return out;
}

std::string AccountForm(std::string_view account) {
  std::string out;
  bool any = false;
  while (true) {
    const size_t slash = account.find('/');
    const std::string plain = PlainForm(account.substr(0, slash));
    const std::string_view part = WithoutLeadingZeros(plain);
    any = any || !part.empty();
    out += part;
    if (slash == std::string_view::npos) break;
    out += '/';
    account.remove_prefix(slash + 1);
  }
  return any ? out : std::string();
}

std::string NameForm(std::string_view name) {
  std::string out;
  bool gap = false;
  for (const char c : name) {
    const char plain = PlainByte(c);
    if (plain == '\0') {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += plain;
  }
  return out;
}

std::string NumberForm(std::string_view number) {
  const std::string plain = PlainForm(number);
  return std::string(WithoutLeadingZeros(plain));
}

}  // namespace cashmatch
