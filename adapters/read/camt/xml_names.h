// SPDX-License-Identifier: Apache-2.0
// xml_names.h - names of elements as numbers, and which tag comes next.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace cashmatch {

/// A few bytes, compared at once.
class ShortBytes {
 public:
  static constexpr size_t kMost = 24;

  ShortBytes() = default;
  /// Requires: at most kMost bytes.
  explicit ShortBytes(std::string_view bytes) : size_(bytes.size()) {
    std::array<char, kMost> padded{}, mask{};
    std::memcpy(padded.data(), bytes.data(), bytes.size());
    std::memset(mask.data(), 0xFF, bytes.size());
    for (size_t i = 0; i < words_.size(); ++i) {
      words_[i] = {Load(padded.data() + i * 8), Load(mask.data() + i * 8)};
    }
  }

  size_t size() const { return size_; }  // 0: none
  /// Whether text begins with them at `at`.  Requires: kMost readable bytes.
  bool Are(const char* at) const {
    return (words_[0].Differs(at) | words_[1].Differs(at + 8) |
            words_[2].Differs(at + 16)) == 0;
  }

 private:
  static uint64_t Load(const char* at) {
    uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return word;
  }
  struct Word {
    uint64_t bytes = 0, mask = 0;
    uint64_t Differs(const char* at) const { return (Load(at) & mask) ^ bytes; }
  };
  std::array<Word, kMost / 8> words_;
  size_t size_ = 0;
};

/// Gives each name of a document a number, from 1; 0 stands for names that have
/// none, because they are long or there are too many.
class XmlNames {
 public:
  static constexpr size_t kMost = 127;
  using Number = uint8_t;

  struct Name {
    std::string_view qualified;
    size_t prefix = 0;  // bytes before the local name
    ShortBytes end;     // the name and the '>' of an end tag
  };

  /// Returns the number of a name, a new one where it has none yet.
  /// Lifetime: the first text with that name outlives this.
  Number NumberOf(std::string_view qualified);
  const Name& operator[](Number number) const { return names_[number]; }

 private:
  std::vector<Name> names_{1};
  std::array<Number, 256> table_{};  // open addressing
};

}  // namespace cashmatch
