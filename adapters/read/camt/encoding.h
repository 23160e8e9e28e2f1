// SPDX-License-Identifier: Apache-2.0
// encoding.h - XML bytes of any encoding become UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/read/passage.h"

namespace cashmatch {

/// An input as UTF-8, and what is needed to find a place in it again.
struct DecodedXml {
  std::string_view text;  // into the input, or into `owned`
  std::string owned;
  std::string encoding = "utf-8";        // lower case, as in FileSummary
  size_t size = std::string_view::npos;  // of the input, in bytes
  size_t skipped = 0;   // bytes before `text`: a byte order mark
  uint8_t unit = 0;     // bytes of an original code unit; 0: not converted
  bool known = true;    // false: an encoding nobody can read
  bool repair = false;  // says UTF-8, and is not
};

/// Finds the encoding by byte order mark, zero bytes and XML declaration.
/// What claims to be UTF-8, or is ASCII in fact, stays where it is.  Cost: one
/// pass; a conversion doubles the memory.  Source: XML 1.0, appendix F.
void DecodeXml(std::string_view bytes, DecodedXml* decoded,
               Passage* passage = nullptr);

/// Returns where the first byte stands that is not UTF-8, or npos.
size_t FirstInvalidUtf8(std::string_view text);

/// Appends a code point as UTF-8.  Requires: a valid scalar value.
void AppendUtf8(uint32_t code_point, std::string* out);

/// Appends `text`, read as Windows-1252, as UTF-8.
void AppendWindows1252(std::string_view text, std::string* out);

}  // namespace cashmatch
