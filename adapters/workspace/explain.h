// SPDX-License-Identifier: Apache-2.0
// explain.h - the use case behind `cashmatch explain`: why this receipt?
#pragma once

#include <string>
#include <string_view>

#include "adapters/workspace/run_watch.h"

namespace cashmatch {

/// Tells, from a results folder, how a receipt was matched: its row, who may
/// have paid, the rules that were tried and what each saw, what the search for
/// a sum came to, what decided, what would have helped, and its rows. Says what
/// is missing where the results are brief.
///
/// `receipt` is a receipt id or a bank reference; all receipts it names are
/// told, in the order of the results.
/// Errors: a folder without results, or no such receipt; told to `watch`.
Ending Explain(const std::string& results, std::string_view receipt,
               const RunWatch& watch, std::string* text);

}  // namespace cashmatch
