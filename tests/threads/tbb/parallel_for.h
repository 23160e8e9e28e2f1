// SPDX-License-Identifier: Apache-2.0
// parallel_for.h - numbers dealt out to threads, one at a time.
#pragma once

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "tests/threads/tbb/global_control.h"

namespace tbb {
namespace stand_in {

/// Runs `body()` on `count` threads, the caller's among them.
template <class Body>
void RunOnThreads(size_t count, const Body& body) {
  std::vector<std::thread> others;
  for (size_t i = 1; i < count; ++i) others.emplace_back([&] { body(); });
  body();
  for (std::thread& other : others) other.join();
}

}  // namespace stand_in

template <class Body>
void parallel_for(size_t first, size_t last, const Body& body) {
  if (first >= last) return;
  // Relaxed: dealing out must not order one piece of work before another.
  std::atomic<size_t> next = first;
  stand_in::RunOnThreads(std::min(stand_in::threads.load(), last - first), [&] {
    for (;;) {
      const size_t at = next.fetch_add(1, std::memory_order_relaxed);
      if (at >= last) return;
      body(at);
    }
  });
}

}  // namespace tbb
