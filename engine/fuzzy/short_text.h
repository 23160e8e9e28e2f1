// SPDX-License-Identifier: Apache-2.0
// short_text.h - a text of up to fifteen bytes in the space of one vector.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cashmatch {

/// What a text does not fill is 0.
struct ShortText {
  static constexpr size_t kMost = 15;

  char text[kMost];
  uint8_t size;

  /// Requires: at most kMost bytes.
  static ShortText Of(std::string_view text) {
    ShortText made{};
    text.copy(made.text, text.size());
    made.size = static_cast<uint8_t>(text.size());
    return made;
  }
};
static_assert(sizeof(ShortText) == 16);

}  // namespace cashmatch
