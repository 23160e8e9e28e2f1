// SPDX-License-Identifier: Apache-2.0
// text_arena.h - one owner for very many short texts.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace cashmatch {

/// Keeps copies of texts at addresses that never move.
/// Lifetime: a view from Keep lives as long as the arena, or the arena it was
/// moved or adopted into.  Threads: one writer.
class TextArena {
 public:
  TextArena() = default;
  TextArena(TextArena&& other) noexcept { *this = std::move(other); }
  TextArena& operator=(TextArena&& other) noexcept {
    chunks_ = std::exchange(other.chunks_, {});
    at_ = std::exchange(other.at_, nullptr);
    left_ = std::exchange(other.left_, 0);
    bytes_ = std::exchange(other.bytes_, 0);
    return *this;
  }

  /// Copies `text`; the copy of an empty text is an empty view.
  std::string_view Keep(std::string_view text) {
    if (text.empty()) return {};
    char* const to = Reserve(text.size());
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  /// Returns `size` writable bytes that live as long as the arena.
  char* Reserve(size_t size) {
    if (size > left_) Grow(size);
    char* const to = at_;
    at_ += size;
    left_ -= size;
    return to;
  }

  /// Takes the next `size` bytes at once, where they are not at hand.
  void Expect(size_t size) {
    if (!HasRoom(size)) Take(size);
  }
  bool HasRoom(size_t size) const { return size <= left_; }

  /// Takes over the texts of `other`; views into it stay good.
  void Adopt(TextArena&& other) {
    for (auto& chunk : other.chunks_) chunks_.push_back(std::move(chunk));
    bytes_ += other.bytes_;
    other = TextArena();
  }

  /// Bytes taken from the system.
  size_t bytes() const { return bytes_; }

 private:
  void Grow(size_t size) {
    constexpr size_t kFirst = 4096;
    constexpr size_t kMost = size_t{1} << 20;
    size_t chunk = bytes_ < kFirst ? kFirst : (bytes_ < kMost ? bytes_ : kMost);
    Take(chunk < size ? size : chunk);
  }

  void Take(size_t chunk) {
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk));
    at_ = chunks_.back().get();
    left_ = chunk;
    bytes_ += chunk;
  }

  std::vector<std::unique_ptr<char[]>> chunks_;
  char* at_ = nullptr;
  size_t left_ = 0;
  size_t bytes_ = 0;
};

}  // namespace cashmatch
