// SPDX-License-Identifier: Apache-2.0
// simd_targets.h - the instruction sets that the kernels are compiled for.
#pragma once

// Vectors without a fixed width are left out: the merge network is built for
// 128, 256 and 512 bits. Arm takes Neon.
#define HWY_DISABLED_TARGETS \
  (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
