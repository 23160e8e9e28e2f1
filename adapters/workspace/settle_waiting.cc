// SPDX-License-Identifier: Apache-2.0
// settle_waiting.cc - a run without files.
// Tested by tests/system/book_over_time_test.py
#include "adapters/workspace/settle_waiting.h"

#include <algorithm>

#include "adapters/workspace/ledger_run.h"

namespace cashmatch {

bool SettleWaiting(const Actor& actor, const std::string& version,
                   const RunWatch& watch, LedgerStore* store, size_t* changed) {
  *changed = 0;
  const Ledger& ledger = store->ledger();
  const auto& receipts = ledger.receipts();
  if (std::none_of(receipts.begin(), receipts.end(),
                   [&](const auto& one) { return ledger.Waits(one.first); })) {
    return true;
  }
  LedgerRun run({ledger, store->spool(),
                 [&](uint64_t seq, ReceiptDecision* decision) {
                   return store->DecisionAtRow(seq, decision, watch);
                 },
                 [&](std::span<const uint64_t> seqs) {
                   return store->ReadAhead(seqs, watch);
                 }},
                watch);
  if (!run.UseRules(ledger.rules_sha256(), Strictness::kNormal) ||
      !run.Read({})) {
    return false;
  }
  bool matched = false;
  const Committed committed = store->Commit(
      actor,
      [&](Batch* batch) {
        matched = run.Match([&](const Results& results, const RunGiven& given) {
          Decide(ledger, results, given,
                 {ledger.rules_sha256(), version, &run.policy()}, batch);
          return true;
        });
        *changed = batch->decisions.size();
        return matched && *changed != 0;
      },
      watch);
  if (!matched) return false;
  if (*changed == 0 || committed.end == Committed::End::kDone) return true;
  watch.Fail(committed.error);
  return false;
}

}  // namespace cashmatch
