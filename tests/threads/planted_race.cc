// SPDX-License-Identifier: Apache-2.0
// planted_race.cc - a race that the thread sanitizer must find: a run of this
// program that ends well means that the others prove nothing.
#include <atomic>
#include <cstddef>
#include <thread>

#include "engine/base/parallel.h"

int main() {
  int shared = 0;
  // Two threads meet, and nothing that they do orders one before the other.
  std::atomic<int> arrived = 0;
  cashmatch::ForEachChunk(2, 1, [&](size_t, size_t, size_t) {
    ++shared;
    arrived.fetch_add(1, std::memory_order_relaxed);
    while (arrived.load(std::memory_order_relaxed) < 2) {
      std::this_thread::yield();
    }
  });
  return 0;
}
