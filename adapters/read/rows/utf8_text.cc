// SPDX-License-Identifier: Apache-2.0
// utf8_text.cc - encodings of table files.
// Tested by tests/unit/adapters/read/rows/utf8_text_test.cc
#include "adapters/read/rows/utf8_text.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <string>
#include <utility>

#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Windows-1252, bytes 0x80 to 0x9F; five are not assigned.
constexpr std::array<char16_t, 32> kWindows = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void AppendUtf8(char32_t code, std::string* out) {
  const auto put = [&](char32_t byte) {
    out->push_back(static_cast<char>(byte));
  };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

/// Returns how many bytes at the front are one valid UTF-8 sequence, or 0.
size_t Utf8Length(std::string_view text) {
  const auto lead = static_cast<uint8_t>(text[0]);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (length > text.size()) return 0;
  return simdjson::validate_utf8(text.data(), length) ? length : 0;
}

size_t LineAt(std::string_view bytes, size_t offset) {
  return 1 + static_cast<size_t>(
                 std::count(bytes.begin(), bytes.begin() + offset, '\n'));
}

/// Returns where a line begins; in UTF-16 lines end with a unit of two bytes.
size_t LineStart(std::string_view bytes, uint32_t line, bool wide) {
  size_t at = wide ? 2 : bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (; line > 1; --line) {
    const size_t end = bytes.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
    if (wide) at += at % 2;
  }
  return at;
}

Finding At(std::string_view code, Severity severity, std::string_view bytes,
           size_t offset) {
  Finding finding;
  finding.code = code;
  finding.severity = severity;
  finding.place.offset = offset;
  finding.place.line = static_cast<uint32_t>(LineAt(bytes, offset));
  return finding;
}

std::string FromMixed(std::string_view bytes, Findings* findings) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  size_t foreign = 0, first = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t length = Utf8Length(bytes.substr(at));
    if (length != 0) {
      out.append(bytes, at, length);
      at += length;
      continue;
    }
    if (foreign++ == 0) first = at;
    const auto byte = static_cast<uint8_t>(bytes[at++]);
    AppendUtf8(byte < 0xA0 ? kWindows[byte - 0x80] : byte, &out);
  }
  Finding finding = At("TEXT-ENCODING", Severity::kWarning, bytes, first);
  finding.found = std::to_string(foreign) +
                  (foreign == 1 ? " byte that is" : " bytes that are") +
                  " not UTF-8";
  finding.expected = "UTF-8";
  finding.done = "read as Windows-1252";
  findings->Add(std::move(finding));
  return out;
}

std::string FromUtf16(std::string_view bytes, bool big, Findings* findings) {
  const auto unit = [&](size_t at) -> char32_t {
    const auto first = static_cast<uint8_t>(bytes[at]);
    const auto second = static_cast<uint8_t>(bytes[at + 1]);
    return big ? first << 8 | second : second << 8 | first;
  };
  std::string out;
  out.reserve(bytes.size());
  for (size_t at = 2; at + 1 < bytes.size(); at += 2) {
    char32_t code = unit(at);
    if (code >= 0xD800 && code < 0xE000) {
      const bool pair = code < 0xDC00 && at + 3 < bytes.size() &&
                        (unit(at + 2) & 0xFC00) == 0xDC00;
      code = pair ? 0x10000 + ((code & 0x3FF) << 10) + (unit(at + 2) & 0x3FF)
                  : kReplacement;
      if (pair) at += 2;
    }
    AppendUtf8(code, &out);
  }
  Finding finding;
  finding.code = "TEXT-ENCODING";
  finding.found = "UTF-16";
  finding.expected = "UTF-8";
  finding.done = "converted";
  findings->Add(std::move(finding));
  return out;
}

void Reject(Finding finding, std::string_view found, std::string_view expected,
            Findings* findings) {
  finding.severity = Severity::kRejected;
  finding.found = found;
  finding.expected = expected;
  finding.done = "file rejected";
  findings->Add(std::move(finding));
}

bool IsFitText(std::string_view text, bool clean, Findings* findings) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    Finding finding;
    finding.code = "TEXT-EMPTY";
    Reject(std::move(finding), "an empty file", "CSV or NDJSON", findings);
    return false;
  }
  const size_t nul = clean ? std::string_view::npos : text.find('\0');
  if (nul == std::string_view::npos) return true;
  Reject(At("TEXT-BINARY", Severity::kRejected, text, nul), "a NUL byte",
         "text: CSV or NDJSON", findings);
  return false;
}

std::string_view KeepPadded(std::string_view text, TextArena* arena) {
  char* const to = arena->Reserve(text.size() + kTextPadding);
  std::memcpy(to, text.data(), text.size());
  std::memset(to + text.size(), 0, kTextPadding);
  return {to, text.size()};
}

/// Whether all bytes are UTF-8, and none is NUL: what files nearly always are.
/// Each part begins where a character does.
bool IsCleanUtf8(std::string_view text) {
  constexpr size_t kPart = size_t{1} << 20;
  const auto boundary = [text](size_t at) {
    const size_t last = std::min(text.size(), at + 3);
    while (at < last && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80) ++at;
    return at;
  };
  std::atomic<bool> clean = true;
  ForEachChunk(text.size(), kPart, [&](size_t, size_t begin, size_t end) {
    const size_t from = begin == 0 ? 0 : boundary(begin);
    const std::string_view part = text.substr(from, boundary(end) - from);
    if (part.find('\0') != std::string_view::npos ||
        !simdjson::validate_utf8(part.data(), part.size())) {
      clean = false;
    }
  });
  return clean;
}

std::string_view ToUtf8(const Source& source, bool keep, TextArena* arena,
                        Findings* findings) {
  std::string_view bytes = source.bytes;
  std::string converted;
  const bool little = bytes.starts_with("\xFF\xFE");
  if (little || bytes.starts_with("\xFE\xFF")) {
    converted = FromUtf16(bytes, !little, findings);
    bytes = converted;
  } else if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
  }
  const bool clean = IsCleanUtf8(bytes);
  const size_t first = findings->list().size();
  if (!IsFitText(bytes, clean, findings)) {
    RestoreOffsets(source, bytes, first, findings);
    return {};
  }
  if (!clean) {
    converted = FromMixed(bytes, findings);
    bytes = converted;
  }
  return keep || !converted.empty() ? KeepPadded(bytes, arena) : bytes;
}

}  // namespace

std::string_view TakeUtf8(const Source& source, TextArena* arena,
                          Findings* findings) {
  return ToUtf8(source, true, arena, findings);
}

std::string_view ViewUtf8(const Source& source, TextArena* arena,
                          Findings* findings) {
  return ToUtf8(source, false, arena, findings);
}

void RestoreOffsets(const Source& source, std::string_view text, size_t first,
                    Findings* findings) {
  if (text.size() == source.bytes.size()) return;
  const bool little = source.bytes.starts_with("\xFF\xFE");
  const bool wide = little || source.bytes.starts_with("\xFE\xFF");
  for (size_t i = first; i < findings->list().size(); ++i) {
    const Finding& finding = findings->list()[i];
    if (finding.place.line == 0 || finding.code == "TEXT-ENCODING") continue;
    findings->MoveTo(i, LineStart(source.bytes, finding.place.line, wide));
  }
}

}  // namespace cashmatch
