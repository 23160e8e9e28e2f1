// SPDX-License-Identifier: Apache-2.0
// lint.h - the use case behind `cashmatch lint`, and its part of a run.
#pragma once

#include <cstddef>
#include <string>

#include "adapters/workspace/load.h"
#include "adapters/workspace/run_watch.h"
#include "engine/book/book.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// What there is beside the rules; what is not there is not judged.
struct RunContext {
  const Book* book = nullptr;
  bool customers_listed = false;  // the book was given a customers file
  const ReceiptBlock* receipts = nullptr;  // none of them: not judged either
};

/// Warns the watch of rules that can never fire, are shadowed or contradict
/// themselves, in the order of their lines. Without a rules file it is silent.
/// Returns: the number of lines told. Results are never touched.
/// Cost: a pass over the receipts if the file has [accounts], and over the
/// items if it has [terms] or [fees].
size_t TellRuleWarnings(const Rules& rules, const RunContext& context,
                        const RunWatch& watch);

struct LintRequest {
  std::string rules;       // a path
  std::string open_items;  // a path, or empty
  std::string customers;   // a path, or empty; only with open items
};

/// Reads a rules file, a layouts file it names and, if there is one, the book,
/// and warns as above.
///
/// `*warnings` gets the number of warnings.
/// Errors: go to `watch`; kWrongUsage for the rules, kFailed for the book.
Ending Lint(const LintRequest& request, const RunWatch& watch,
            size_t* warnings);

}  // namespace cashmatch
