// SPDX-License-Identifier: Apache-2.0
// batches.h - batches that can be recognised, and what a store holds of them.
#pragma once

#include <string>

#include "adapters/store/store.h"

namespace cashmatch {

/// Returns the batch of that number: 1 to 12 rows that say which of how many
/// they are, and a claim of its own. The same number gives the same batch.
Batch BatchOf(int number);

/// What a store holds, read row by row.
struct Holding {
  int batches = 0;      // whole ones, from number 0, each once
  std::string damaged;  // cannot be read, or not what was written; or empty
  std::string torn;     // a batch in part, or its claim without it; or empty
  bool twice = false;   // a batch again
};

/// Reads all rows and proves their chain, the batches and the claims.
Holding Look(Store* store);

}  // namespace cashmatch
