// SPDX-License-Identifier: Apache-2.0
// repeated_content.h - a file that was put together from itself.
#pragma once

#include <cstddef>
#include <string_view>

namespace cashmatch {

/// Content that is one text several times: `copies` of `once`.
struct RepeatedContent {
  std::string_view once;  // all of it, where nothing repeats
  size_t copies = 1;
};

/// Finds out whether content is one text up to 16 times, byte for byte, with
/// nothing between or behind: what `cat day.bai day.bai` writes.
/// Cost: nothing where the copies would begin with other bytes, as nearly
/// always; else a comparison of all bytes.
RepeatedContent FindRepeatedContent(std::string_view bytes);

}  // namespace cashmatch
