// SPDX-License-Identifier: Apache-2.0
// other_formats.h - content that is no bank file we read, by its real name.
#pragma once

#include <string_view>

namespace cashmatch {

/// Returns what the content seems to be and what to do about it, for people, or
/// "" if it gives no sign. Looks at the first 4 KiB.
std::string_view HintOnContent(std::string_view bytes);

}  // namespace cashmatch
