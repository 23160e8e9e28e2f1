// SPDX-License-Identifier: Apache-2.0
// sort_kernel.cc - a key's place is the number of keys below it.
#include "engine/sums/sort_kernel.h"

#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/sums/sort_kernel.cc"
#include "engine/sums/simd_targets.h"
// After the choice of targets; compiled once for each of them.
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace cashmatch {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

void SortKeysHere(int64_t* HWY_RESTRICT keys, size_t n,
                  int64_t* HWY_RESTRICT sorted) {
  const hn::ScalableTag<int64_t> d;
  const size_t lanes = hn::Lanes(d);
  // What lies behind the keys is above all of them.
  hn::StoreU(hn::Set(d, std::numeric_limits<int64_t>::max()), d, keys + n);
  for (size_t i = 0; i < n; ++i) {
    const auto key = hn::Set(d, keys[i]);
    size_t below = 0;
    for (size_t j = 0; j < n; j += lanes) {
      below += hn::CountTrue(d, hn::Lt(hn::LoadU(d, keys + j), key));
    }
    sorted[below] = keys[i];
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace cashmatch
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cashmatch {
namespace {
HWY_EXPORT(SortKeysHere);
}

void SortKeys(int64_t* keys, size_t n, int64_t* sorted) {
  HWY_DYNAMIC_DISPATCH(SortKeysHere)(keys, n, sorted);
}

}  // namespace cashmatch
#endif
