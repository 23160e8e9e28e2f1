// SPDX-License-Identifier: Apache-2.0
// stage_clock.cc - a steady clock and the peak of the resident memory.
// Tested by tests/system/match_test.py
#include "adapters/workspace/stage_clock.h"

#include <sys/resource.h>

#include <array>
#include <string>

namespace cashmatch {
namespace {

rusage Usage() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

uint64_t PeakMemoryBytes() {
  return static_cast<uint64_t>(Usage().ru_maxrss) * 1024;
}

double CpuSeconds() {
  const rusage usage = Usage();
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

std::string_view NameOf(Stage stage) {
  static constexpr std::array<std::string_view, 5> kNames = {
      "reading rules", "loading the book", "reading inputs", "matching",
      "writing results"};
  return kNames[static_cast<size_t>(stage)];
}

void StageClock::Start(Stage stage) {
  stage_ = stage;
  watch_.Started(stage);
  started_ = std::chrono::steady_clock::now();
  cpu_at_start_ = CpuSeconds();
}

void StageClock::Stop(uint64_t lines) {
  static constexpr std::array<std::string_view, 5> kKeys = {
      "rules", "book", "read", "match", "write"};
  const std::chrono::duration<double> spent =
      std::chrono::steady_clock::now() - started_;
  stages_.push_back({std::string(kKeys[static_cast<size_t>(stage_)]),
                     spent.count(), CpuSeconds() - cpu_at_start_, lines,
                     PeakMemoryBytes()});
}

}  // namespace cashmatch
