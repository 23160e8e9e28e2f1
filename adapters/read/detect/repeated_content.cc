// SPDX-License-Identifier: Apache-2.0
// repeated_content.cc - compares the content with itself, moved by one copy.
// Tested by tests/unit/adapters/read/detect/repeated_content_test.cc
#include "adapters/read/detect/repeated_content.h"

namespace cashmatch {

RepeatedContent FindRepeatedContent(std::string_view bytes) {
  constexpr size_t kMost = 16;
  for (size_t copies = kMost; copies > 1; --copies) {
    const size_t once = bytes.size() / copies;
    if (once == 0 || once * copies != bytes.size()) continue;
    if (bytes.substr(once) == bytes.substr(0, bytes.size() - once)) {
      return {bytes.substr(0, once), copies};
    }
  }
  return {bytes, 1};
}

}  // namespace cashmatch
