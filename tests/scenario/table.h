// SPDX-License-Identifier: Apache-2.0
// table.h - a scenario as it stands in a text table, and what it expects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/model/customer.h"
#include "engine/model/open_item.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"

namespace cashmatch::scenario {

/// One scenario: inputs, and the expected lines in the same words in which the
/// outcome of a run is written down (outcome.h).
struct Scenario {
  std::string title;
  std::string file;
  int line = 0;
  std::vector<std::string> traps;  // ids of the comment above
  std::vector<std::string> lines;  // as they stand in the table
  std::string rules;               // TOML
  OpenItemBlock items;
  CustomerBlock customers;
  ReceiptBlock receipts;
  std::vector<std::string> expected;  // sorted
  std::vector<std::string> faults;    // of the table itself
};

/// Reads the lines of one scenario, without its title.
Scenario ReadScenario(std::vector<std::string> lines);

/// Reads all scenarios of a table. The language is described in README.md.
std::vector<Scenario> ReadTable(const std::string& path);

}  // namespace cashmatch::scenario
