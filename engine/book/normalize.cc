// SPDX-License-Identifier: Apache-2.0
// normalize.cc - one pass over the bytes for each form.
// Tested by tests/unit/engine/book/normalize_test.cc
#include "engine/book/normalize.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace cashmatch {
namespace {

// What people write before a document number, by the first letter, longest
// first.
constexpr std::array<std::string_view, 17> kPrefixes = {
    "BILL",  "DOC",  "FACTURE", "FACTURA", "FAC",      "INVOICE",
    "INVNO", "INV",  "NO",      "PO",      "RECHNUNG", "RECH",
    "RGNR",  "RENR", "RNR",     "RE",      "RG"};

/// Where the prefixes of each letter stand: from first[c - 'A'] on.
constexpr std::array<uint8_t, 27> kFirstPrefix = [] {
  std::array<uint8_t, 27> first{};
  for (size_t letter = 0; letter < first.size(); ++letter) {
    while (first[letter] < kPrefixes.size() &&
           kPrefixes[first[letter]][0] < static_cast<char>('A' + letter)) {
      ++first[letter];
    }
  }
  return first;
}();
static_assert(kFirstPrefix.back() == kPrefixes.size());

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

/// Writes the plain form of a text; `to` has room for all of the text.
std::string_view PutPlain(std::string_view text, char* to) {
  // Without a branch a byte: each is written, and those that count are kept.
  size_t kept = 0;
  for (const char c : text) {
    const char plain = kPlainBytes[static_cast<unsigned char>(c)];
    to[kept] = plain;
    kept += plain != '\0' ? 1 : 0;
  }
  return {to, kept};
}

/// True if a text begins as another. They are short: no call is worth it.
bool Begins(std::string_view text, std::string_view with) {
  for (size_t i = 0; i < with.size(); ++i) {
    if (text[i] != with[i]) return false;
  }
  return true;
}

}  // namespace

void AppendPlain(std::string_view text, std::string* out) {
  const size_t begin = out->size();
  out->resize(begin + text.size());
  out->resize(begin + PutPlain(text, out->data() + begin).size());
}

std::string PlainForm(std::string_view text) {
  std::string out;
  AppendPlain(text, &out);
  return out;
}

size_t KnownPrefix(std::string_view plain) {
  if (plain.empty() || plain[0] < 'A' || plain[0] > 'Z') return 0;
  const auto letter = static_cast<size_t>(plain[0] - 'A');
  for (size_t i = kFirstPrefix[letter]; i < kFirstPrefix[letter + 1]; ++i) {
    const std::string_view prefix = kPrefixes[i];
    if (plain.size() > prefix.size() && IsDigit(plain[prefix.size()]) &&
        Begins(plain, prefix)) {
      return prefix.size();
    }
  }
  return 0;
}

std::string_view PutNormal(std::string_view reference, char* to) {
  const std::string_view plain = PutPlain(reference, to);
  const std::string_view rest =
      WithoutLeadingZeros(plain.substr(KnownPrefix(plain)));
  return rest.empty() ? plain : rest;
}

void AppendNormal(std::string_view reference, std::string* out) {
  const size_t begin = out->size();
  out->resize(begin + reference.size());
  char* const to = out->data() + begin;
  const std::string_view normal = PutNormal(reference, to);
  std::copy(normal.begin(), normal.end(), to);
  out->resize(begin + normal.size());
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
