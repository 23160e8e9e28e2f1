// SPDX-License-Identifier: Apache-2.0
// learned.h - what a run learned of its payers, in counts.
#pragma once

#include <string>

#include "adapters/write/json_text.h"
#include "adapters/write/results.h"

namespace cashmatch {

/// Adds the member `learned` to the summary: of all payers together how many
/// items of each lateness were open and how many of them were paid, and which
/// shapes their payments had, by how many items were open.
void AddLearned(const Habits& habits, JsonText* json);

/// Writes `learned.ndjson`, the same of each payer that was seen to pay, in the
/// order of their customer_id; steps and shapes that were not seen left out.
///
/// Returns: false with a message if the file cannot be written.
bool WriteLearned(const Results& results, const std::string& folder,
                  std::string* error);

}  // namespace cashmatch
