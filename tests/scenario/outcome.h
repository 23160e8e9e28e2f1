// SPDX-License-Identifier: Apache-2.0
// outcome.h - a report in the words of the scenario tables.
#pragma once

#include <string>
#include <vector>

#include "engine/book/book.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"

namespace cashmatch::scenario {

/// Writes everything a report decided, a sorted line each: `status`, one line
/// an application by kind, one a remainder, `suggest`, `open`, `made`; and of
/// its evidence `alike`, `search`, `taken`, `tied`, `change`.
std::vector<std::string> WriteOutcome(const Book& book,
                                      const ReceiptBlock& receipts,
                                      const Report& report);

/// Returns the lines without those of evidence whose word no expected line has;
/// `change none` and the like where one is expected and there is none.
std::vector<std::string> AskedOf(std::vector<std::string> lines,
                                 const std::vector<std::string>& expected);

}  // namespace cashmatch::scenario
