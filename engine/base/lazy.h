// SPDX-License-Identifier: Apache-2.0
// lazy.h - a value that is made when it is first asked for.
#pragma once

#include <tbb/collaborative_call_once.h>

#include <functional>
#include <utility>

namespace cashmatch {

/// Holds a value that costs much and is often not needed.
/// Threads: Get from any number; those that wait help to make the value, which
/// may therefore use loops of oneTBB.
template <class T>
class Lazy {
 public:
  /// Says how to make the value. Call before Get, and once.
  void Set(std::function<T()> make) { make_ = std::move(make); }

  const T& Get() const {
    tbb::collaborative_call_once(once_, [this] {
      if (make_) value_ = make_();
    });
    return value_;
  }

 private:
  std::function<T()> make_;
  mutable tbb::collaborative_once_flag once_;
  mutable T value_{};
};

}  // namespace cashmatch
