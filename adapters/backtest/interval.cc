// SPDX-License-Identifier: Apache-2.0
// interval.cc - Wilson's interval, and what clusters take from the count.
// Tested by tests/unit/adapters/backtest/interval_test.cc
#include "adapters/backtest/interval.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace cashmatch {
namespace {

constexpr double kQuantile = 1.959963984540054;  // 97.5 % of a normal

Interval WilsonOf(double share, double count) {
  if (count <= 0) return {};
  const double z2 = kQuantile * kQuantile;
  const double scale = 1 + z2 / count;
  const double middle = (share + z2 / (2 * count)) / scale;
  const double half =
      kQuantile / scale *
      std::sqrt(share * (1 - share) / count + z2 / (4 * count * count));
  const auto bound = [](double value) {
    return static_cast<int32_t>(
        std::lround(std::clamp(value, 0.0, 1.0) * 10'000));
  };
  return {bound(middle - half), bound(middle + half)};
}

}  // namespace

Interval Wilson(uint64_t hits, uint64_t count) {
  if (count == 0) return {};
  return WilsonOf(static_cast<double>(hits) / static_cast<double>(count),
                  static_cast<double>(count));
}

Interval Clustered(std::span<const Case> cases) {
  struct Sum {
    uint64_t hits = 0, count = 0;
  };
  std::map<std::string_view, Sum> clusters;
  Sum all;
  for (const Case& one : cases) {
    Sum& cluster = clusters[one.cluster];
    ++cluster.count;
    ++all.count;
    cluster.hits += one.hit ? 1 : 0;
    all.hits += one.hit ? 1 : 0;
  }
  if (all.hits == 0 || all.hits == all.count || clusters.size() < 2) {
    return Wilson(all.hits, all.count);
  }
  const auto count = static_cast<double>(all.count);
  const double share = static_cast<double>(all.hits) / count;
  double squares = 0;
  for (const auto& [name, cluster] : clusters) {
    const double left = static_cast<double>(all.count - cluster.count);
    if (left <= 0) continue;
    const double without = static_cast<double>(all.hits - cluster.hits) / left;
    squares += (without - share) * (without - share);
  }
  const auto groups = static_cast<double>(clusters.size());
  const double variance = squares * (groups - 1) / groups;
  const double worth = variance > 0 ? share * (1 - share) / variance : count;
  return WilsonOf(share, std::min(worth, count));
}

}  // namespace cashmatch
