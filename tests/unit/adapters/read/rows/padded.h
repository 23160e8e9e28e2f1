// SPDX-License-Identifier: Apache-2.0
// padded.h - a text with the readable bytes behind it that scanners want.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch {

class Padded {
 public:
  explicit Padded(std::string_view text) : size_(text.size()), bytes_(text) {
    bytes_.append(64, '"');  // what is behind must not matter
  }
  std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  size_t size_;
  std::string bytes_;
};

}  // namespace cashmatch
