// SPDX-License-Identifier: Apache-2.0
// instances.h - random sums with everything that makes them hard, and a slow
// count of their solutions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "engine/base/money.h"

namespace cashmatch {

struct SumInstance {
  std::vector<Minor> amounts;
  Minor target = 0;
};

inline size_t Below(std::mt19937_64* random, uint64_t n) {
  return static_cast<size_t>((*random)() % n);
}

/// Cents, price steps or small multiples; some amounts equal, negative or
/// zero; some instances beyond 32 bits. The target is the sum of some of them,
/// or near it, or zero.
inline SumInstance DrawSum(size_t n, std::mt19937_64* random) {
  SumInstance drawn;
  const Minor step = std::vector<Minor>{1, 1, 7, 50, 100}[Below(random, 5)];
  const uint64_t range =
      std::vector<uint64_t>{40, 400, 20'000, 1'000'000}[Below(random, 4)];
  const bool credits = Below(random, 4) == 0;
  const bool repeats = Below(random, 3) == 0;
  const bool zeros = Below(random, 10) == 0;
  const Minor scale = Below(random, 6) == 0 ? 1'000'003 : 1;
  for (size_t i = 0; i < n; ++i) {
    Minor amount = step * static_cast<Minor>(1 + Below(random, range));
    if (repeats && i > 0 && Below(random, 2) == 0) {
      amount = drawn.amounts[Below(random, i)] / scale;
    }
    if (credits && Below(random, 4) == 0) amount = -amount;
    if (zeros && Below(random, 6) == 0) amount = 0;
    drawn.amounts.push_back(amount * scale);
  }
  const uint64_t kind = Below(random, 20);
  for (const Minor amount : drawn.amounts) {
    if (kind > 0 && Below(random, 5) < 2) drawn.target += amount;
  }
  if (kind > 13) drawn.target += scale * static_cast<Minor>(Below(random, 60));
  return drawn;
}

/// All solutions by looking at every subset, each as the ascending indices of
/// its items; of equal amounts the first ones, and no zeros.
inline std::vector<std::vector<uint32_t>> EnumerateSums(
    const SumInstance& sum) {
  const size_t n = sum.amounts.size();
  std::vector<uint32_t> twin_before(n, 0);  // the bit of the equal one before
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = i; j-- > 0 && twin_before[i] == 0;) {
      if (sum.amounts[j] == sum.amounts[i]) twin_before[i] = 1u << j;
    }
  }
  std::vector<Minor> sums(size_t{1} << n, 0);
  std::vector<std::vector<uint32_t>> found;
  for (uint32_t mask = 1; mask < sums.size(); ++mask) {
    const int last = 31 - __builtin_clz(mask);
    sums[mask] = sums[mask ^ (1u << last)] + sum.amounts[last];
    if (sums[mask] != sum.target) continue;
    std::vector<uint32_t> items;
    for (uint32_t i = 0; i < n; ++i) {
      if ((mask >> i & 1) == 0) continue;
      if (sum.amounts[i] == 0 || (twin_before[i] & ~mask) != 0) break;
      items.push_back(i);
    }
    if (items.size() == static_cast<size_t>(__builtin_popcount(mask))) {
      found.push_back(std::move(items));
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace cashmatch
