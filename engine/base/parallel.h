// SPDX-License-Identifier: Apache-2.0
// parallel.h - loops over row ranges whose cuts do not depend on the threads.
#pragma once

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cstddef>

namespace cashmatch {

/// Calls `body(chunk, begin, end)` for consecutive ranges of `grain` rows. The
/// cuts are the same for any number of threads, so that what a chunk produces
/// can be joined in order of `chunk` and never shows who computed it.
template <class Body>
void ForEachChunk(size_t rows, size_t grain, const Body& body) {
  const size_t chunks = (rows + grain - 1) / grain;
  if (chunks == 1) {
    body(size_t{0}, size_t{0}, rows);
    return;
  }
  tbb::parallel_for(size_t{0}, chunks, [&](size_t chunk) {
    const size_t begin = chunk * grain;
    body(chunk, begin, std::min(rows, begin + grain));
  });
}

/// Returns how many chunks ForEachChunk makes.
inline size_t ChunkCount(size_t rows, size_t grain) {
  return (rows + grain - 1) / grain;
}

}  // namespace cashmatch
