// SPDX-License-Identifier: Apache-2.0
// passage.h - how far a reader has come, for whoever holds the bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace cashmatch {

/// Says now and then that a reader has walked on, so that the memory of a file
/// far larger than it can be given back meanwhile.
class Passage {
 public:
  static constexpr size_t kStep = size_t{16} << 20;  // bytes

  /// `let_go` outlives this; one that is empty is never called.
  explicit Passage(const std::function<void()>& let_go) : let_go_(let_go) {}

  /// Takes note that a reader is at `offset`.
  void At(size_t offset) {
    if (offset >= next_) LetGo(offset);
  }

 private:
  void LetGo(size_t offset) {
    next_ = offset + kStep;
    if (let_go_) let_go_();
  }

  const std::function<void()>& let_go_;
  size_t next_ = kStep;
};

}  // namespace cashmatch
