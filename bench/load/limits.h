// SPDX-License-Identifier: Apache-2.0
// limits.h - what this machine can do at best, measured beside the job.
#pragma once

#include <filesystem>

namespace cashmatch::bench {

/// Rates of one core, each the best of a few short tries: what no program can
/// beat on this machine at this moment.
struct Limits {
  double scan_bytes = 0;    // newline search over text in memory, a second
  double memory_bytes = 0;  // reads of a block larger than the caches
  double random_lines = 0;  // cache lines at random in such a block
  double file_bytes = 0;    // new files of 1 MiB writes, in the folder given
};

/// Measures for about half a second; `folder` is where the output will go.
Limits MeasureLimits(const std::filesystem::path& folder);

}  // namespace cashmatch::bench
