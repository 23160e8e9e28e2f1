// SPDX-License-Identifier: Apache-2.0
// batch_of_one.h - a batch with one decision and nothing else.
#pragma once

#include <string>

#include "adapters/store/store.h"

namespace cashmatch {

inline Batch BatchOfOne(const std::string& receipt) {
  Batch batch;
  batch.tenant = "acme";
  batch.at = "2026-03-02T10:00:00Z";
  batch.who = "kim";
  batch.decisions = {{DecisionKind::kAllocated, receipt, "{}"}};
  return batch;
}

}  // namespace cashmatch
