// SPDX-License-Identifier: Apache-2.0
// parallel_sort.h - parts sorted on threads, then merged.
#pragma once

#include <algorithm>
#include <functional>

#include "tests/threads/tbb/parallel_for.h"

namespace tbb {

template <class Iterator, class Less>
void parallel_sort(Iterator begin, Iterator end, const Less& less) {
  const auto rows = static_cast<size_t>(end - begin);
  constexpr size_t kWorthThreads = 500;  // rows, as in the real one
  const size_t parts = rows < kWorthThreads ? 1 : stand_in::threads.load();
  const auto cut = [&](size_t part) {
    return begin + static_cast<std::ptrdiff_t>(rows * part / parts);
  };
  parallel_for(0, parts,
               [&](size_t part) { std::sort(cut(part), cut(part + 1), less); });
  for (size_t part = 1; part < parts; ++part) {
    std::inplace_merge(begin, cut(part), cut(part + 1), less);
  }
}

template <class Iterator>
void parallel_sort(Iterator begin, Iterator end) {
  parallel_sort(begin, end, std::less<>());
}

}  // namespace tbb
