// SPDX-License-Identifier: Apache-2.0
// statement_ends.h - the booked balances and the number of a camt statement.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/read/camt/entry.h"
#include "adapters/read/statement_ends.h"

namespace cashmatch {

/// Reads the number of a statement or page; 0 where it is none.
uint64_t NumberOf(std::string_view text);

/// Adds the balances of a statement, once for each currency that has both of
/// them: OPBD, else PRCD, and CLBD. `line` is where the statement begins.
void AddEnds(const Statement& statement, uint32_t line,
             std::vector<StatementEnds>* ends);

}  // namespace cashmatch
