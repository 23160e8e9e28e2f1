// SPDX-License-Identifier: Apache-2.0
// stage_clock.h - how long each stage of a run took, and the memory at its end.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "adapters/workspace/run_watch.h"
#include "adapters/write/summary.h"

namespace cashmatch {

/// Tells the watch when a stage starts and notes what it cost.
/// Calls: (Start Stop)*.
class StageClock {
 public:
  explicit StageClock(const RunWatch& watch) : watch_(watch) {}

  void Start(Stage stage);
  /// `lines`: how many items, receipts or rows the stage dealt with.
  void Stop(uint64_t lines);

  const std::vector<StageTime>& stages() const { return stages_; }

 private:
  const RunWatch& watch_;
  std::chrono::steady_clock::time_point started_;
  double cpu_at_start_ = 0;
  Stage stage_ = Stage::kRules;
  std::vector<StageTime> stages_;
};

}  // namespace cashmatch
