// SPDX-License-Identifier: Apache-2.0
// statement_ends.h - the booked balances of a camt statement.
#pragma once

#include <cstdint>
#include <vector>

#include "adapters/read/camt/entry.h"
#include "adapters/read/statement_ends.h"

namespace cashmatch {

/// Adds the balances of a statement, once for each currency that has both of
/// them: OPBD, else PRCD, and CLBD. `line` is where the statement begins.
void AddEnds(const Statement& statement, uint32_t line,
             std::vector<StatementEnds>* ends);

}  // namespace cashmatch
