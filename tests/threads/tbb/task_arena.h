// SPDX-License-Identifier: Apache-2.0
// task_arena.h - the one arena of the stand-in.
#pragma once

#include "tests/threads/tbb/global_control.h"

namespace tbb::this_task_arena {

inline int max_concurrency() {
  return static_cast<int>(stand_in::threads.load());
}

/// Threads of the stand-in never take work of others.
template <class Body>
void isolate(const Body& body) {
  body();
}

}  // namespace tbb::this_task_arena
