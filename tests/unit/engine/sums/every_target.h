// SPDX-License-Identifier: Apache-2.0
// every_target.h - runs a test once for each instruction set of this machine.
#pragma once

#include <gtest/gtest.h>
#include <hwy/highway.h>

namespace cashmatch {

/// Calls `test()` with the kernels of each target, the best last, and says
/// which one failed.
template <class Test>
void OnEveryTarget(const Test& test) {
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    SCOPED_TRACE(hwy::TargetName(target));
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().DeInit();
    test();
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().DeInit();
}

}  // namespace cashmatch
