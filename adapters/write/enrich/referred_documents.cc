// SPDX-License-Identifier: Apache-2.0
// referred_documents.cc - RfrdDocInf and Ustrd, escaped.
// Tested by tests/unit/adapters/write/enrich/camt_details_test.cc
#include "adapters/write/enrich/referred_documents.h"

#include <cstdint>

namespace cashmatch {
namespace {

constexpr size_t kLongestNumber = 35;

/// Reads one letter of UTF-8.  Requires: valid UTF-8, as documents are read.
uint32_t NextLetter(std::string_view text, size_t* at) {
  const auto lead = static_cast<unsigned char>(text[(*at)++]);
  if (lead < 0x80) return lead;
  uint32_t letter = lead & (lead >= 0xF0   ? 0x07U
                            : lead >= 0xE0 ? 0x0FU
                                           : 0x1FU);
  while (*at < text.size() && (text[*at] & 0xC0) == 0x80) {
    letter = letter << 6 | (text[(*at)++] & 0x3FU);
  }
  return letter;
}

std::string Escaped(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const uint32_t letter = NextLetter(text, &at);
    if (letter >= 0x80) {
      out.append("&#").append(std::to_string(letter)).append(";");
    } else if (letter == '&') {
      out += "&amp;";
    } else if (letter == '<') {
      out += "&lt;";
    } else if (letter == '>') {
      out += "&gt;";
    } else {
      out += static_cast<char>(letter < ' ' ? ' ' : letter);
    }
  }
  return out;
}

size_t Letters(std::string_view text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) NextLetter(text, &at);
  return count;
}

}  // namespace

std::string_view PrefixAt(std::string_view bytes, size_t offset) {
  const std::string_view tag = bytes.substr(offset + 1);
  const size_t end = tag.find_first_of(": \t\r\n/>");
  if (end == std::string_view::npos || tag[end] != ':') return {};
  return tag.substr(0, end + 1);
}

std::string Wrapped(std::string_view prefix, std::string_view name,
                    std::string_view content) {
  std::string out = "<";
  out.append(prefix).append(name).append(">").append(content);
  out.append("</").append(prefix).append(name).append(">");
  return out;
}

Documents ReferredDocuments(const Enrichment& wanted, std::string_view prefix,
                            bool plain) {
  Documents documents;
  documents.prefix = prefix;
  for (const PaidDocument& document : wanted.documents) {
    const std::string number = Escaped(document.number);
    if (plain || Letters(document.number) > kLongestNumber) {
      documents.texts += Wrapped(prefix, "Ustrd", number);
      continue;
    }
    const std::string type = Wrapped(
        prefix, "Tp",
        Wrapped(prefix, "CdOrPrtry",
                Wrapped(prefix, "Cd", document.credit ? "CREN" : "CINV")));
    documents.structured += Wrapped(
        prefix, "Strd",
        Wrapped(prefix, "RfrdDocInf", type + Wrapped(prefix, "Nb", number)));
  }
  return documents;
}

}  // namespace cashmatch
