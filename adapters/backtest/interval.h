// SPDX-License-Identifier: Apache-2.0
// interval.h - how far a share of counted cases may be off by chance.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cashmatch {

/// A 95 % interval, in hundredths of a percent: 9'990 is 99.90 %.
struct Interval {
  int32_t low = 0, high = 10'000;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// One case: whether it hit, and which cases it may resemble.
struct Case {
  std::string_view cluster;
  bool hit = false;
};

/// The interval of hits of count, cases independent of each other.
/// Source: Wilson 1927.
Interval Wilson(uint64_t hits, uint64_t count);

/// The same where cases of one cluster may be alike: Wilson on as many
/// independent cases as have the variance that leaving out one cluster at a
/// time shows (delete-one jackknife of a ratio). Never narrower than without
/// clusters.  Cost: O(n log n). The order of the cases does not matter.
Interval Clustered(std::span<const Case> cases);

}  // namespace cashmatch
