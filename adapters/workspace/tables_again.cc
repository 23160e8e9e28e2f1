// SPDX-License-Identifier: Apache-2.0
// tables_again.cc - fold to where the run began, match, compare, write.
// Tested by tests/system/tables_again_test.py
#include "adapters/workspace/tables_again.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "adapters/bytes/atomic_folder.h"
#include "adapters/ledger/decide.h"
#include "adapters/workspace/ledger_run.h"

namespace cashmatch {
namespace {

class PastRun {
 public:
  PastRun(const SubmitRequest& request, uint64_t last, LedgerStore* store,
          const RunWatch& watch)
      : request_(request),
        last_(last),
        store_(*store),
        watch_(watch),
        before_([store](std::string_view sha256, std::string* bytes,
                        std::string* why) {
          return ReadSpooled(store->spool(), sha256, bytes, why);
        }) {}

  bool Write() {
    files_.format = request_.input_format;
    LedgerRun run({before_, store_.spool(),
                   [this](uint64_t seq, ReceiptDecision* decision) {
                     return store_.DecisionAtRow(seq, decision, watch_);
                   },
                   [this](std::span<const uint64_t> seqs) {
                     return store_.ReadAhead(seqs, watch_);
                   }},
                  watch_);
    return Gather() &&
           run.UseRules(before_.rules_sha256(), request_.strictness) &&
           run.Read(files_) &&
           run.Match([&](const Results& results, const RunGiven& given) {
             Batch batch;
             Decide(before_, results, given,
                    {before_.rules_sha256(), request_.version, &run.policy()},
                    &batch);
             return IsWhatWasDecided(batch) &&
                    WriteTo(results, run.joined_advice());
           });
  }

 private:
  bool Fail(const std::string& why) {
    watch_.Fail(why);
    return false;
  }

  /// Folds what came before the run; keeps its files and its decisions.
  bool Gather() {
    std::string error;
    bool good = true;
    const bool read = store_.store().Scan(
        store_.tenant(), 0,
        [&](const JournalRow& row) {
          if (row.seq > last_) return false;
          const bool is_file = row.decision.kind == DecisionKind::kFileReceived;
          good = !is_file || AddFile(row.decision, &error);
          if (good && !is_file && begun()) decided_.push_back(row.decision);
          if (good && !begun()) good = before_.Take(row);
          return good;
        },
        &error);
    if (read && good && begun()) return true;
    return Fail(error.empty() ? before_.broken() : error);
  }

  bool begun() const { return !files_.bank.empty() || !files_.advice.empty(); }

  /// Keeps a file, if it was received with the batch of the run.
  bool AddFile(const Decision& decision, std::string* error) {
    const auto with = store_.store().ClaimedAt(
        store_.tenant(), {"file", decision.subject}, error);
    FileDecision file;
    if (!with || !FromJson(decision.payload, &file, error)) return false;
    if (*with != last_) return true;
    (file.advice_only ? files_.advice : files_.bank)
        .push_back({file.name, decision.subject});
    files_.mappings = file.mappings;
    return true;
  }

  bool IsWhatWasDecided(const Batch& batch) {
    const bool same = std::equal(
        batch.decisions.begin(), batch.decisions.end(), decided_.begin(),
        decided_.end(), [](const Decision& a, const Decision& b) {
          return a.kind == b.kind && a.subject == b.subject &&
                 a.payload == b.payload;
        });
    return same || Fail(
                       "the tables are not written again: this version "
                       "decides otherwise, or the inputs are read otherwise");
  }

  bool WriteTo(const Results& results, const JoinedAdvice& advice) {
    watch_.Started(Stage::kWrite);
    AtomicFolder out;
    std::string error;
    return (out.Start(request_.out, request_.overwrite, &error) &&
            WriteRunTables(results, advice, request_.tables, out.path(),
                           &error) &&
            out.Commit(&error)) ||
           Fail(error);
  }

  const SubmitRequest& request_;
  const uint64_t last_;
  LedgerStore& store_;
  const RunWatch& watch_;
  Ledger before_;
  RunFiles files_;
  std::vector<Decision> decided_;
};

}  // namespace

bool WriteTablesAgain(const SubmitRequest& request, uint64_t last,
                      LedgerStore* store, const RunWatch& watch) {
  return PastRun(request, last, store, watch).Write();
}

}  // namespace cashmatch
