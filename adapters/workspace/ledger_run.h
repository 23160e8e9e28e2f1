// SPDX-License-Identifier: Apache-2.0
// ledger_run.h - kept bank files against a ledger: read, match, decide.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/ledger/ledger.h"
#include "adapters/store/spool.h"
#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/run_watch.h"
#include "adapters/write/results.h"

namespace cashmatch {

/// What a run looks at.
struct LedgerView {
  const Ledger& ledger;
  const Spool& spool;
  /// Appends the canonical line of a receipt as it came. Errors: false, told.
  std::function<bool(const LedgerReceipt& receipt, std::string* line)> line_of;
};

/// One run on a ledger: the receipts of some files, and those that wait.
/// Threads: uses the calling TBB arena.
class LedgerRun {
 public:
  LedgerRun(LedgerView view, const RunWatch& watch)
      : view_(std::move(view)), watch_(watch) {}

  /// Takes the rules out of the spool; an empty hash is no rules.
  /// Errors: false, told to the watch, as for all that follows.
  bool UseRules(const std::string& sha256, Strictness strictness);

  /// The same with rules that are in no spool.
  bool UseRulesText(std::string rules, Strictness strictness);

  /// Reads the files, whose paths are in the spool. False if one is rejected,
  /// or held under strict rules.
  bool Read(std::vector<InputFile> files, const std::string& format);

  /// Matches against the ledger as it is now; gives the results to `take`.
  bool Match(const std::function<bool(const Results& results)>& take);

  const BankInputs& inputs() const { return inputs_; }

 private:
  bool Fail(const std::string& why) const;
  bool AddWaiting();

  LedgerView view_;
  const RunWatch& watch_;
  std::string rules_text_;
  Policy policy_;
  ReadOptions reading_;
  BankInputs inputs_;
  ReceiptBlock receipts_;
  size_t arrived_ = 0;
};

}  // namespace cashmatch
