// SPDX-License-Identifier: Apache-2.0
// lazy.h - a value that is made when it is first asked for.
#pragma once

#include <tbb/collaborative_call_once.h>

#include <atomic>
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

  /// Gives the value that is there already, instead of Set.
  void Put(T value) {
    value_ = std::move(value);
    made_.store(true, std::memory_order_release);
  }

  const T& Get() const {
    if (made_.load(std::memory_order_acquire)) return value_;
    tbb::collaborative_call_once(once_, [this] {
      if (make_) value_ = make_();
      made_.store(true, std::memory_order_release);
    });
    return value_;
  }

  /// The value if somebody has asked for it, else nothing.
  const T* IfMade() const {
    return made_.load(std::memory_order_acquire) ? &value_ : nullptr;
  }

 private:
  std::function<T()> make_;
  mutable tbb::collaborative_once_flag once_;
  mutable T value_{};
  mutable std::atomic<bool> made_ = false;
};

}  // namespace cashmatch
