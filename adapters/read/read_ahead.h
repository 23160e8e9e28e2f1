// SPDX-License-Identifier: Apache-2.0
// read_ahead.h - parts of one file are read on all threads, joined in order.
#pragma once

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// How many threads may read one file.
inline size_t ReadingThreads() {
  return std::min<size_t>(
      tbb::global_control::active_value(
          tbb::global_control::max_allowed_parallelism),
      static_cast<size_t>(tbb::this_task_arena::max_concurrency()));
}

/// How large the parts are that a file is cut into; one thread reads it whole,
/// which spares the joining.
inline size_t PartBytes(const ReadOptions& options) {
  constexpr size_t kPart = size_t{1} << 18;
  if (options.part_bytes != 0) return options.part_bytes;
  return ReadingThreads() > 1 ? kPart : SIZE_MAX;
}

/// Calls `cut()` until it gives no more parts, `read(part)` for each on all
/// threads, and `join(piece)` with what was read, in the order of the parts and
/// one at a time. At most two parts a thread are under way, so that the memory
/// does not grow with the file. A `join` that returns false ends it: what is
/// under way is dropped.
/// Threads: the calling TBB arena; nothing else of it is begun meanwhile.
template <class Cut, class Read, class Join>
void ReadAhead(const Cut& cut, const Read& read, const Join& join) {
  using OnePart = typename decltype(cut())::value_type;
  using Piece = decltype(read(std::declval<const OnePart&>()));
  std::atomic<bool> enough = false;
  const auto next = [&](tbb::flow_control& flow) -> std::shared_ptr<OnePart> {
    std::optional<OnePart> part = enough ? std::nullopt : cut();
    if (part) return std::make_shared<OnePart>(std::move(*part));
    flow.stop();
    return nullptr;
  };
  const auto take = [&](const std::shared_ptr<Piece>& piece) {
    if (!enough && !join(std::move(*piece))) enough = true;
  };
  tbb::this_task_arena::isolate([&] {
    tbb::parallel_pipeline(
        2 * ReadingThreads(),
        tbb::make_filter<void, std::shared_ptr<OnePart>>(
            tbb::filter_mode::serial_in_order, next) &
            tbb::make_filter<std::shared_ptr<OnePart>, std::shared_ptr<Piece>>(
                tbb::filter_mode::parallel,
                [&](const std::shared_ptr<OnePart>& part) {
                  return std::make_shared<Piece>(read(*part));
                }) &
            tbb::make_filter<std::shared_ptr<Piece>, void>(
                tbb::filter_mode::serial_in_order, take));
  });
}

}  // namespace cashmatch
