// SPDX-License-Identifier: Apache-2.0
// concurrent_queue.h - a queue behind a lock.
#pragma once

#include <deque>
#include <mutex>
#include <utility>

namespace tbb {

template <class T>
class concurrent_queue {
 public:
  void push(T value) {
    const std::lock_guard lock(mutex_);
    values_.push_back(std::move(value));
  }
  bool try_pop(T& value) {
    const std::lock_guard lock(mutex_);
    if (values_.empty()) return false;
    value = std::move(values_.front());
    values_.pop_front();
    return true;
  }

 private:
  std::mutex mutex_;
  std::deque<T> values_;
};

}  // namespace tbb
