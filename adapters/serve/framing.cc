// SPDX-License-Identifier: Apache-2.0
// framing.cc - one grammar, nothing tolerated.
// Tested by tests/unit/adapters/serve/framing_test.cc
#include "adapters/serve/framing.h"

#include <algorithm>
#include <charconv>

#include "engine/base/planted_bug.h"

namespace cashmatch::serve {
namespace {

constexpr size_t kTargetMax = size_t{4} << 10;
constexpr std::string_view kEnd = "\r\n";

int Refuse(int status, std::string_view what, std::string* why) {
  *why = what;
  return status;
}

/// Source: RFC 9110, section 5.6.2.
bool IsToken(std::string_view text) {
  constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || kSigns.find(c) != std::string_view::npos;
  });
}

bool IsPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7F) || byte == '\t';
  });
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string_view Trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

int DigitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Decodes percent codes; false for a broken one and for what none may hide.
bool Decode(std::string_view text, bool plus, std::string* out) {
  out->clear();
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return false;
      const int high = DigitOf(text[i + 1]), low = DigitOf(text[i + 2]);
      if (high < 0 || low < 0) return false;
      c = static_cast<char>(high << 4 | low);
      i += 2;
      if (!IsPlain({&c, 1}) || (!plus && (c == '/' || c == '\\'))) return false;
    } else if (c == '+' && plus) {
      c = ' ';
    }
    out->push_back(c);
  }
  return true;
}

bool ReadQuery(std::string_view text, RequestHead* head) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const size_t equals = pair.find('=');
    std::string name, value;
    if (!Decode(pair.substr(0, equals), true, &name) || name.empty() ||
        !Decode(equals == pair.npos ? "" : pair.substr(equals + 1), true,
                &value) ||
        !head->query.emplace(std::move(name), std::move(value)).second) {
      return false;
    }
  }
  return true;
}

int ReadTarget(std::string_view target, RequestHead* head, std::string* why) {
  if (target.size() > kTargetMax) return Refuse(414, "the target is long", why);
  if (!target.starts_with('/') ||
      !std::all_of(target.begin(), target.end(), [](char c) {
        return c > 0x20 && c < 0x7F && c != '#' && c != '"' && c != '<' &&
               c != '>' && c != '\\' && c != '^' && c != '`' && c != '{' &&
               c != '|' && c != '}';
      })) {
    return Refuse(400, "the target is no path", why);
  }
  const size_t mark = target.find('?');
  if (mark != target.npos && !ReadQuery(target.substr(mark + 1), head)) {
    return Refuse(400, "the query cannot be read, or names something twice",
                  why);
  }
  std::string_view path = target.substr(0, mark);
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    std::string text;
    if (!Decode(segment, false, &text) || text == "." || text == "..") {
      return Refuse(400, "the path hides something", why);
    }
    head->segments.push_back(std::move(text));
  }
  return 0;
}

int ReadRequestLine(std::string_view line, RequestHead* head,
                    std::string* why) {
  const size_t first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == last || !IsToken(line.substr(0, first))) {
    return Refuse(400, "no request line", why);
  }
  const std::string_view version = line.substr(last + 1);
  if (version != "HTTP/1.1") {
    return version.starts_with("HTTP/") && version.size() == 8 &&
                   version != "HTTP/1.0"
               ? Refuse(505, "HTTP/1.1 is spoken here", why)
               : Refuse(400, "HTTP/1.1 is spoken here", why);
  }
  head->method = line.substr(0, first);
  return ReadTarget(line.substr(first + 1, last - first - 1), head, why);
}

int ReadLength(std::string_view value, RequestHead* head, std::string* why) {
  const char* const end = value.data() + value.size();
  const auto [stop, fault] =
      std::from_chars(value.data(), end, head->content_length);
  if (value.empty() || value.front() < '0' || value.front() > '9' ||
      fault != std::errc() || stop != end ||
      (head->has_length && !Planted("a second length wins"))) {
    return Refuse(400, "Content-Length is no single number", why);
  }
  head->has_length = true;
  return 0;
}

int ReadField(std::string_view line, RequestHead* head, std::string* why) {
  const size_t colon = line.find(':');
  if (colon == line.npos || !IsToken(line.substr(0, colon)) || !IsPlain(line)) {
    return Refuse(400, "a field that is none", why);
  }
  if (head->fields.size() == kFieldsMax) {
    return Refuse(431, "too many fields", why);
  }
  const std::string name = Lower(line.substr(0, colon));
  const std::string_view value = Trim(line.substr(colon + 1));
  const bool again =
      std::any_of(head->fields.begin(), head->fields.end(),
                  [&name](const auto& field) { return field.first == name; });
  head->fields.emplace_back(name, value);
  if (name == "content-length") return ReadLength(value, head, why);
  if (name == "transfer-encoding") {
    if (again || Lower(value) != "chunked") {
      return Refuse(501, "Transfer-Encoding may be chunked alone", why);
    }
    head->chunked = true;
  } else if (name == "expect") {
    if (Lower(value) != "100-continue") {
      return Refuse(417, "nothing but 100-continue is expected", why);
    }
    head->expects_continue = true;
  } else if (name == "connection") {
    head->keep_alive = Lower(value).find("close") == std::string::npos;
  } else if (again && (name == "host" || name == "authorization" ||
                       name == "idempotency-key")) {
    return Refuse(400, "a field twice that may stand once", why);
  }
  return 0;
}

}  // namespace

std::string_view RequestHead::Field(std::string_view name) const {
  for (const auto& [field, value] : fields) {
    if (field == name) return value;
  }
  return {};
}

int ReadHead(std::string_view bytes, RequestHead* head, std::string* why) {
  bool first = true;
  while (true) {
    const size_t end = bytes.find(kEnd);
    if (end == bytes.npos) return Refuse(400, "a head without an end", why);
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + kEnd.size());
    if (line.find_first_of(kEnd) != line.npos) {
      return Refuse(400, "a bare CR or LF", why);
    }
    if (line.empty() && !first) break;
    const int status =
        first ? ReadRequestLine(line, head, why) : ReadField(line, head, why);
    if (status != 0) return status;
    first = false;
  }
  if (head->Field("host").empty()) return Refuse(400, "no Host", why);
  if (head->chunked && head->has_length && !Planted("a length beside chunks")) {
    return Refuse(400, "Content-Length beside Transfer-Encoding", why);
  }
  return 0;
}

}  // namespace cashmatch::serve
