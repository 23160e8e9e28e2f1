// SPDX-License-Identifier: Apache-2.0
// edits.cc - one pass over the bytes, with the changes put in.
// Tested by tests/unit/adapters/write/enrich/edits_test.cc
#include "adapters/write/enrich/edits.h"

#include <algorithm>

namespace cashmatch {

std::string Edits::Apply(std::string_view bytes) {
  std::stable_sort(
      edits_.begin(), edits_.end(),
      [](const Edit& a, const Edit& b) { return a.offset < b.offset; });
  size_t size = bytes.size();
  for (const Edit& edit : edits_) size += edit.text.size();
  std::string out;
  out.reserve(size);
  size_t at = 0;
  for (const Edit& edit : edits_) {
    out.append(bytes.substr(at, edit.offset - at)).append(edit.text);
    at = edit.offset + edit.size;
  }
  out.append(bytes.substr(at));
  return out;
}

std::string_view LineEndAt(std::string_view bytes, size_t offset) {
  const std::string_view rest = bytes.substr(std::min(offset, bytes.size()));
  if (rest.starts_with("\r\n")) return rest.substr(0, 2);
  if (rest.starts_with('\n') || rest.starts_with('\r'))
    return rest.substr(0, 1);
  return {};
}

std::string_view FirstLineEnd(std::string_view bytes) {
  const size_t at = bytes.find_first_of("\r\n");
  return at == std::string_view::npos ? "\n" : LineEndAt(bytes, at);
}

bool IsPlainText(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace cashmatch
