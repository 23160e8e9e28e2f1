// SPDX-License-Identifier: Apache-2.0
// pulse.h - how far a run is, and whether it shall end.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>

#include "engine/base/planted_bug.h"

namespace cashmatch {

/// Counts the receipts that a run has looked at. What is told never falls: a
/// receipt that is looked at again counts once, but for those of its day.
/// Threads: Add and Interrupted any number, the rest one.
class Pulse {
 public:
  using Progress = std::function<void(size_t done, size_t total)>;

  void Begin(bool (*interrupted)(), Progress progress, size_t total) {
    interrupted_ = interrupted;
    progress_ = std::move(progress);
    total_ = total;
  }

  bool Interrupted() const { return interrupted_ != nullptr && interrupted_(); }

  /// All before `done` is settled.
  void Reach(size_t done) { Tell(done, 0); }

  /// That many more were looked at.
  void Add(size_t looked) {
    if (!Planted("no progress is told")) Tell(0, looked);
  }

 private:
  void Tell(size_t reached, size_t looked) {
    if (!progress_) return;
    const std::lock_guard guard(lock_);
    done_ = looked == 0 ? reached : std::min(done_ + looked, total_);
    if (done_ <= told_ && !Planted("progress goes back")) return;
    told_ = done_;
    progress_(told_, total_);
  }

  bool (*interrupted_)() = nullptr;
  Progress progress_;
  std::mutex lock_;
  size_t total_ = 0, done_ = 0, told_ = 0;
};

}  // namespace cashmatch
