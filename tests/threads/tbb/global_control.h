// SPDX-License-Identifier: Apache-2.0
// global_control.h - how many threads the stand-in starts.
#pragma once

#include <atomic>
#include <cstddef>

namespace tbb {
namespace stand_in {

/// Four where nothing is said: enough to race on any machine.
inline std::atomic<size_t> threads = 4;

}  // namespace stand_in

class global_control {
 public:
  enum parameter { max_allowed_parallelism };
  global_control(parameter, size_t most)
      : before_(stand_in::threads.exchange(most)) {}
  ~global_control() { stand_in::threads = before_; }
  static size_t active_value(parameter) { return stand_in::threads; }
  global_control(const global_control&) = delete;
  global_control& operator=(const global_control&) = delete;

 private:
  size_t before_;
};

}  // namespace tbb
