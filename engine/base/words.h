// SPDX-License-Identifier: Apache-2.0
// words.h - small numbers for texts that come again and again.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/hash.h"
#include "engine/base/text_arena.h"

namespace cashmatch {

/// Gives each distinct text a number, in order of first appearance, and keeps a
/// copy of it.
/// Threads: one writer.  Cost: some 2 ns where a text comes again soon.
class Words {
 public:
  uint32_t Number(std::string_view text) {
    // Most are told without the map.
    Entry& recent = recent_[Slot(text)];
    if (recent.number != kNone && recent.text == text) return recent.number;
    auto found = numbers_.find(text);
    if (found == numbers_.end()) {
      const std::string_view kept = arena_.Keep(text);
      found =
          numbers_.emplace(kept, static_cast<uint32_t>(words_.size())).first;
      words_.push_back(kept);
    }
    recent = {found->first, found->second};
    return found->second;
  }

  /// The texts by their numbers; they live as long as this.
  const std::vector<std::string_view>& list() const { return words_; }

 private:
  struct Entry {
    std::string_view text;
    uint32_t number = kNone;
  };
  static constexpr uint32_t kNone = UINT32_MAX;
  static constexpr size_t kRecent = 64;
  static size_t Slot(std::string_view text) {
    const auto last =
        text.empty() ? 0u : static_cast<unsigned char>(text.back());
    return (text.size() * 7 + last) % kRecent;
  }

  TextArena arena_;
  std::unordered_map<std::string_view, uint32_t, TextHash> numbers_;
  std::vector<std::string_view> words_;
  std::array<Entry, kRecent> recent_{};
};

}  // namespace cashmatch
