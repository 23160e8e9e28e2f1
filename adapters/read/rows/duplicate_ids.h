// SPDX-License-Identifier: Apache-2.0
// duplicate_ids.h - finds keys that stand in a file more than once.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "adapters/read/rows/row_findings.h"

namespace cashmatch {

/// A key and where its row begins.
struct IdAt {
  std::string_view id;
  RowPlace place;
};

struct DuplicateId {
  IdAt first, again;
};

/// Returns each repetition with the first row of the same key, in file order.
/// Requires: fewer than 2^32 keys.
/// Cost: linear; the hash is seeded anew for each run, so that no file can be
/// made to collide, and the result does not depend on the seed.
std::vector<DuplicateId> FindDuplicates(std::span<const IdAt> ids);

/// Adds a rejecting finding for each repetition, with the lines of both rows.
void AddDuplicateFindings(std::span<const IdAt> ids, std::string_view code,
                          std::string_view column, RowFindings* findings);

}  // namespace cashmatch
