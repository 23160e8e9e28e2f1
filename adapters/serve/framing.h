// SPDX-License-Identifier: Apache-2.0
// framing.h - the head of a request, read strictly before any library sees it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cashmatch::serve {

inline constexpr size_t kHeadMax = size_t{16} << 10;  // bytes
inline constexpr size_t kFieldsMax = 64;

/// The head of one request.
struct RequestHead {
  std::string method;
  std::vector<std::string> segments;  // of the path, decoded
  std::map<std::string, std::string, std::less<>> query;
  std::vector<std::pair<std::string, std::string>> fields;  // names lower case
  uint64_t content_length = 0;
  bool has_length = false;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;

  /// Returns the value of a field (its name in lower case), or "".
  std::string_view Field(std::string_view name) const;
  bool has_body() const { return chunked || content_length > 0; }
};

/// Reads a head that ends with an empty line. What two readers could
/// understand in two ways is refused: bare CR or LF, controls, folded lines,
/// space before a colon, a length beside chunks, a length twice or not of
/// digits, codings but `chunked`, no Host or two, versions but 1.1, percent
/// codes that hide a separator or a control.
/// Errors: a status (400, 414, 417, 431, 501, 505) with `*why`; 0 is none.
/// Source: RFC 9112, sections 2.2, 3, 5, 6.  Cost: linear.
int ReadHead(std::string_view bytes, RequestHead* head, std::string* why);

}  // namespace cashmatch::serve
