// SPDX-License-Identifier: Apache-2.0
// rounds.h - what each stage took in each round, and a file of it.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace cashmatch::bench {

/// What the rounds took, in order: the first is cold.
struct Stage {
  std::vector<double> seconds, cpu_seconds;
};
using Stages = std::map<std::string, Stage>;

/// Writes every round of every stage in the form that Google Benchmark has for
/// repetitions: "cold/read", "steady/read", seconds. False if it cannot.
bool WriteRounds(const std::string& path, const Stages& stages);

}  // namespace cashmatch::bench
