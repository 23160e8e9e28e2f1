// SPDX-License-Identifier: Apache-2.0
// parallel_invoke.h - each function on a thread of its own.
#pragma once

#include <functional>
#include <vector>

#include "tests/threads/tbb/parallel_for.h"

namespace tbb {

template <class... Functions>
void parallel_invoke(const Functions&... functions) {
  const std::vector<std::function<void()>> all = {std::cref(functions)...};
  parallel_for(0, all.size(), [&](size_t i) { all[i](); });
}

}  // namespace tbb
