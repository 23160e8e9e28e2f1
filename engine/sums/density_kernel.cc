// SPDX-License-Identifier: Apache-2.0
// density_kernel.cc - a law, and the same law turned, added by parts.
#include "engine/sums/density_kernel.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/sums/density_kernel.cc"
#include "engine/sums/simd_targets.h"
// After the choice of targets; compiled once for each of them.
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace cashmatch {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

void MixResiduesHere(const Residues& law, int step, double q,
                     Residues* HWY_RESTRICT mixed) {
  const hn::CappedTag<double, 4> d;
  const size_t lanes = hn::Lanes(d);
  static_assert(kResidues % 4 == 0);
  const auto out = hn::Set(d, 1 - q);
  const auto in = hn::Set(d, q);
  const double* const shifted = law.data() + kResidues - step;
  for (size_t r = 0; r < kResidues; r += lanes) {
    const auto stays = hn::Mul(hn::LoadU(d, law.data() + r), out);
    const auto comes = hn::Mul(hn::LoadU(d, shifted + r), in);
    const auto sum = hn::Add(stays, comes);
    hn::StoreU(sum, d, mixed->data() + r);
    hn::StoreU(sum, d, mixed->data() + kResidues + r);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace cashmatch
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cashmatch {
namespace {
HWY_EXPORT(MixResiduesHere);
}

void MixResidues(const Residues& law, int step, double q, Residues* mixed) {
  HWY_DYNAMIC_DISPATCH(MixResiduesHere)(law, step, q, mixed);
}

}  // namespace cashmatch
#endif
