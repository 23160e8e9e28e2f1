// SPDX-License-Identifier: Apache-2.0
// ledger_run.h - kept bank files against a ledger: read, match, decide.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/ledger/decide.h"
#include "adapters/ledger/ledger.h"
#include "adapters/store/spool.h"
#include "adapters/workspace/advice_inputs.h"
#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/changed_parts.h"
#include "adapters/workspace/earlier_payments.h"
#include "adapters/workspace/kept_file.h"
#include "adapters/workspace/run_watch.h"
#include "adapters/write/results.h"

namespace cashmatch {

/// What a run looks at.
struct LedgerView {
  const Ledger& ledger;
  const Spool& spool;
  DecisionAt decision_at;
  /// Told of rows that are read next, if that helps. Errors: false, told.
  std::function<bool(std::span<const uint64_t> seqs)> read_ahead{};
};

/// What a run reads, all of it in the spool.
struct RunFiles {
  std::vector<KeptFile> bank, advice;
  std::vector<std::string> mappings;  // by hash
  std::string format;                 // of the bank's files; empty: by content
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

  /// Reads the files. False if one is rejected, or held under strict rules.
  bool Read(RunFiles files);

  /// Matches against the ledger as it is now; gives the results to `take`, with
  /// what of the journal went into them. Advice of these files, and of earlier
  /// ones that waits, joins its receipts first.
  bool Match(const std::function<bool(const Results& results,
                                      const RunGiven& given)>& take);

  const BankInputs& inputs() const { return inputs_; }
  /// What the inputs hold by the numbers of their senders.
  const std::vector<PlacedParts>& parts() const { return parts_; }
  const BankInputs& advice() const { return advice_; }
  /// Of this run and of those before that still waited; as Match left it.
  const JoinedAdvice& joined_advice() const { return joined_; }
  const Policy& policy() const { return policy_; }
  /// True once Read refused what the inputs say, not for a fault of ours.
  bool rejected() const { return rejected_; }

 private:
  /// A file with advice, and how it is read.
  struct AdviceFile {
    KeptFile kept;
    FileDecision how;
    /// True for one that came in an earlier run.
    bool is_earlier() const { return !how.name.empty(); }
  };

  bool Fail(const std::string& why) const;
  bool ReadBank();
  bool ReadOwnAdvice();
  bool IsUsable(const BankInputs& inputs);
  void NoteFinalDays();
  bool IdsAreKept(const std::vector<Known>& known) const;
  bool FindLumps(std::vector<Known>* known, RunGiven* given);
  bool AddWaiting(const RunGiven& given);
  bool AddReplaced(const RunGiven& given, std::vector<Known>* known);
  bool AddIntraday(RunGiven* given) const;
  bool ReadAsTheyCame(const std::vector<uint64_t>& rows, const char* what,
                      ReceiptBlock* to) const;
  bool ReadLines(std::string lines, const char* what, ReceiptBlock* to) const;
  std::vector<AdviceFile> AdviceFiles() const;
  void DropUsed(const AdviceFile& file, ReadInput* input) const;
  void AddShown(const RunGiven& given, std::vector<Known>* known);
  bool JoinAdvice(const Book& book, std::vector<Known> known, RunGiven* given);
  bool ReadAdviceOf(const KeptFile& file, const FileDecision& how,
                    BankInputs* advice) const;

  LedgerView view_;
  const RunWatch& watch_;
  std::string rules_text_;
  Policy policy_;
  ReadOptions reading_;
  RunFiles files_;
  BankInputs inputs_, advice_;
  JoinedAdvice joined_;
  std::set<std::pair<std::string, Day>> final_days_;
  ReceiptBlock receipts_;
  std::vector<PlacedParts> parts_;  // by input
  size_t arrived_ = 0;
  bool rejected_ = false, matched_ = false;
};

}  // namespace cashmatch
