// SPDX-License-Identifier: Apache-2.0
// submit.cc - keep, read, match, decide, commit.
// Tested by tests/system/ledger_test.py
#include "adapters/workspace/submit.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "adapters/bytes/atomic_folder.h"
#include "adapters/bytes/input.h"
#include "adapters/bytes/input_list.h"
#include "adapters/ledger/decide.h"
#include "adapters/read/receipt_id.h"
#include "adapters/workspace/ledger_run.h"
#include "adapters/workspace/tables_again.h"
#include "adapters/write/file_summary.h"
#include "adapters/write/headline.h"

namespace cashmatch {
namespace {

constexpr int kTriesMax = 3;  // to receive what others receive too

/// Everything of one run, from files to decisions.
class Submission {
 public:
  Submission(const SubmitRequest& request, LedgerStore* store,
             const RunWatch& watch)
      : request_(request), store_(*store), watch_(watch), run_(View(), watch) {}

  /// Keeps what is new of the inputs. False if one cannot be kept.
  bool Receive() {
    files_.format = request_.input_format;
    return ReceiveMappings() && ReceiveAll(request_.inputs, &files_.bank) &&
           TakeKept() && ReceiveAll(request_.advice, &files_.advice);
  }

  /// Reads what was received. False if any of it is rejected, or held under
  /// strict rules.
  bool Read() {
    watch_.Started(Stage::kRead);
    return run_.UseRules(store_.ledger().rules_sha256(), request_.strictness) &&
           run_.Read(files_);
  }

  bool nothing_new() const {
    return files_.bank.empty() && files_.advice.empty();
  }
  /// The last rows of the runs that received what came before.
  const std::set<uint64_t>& rows() const { return rows_; }
  bool any_held() const {
    return run_.inputs().any_held() || run_.advice().any_held();
  }
  bool rejected() const { return run_.rejected(); }

  /// Matches against the ledger as it is now, and fills the batch.
  bool Decide(Batch* batch) {
    watch_.Started(Stage::kMatch);
    return run_.Match([&](const Results& results, const RunGiven& given) {
      AddFiles(results, batch);
      cashmatch::Decide(
          store_.ledger(), results, given,
          {store_.ledger().rules_sha256(), request_.version, &run_.policy()},
          batch);
      headline_ = Headline(results);
      if (!WriteTo(results) || watch_.Interrupted()) return false;
      if (!request_.answer) return true;
      batch->answer = request_.answer(headline_, any_held());
      return Publish();
    });
  }

  /// Puts the tables in their place, once the decisions are committed.
  bool Publish() {
    std::string error;
    return request_.out.empty() || out_->Commit(&error) || Fail(error);
  }
  const std::string& headline() const { return headline_; }

 private:
  bool Fail(const std::string& why) {
    watch_.Fail(why);
    return false;
  }

  /// Takes a file that is in the spool, unless it was received before.
  bool Take(KeptFile file, std::vector<KeptFile>* kept) {
    std::string error;
    const auto known = store_.store().ClaimedAt(store_.tenant(),
                                                {"file", file.sha256}, &error);
    if (!known) return Fail(error);
    if (*known == 0 && hashes_.insert(file.sha256).second) {
      kept->push_back(std::move(file));
      return true;
    }
    if (*known != 0) rows_.insert(*known);
    watch_.Say(file.name + ": received before (" +
               (*known == 0 ? std::string("in this run")
                            : "row " + std::to_string(*known)) +
               "), nothing done");
    return true;
  }

  bool TakeKept() {
    return std::all_of(
        request_.kept.begin(), request_.kept.end(),
        [this](const KeptFile& file) { return Take(file, &files_.bank); });
  }

  /// A mapping is kept with the files: they are read by it again.
  bool ReceiveMappings() {
    for (const std::string& path : request_.mappings) {
      Input input;
      std::string error, sha256;
      if (!LoadInput(path, &input, &error) ||
          !store_.spool().Put(input.bytes(), &sha256, &error)) {
        return Fail(error);
      }
      files_.mappings.push_back(sha256);
    }
    return true;
  }

  bool ReceiveAll(const std::vector<std::string>& inputs,
                  std::vector<KeptFile>* kept) {
    InputList list;
    std::string error;
    if (!ExpandInputs(inputs, &list, &error)) return Fail(error);
    for (const std::string& warning : list.warnings) watch_.Say(warning);
    for (const InputFile& at : list.files) {
      Input input;
      KeptFile file{at.name, {}};
      if (!LoadInputs(at.path, InputLimits{}, watch_.interrupted, &input,
                      &error) ||
          !store_.spool().Put(input.stored.bytes(), &file.sha256, &error)) {
        return Fail(error);
      }
      if (!Take(std::move(file), kept)) return false;
    }
    return true;
  }

  LedgerView View() {
    return {store_.ledger(), store_.spool(),
            [this](uint64_t seq, ReceiptDecision* decision) {
              return store_.DecisionAtRow(seq, decision, watch_);
            },
            [this](std::span<const uint64_t> seqs) {
              return store_.ReadAhead(seqs, watch_);
            }};
  }

  void AddFiles(const Results& results, Batch* batch) const {
    AddFiles(files_.bank, run_.inputs(), false, results, batch);
    AddFiles(files_.advice, run_.advice(), true, results, batch);
  }

  /// One row a file; what was read of an archive stands under its name.
  void AddFiles(const std::vector<KeptFile>& kept, const BankInputs& inputs,
                bool advice_only, const Results& results, Batch* batch) const {
    size_t next = 0;
    for (const KeptFile& one : kept) {
      FileDecision file;
      file.name = one.name;
      file.advice_only = advice_only;
      file.mappings = files_.mappings;
      FileStatus status = FileStatus::kAccepted;
      for (bool more = true; more && next < inputs.files.size();) {
        const BankInput& input = inputs.files[next];
        more = input.name.starts_with(one.name + "/");
        if (!more && input.name != one.name) break;
        AddPart(input, results, &file);
        if (!advice_only) AddNumbers(run_.parts()[next], &file);
        status = std::max(status, input.file.summary.status);
        ++next;
      }
      file.status = NameOf(status);
      batch->decisions.push_back(
          {DecisionKind::kFileReceived, one.sha256, ToJson(file)});
      batch->claims.push_back({"file", one.sha256});
    }
  }

  static void AddPart(const BankInput& input, const Results& results,
                      FileDecision* file) {
    if (file->format.empty()) file->format = input.file.summary.format;
    file->advice += static_cast<uint32_t>(input.file.advice.receipts.size());
    std::ranges::move(ContentIds(input.file.advice),
                      std::back_inserter(file->advice_ids));
    file->ends.insert(file->ends.end(), input.file.ends.begin(),
                      input.file.ends.end());
    AddDuplicates(results, input.name, &file->duplicates);
  }

  /// The first content that comes under a number is the one that counts.
  void AddNumbers(const PlacedParts& placed, FileDecision* file) const {
    for (const PartContent& part : placed.parts) {
      if (part.content.empty() || store_.ledger().PartOf(part.id) != nullptr) {
        continue;
      }
      file->parts.emplace(part.id, part.content);
    }
  }

  /// The ids of receipts of a file that were counted before.
  static void AddDuplicates(const Results& results, std::string_view file,
                            std::vector<std::string>* ids) {
    for (const ReceiptRow row : results.report.order) {
      const Receipt& receipt = results.ReceiptAt(row);
      if (results.OutcomeAt(row).status != ReceiptStatus::kDuplicate ||
          results.receipts.files[receipt.file].name != file) {
        continue;
      }
      ids->emplace_back(receipt.id);
    }
  }

  bool WriteTo(const Results& results) {
    if (request_.out.empty()) return true;
    watch_.Started(Stage::kWrite);
    std::string error;
    out_.emplace();
    return (out_->Start(request_.out, request_.overwrite || tries_++ > 0,
                        &error) &&
            WriteRunTables(results, run_.joined_advice(), request_.tables,
                           out_->path(), &error)) ||
           Fail(error);
  }

  const SubmitRequest& request_;
  LedgerStore& store_;
  const RunWatch& watch_;
  RunFiles files_;
  std::set<std::string> hashes_;
  std::set<uint64_t> rows_;
  LedgerRun run_;
  std::optional<AtomicFolder> out_;
  int tries_ = 0;
  std::string headline_;
};

/// Tables may be wanted of a run whose process ended before they were there. A
/// request that is answered has them before its commit.
bool WantsTables(const SubmitRequest& request) {
  return !request.out.empty() && !request.answer &&
         (request.overwrite || !std::filesystem::exists(request.out));
}

/// Nothing is new: the answer is where the journal stands, and the tables of
/// the run that received the files, if it was one.
Ending AckWhatIsThere(const SubmitRequest& request,
                      const std::set<uint64_t>& rows, LedgerStore* store,
                      const RunWatch& watch, LedgerNews* news) {
  std::string error;
  if (WantsTables(request) && rows.size() > 1) {
    watch.Say(request.out + ": not written, for several runs received this");
  } else if (WantsTables(request) && !rows.empty() &&
             !WriteTablesAgain(request, *rows.begin(), store, watch)) {
    return watch.Interrupted() ? Ending::kInterrupted : Ending::kFailed;
  }
  const auto head = store->store().HeadOf(store->tenant(), &error);
  if (!head) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  news->ack = AckOf(store->tenant(), *head);
  return Ending::kDone;
}

Ending SubmitOnce(const SubmitRequest& request, LedgerStore* store,
                  const RunWatch& watch, LedgerNews* news,
                  Committed* committed) {
  Submission submission(request, store, watch);
  if (!submission.Receive()) return Ending::kFailed;
  if (submission.nothing_new()) {
    return AckWhatIsThere(request, submission.rows(), store, watch, news);
  }
  if (!submission.Read()) {
    news->rejected = submission.rejected();
    return watch.Interrupted() ? Ending::kInterrupted : Ending::kFailed;
  }
  *committed = store->Commit(
      request.actor, [&](Batch* batch) { return submission.Decide(batch); },
      watch);
  if (committed->end != Committed::End::kDone) {
    return watch.Interrupted() ? Ending::kInterrupted : Ending::kFailed;
  }
  if (!request.answer && !submission.Publish()) return Ending::kFailed;
  news->headline = submission.headline();
  news->ack = AckOf(store->tenant(), committed->head);
  return submission.any_held() ? Ending::kHeld : Ending::kDone;
}

}  // namespace

Ending Submit(const SubmitRequest& request, const RunWatch& watch,
              LedgerNews* news) {
  LedgerStore store;
  if (!store.Open(request.place, StoreAccess::kWrite, watch)) {
    return Ending::kFailed;
  }
  return Submit(request, &store, watch, news);
}

Ending Submit(const SubmitRequest& request, LedgerStore* store,
              const RunWatch& watch, LedgerNews* news) {
  // Where another process was faster with a file, both begin anew: once, for
  // then it is known.
  for (int tries = 0;; ++tries) {
    Committed committed;
    const Ending ending = SubmitOnce(request, store, watch, news, &committed);
    const bool failed = ending == Ending::kFailed && !committed.error.empty();
    const bool claimed = committed.end == Committed::End::kClaimed;
    const bool refused = failed && committed.end == Committed::End::kRefused;
    if (request.answer && (claimed || refused)) {
      std::error_code ignored;  // what was written there is not decided
      std::filesystem::remove_all(request.out, ignored);
    }
    if (claimed && tries != kTriesMax) continue;
    if (failed) watch.Fail(committed.error);
    return ending;
  }
}

}  // namespace cashmatch
