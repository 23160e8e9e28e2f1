// SPDX-License-Identifier: Apache-2.0
// submit.cc - keep, read, match, decide, commit.
// Tested by tests/system/ledger_test.py
#include "adapters/workspace/submit.h"

#include <optional>
#include <utility>

#include "adapters/bytes/atomic_folder.h"
#include "adapters/bytes/input.h"
#include "adapters/bytes/input_list.h"
#include "adapters/ledger/decide.h"
#include "adapters/workspace/ledger_run.h"
#include "adapters/write/file_summary.h"
#include "adapters/write/headline.h"

namespace cashmatch {
namespace {

/// A file that is in the spool, under the name it came with.
struct Received {
  InputFile file;  // path: in the spool
  std::string sha256;
};

/// Everything of one run, from files to decisions.
class Submission {
 public:
  Submission(const SubmitRequest& request, LedgerStore* store,
             const RunWatch& watch)
      : request_(request), store_(*store), watch_(watch), run_(View(), watch) {}

  /// Keeps what is new of the inputs. False if one cannot be kept.
  bool Receive() {
    InputList list;
    std::string error;
    if (!ExpandInputs(request_.inputs, &list, &error)) return Fail(error);
    for (const std::string& warning : list.warnings) watch_.Say(warning);
    for (const InputFile& at : list.files) {
      Input input;
      Received received{at, {}};
      if (!LoadInputs(at.path, InputLimits{}, watch_.interrupted, &input,
                      &error) ||
          !store_.spool().Put(input.stored.bytes(), &received.sha256, &error)) {
        return Fail(error);
      }
      if (!Take(std::move(received))) return false;
    }
    for (const KeptFile& kept : request_.kept) {
      if (!Take({{"", kept.name}, kept.sha256})) return false;
    }
    return true;
  }

  /// Reads what was received. False if any of it is rejected, or held under
  /// strict rules.
  bool Read() {
    watch_.Started(Stage::kRead);
    std::vector<InputFile> files;
    for (const Received& received : received_) files.push_back(received.file);
    return run_.UseRules(store_.ledger().rules_sha256(), request_.strictness) &&
           run_.Read(std::move(files), request_.input_format);
  }

  bool nothing_new() const { return received_.empty(); }
  bool any_held() const { return run_.inputs().any_held(); }

  /// Matches against the ledger as it is now, and fills the batch.
  bool Decide(Batch* batch) {
    watch_.Started(Stage::kMatch);
    return run_.Match([&](const Results& results) {
      AddFiles(results, batch);
      cashmatch::Decide(store_.ledger(), results,
                        {store_.ledger().rules_sha256(), request_.version},
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
  bool Take(Received received) {
    std::string error;
    const auto known = store_.store().ClaimedAt(
        store_.tenant(), {"file", received.sha256}, &error);
    if (!known) return Fail(error);
    if (*known != 0) {
      watch_.Say(received.file.name + ": received before (row " +
                 std::to_string(*known) + "), nothing done");
      return true;
    }
    received.file.path = store_.spool().PathOf(received.sha256);
    received_.push_back(std::move(received));
    return true;
  }

  LedgerView View() {
    return {store_.ledger(), store_.spool(),
            [this](const LedgerReceipt& receipt, std::string* line) {
              ReceiptDecision first;
              std::string payload, error;
              if (!store_.PayloadAt(receipt.first_seq, &payload, watch_)) {
                return false;
              }
              if (!FromJson(payload, &first, &error)) return Fail(error);
              *line += first.receipt;
              return true;
            }};
  }

  void AddFiles(const Results& results, Batch* batch) const {
    for (size_t i = 0; i < received_.size(); ++i) {
      const FileSummary& summary = run_.inputs().files[i].file.summary;
      std::string payload = "{\"name\":";
      AppendJsonString(received_[i].file.name, &payload);
      payload += ",\"format\":";
      AppendJsonString(summary.format, &payload);
      payload += ",\"status\":";
      AppendJsonString(NameOf(summary.status), &payload);
      payload += ",\"duplicates\":[" +
                 DuplicatesIn(results, received_[i].file.name) + "]}";
      batch->decisions.push_back(
          {DecisionKind::kFileReceived, received_[i].sha256, payload});
      batch->claims.push_back({"file", received_[i].sha256});
    }
  }

  /// The ids of receipts of a file that were counted before.
  static std::string DuplicatesIn(const Results& results,
                                  std::string_view file) {
    std::string ids;
    for (const ReceiptRow row : results.report.order) {
      const Receipt& receipt = results.ReceiptAt(row);
      if (results.OutcomeAt(row).status != ReceiptStatus::kDuplicate ||
          results.receipts.files[receipt.file].name != file) {
        continue;
      }
      if (!ids.empty()) ids += ',';
      AppendJsonString(receipt.id, &ids);
    }
    return ids;
  }

  bool WriteTo(const Results& results) {
    if (request_.out.empty()) return true;
    watch_.Started(Stage::kWrite);
    std::string error;
    out_.emplace();
    return (out_->Start(request_.out, request_.overwrite || tries_++ > 0,
                        &error) &&
            WriteTables(results, request_.tables, out_->path(), &error)) ||
           Fail(error);
  }

  const SubmitRequest& request_;
  LedgerStore& store_;
  const RunWatch& watch_;
  std::vector<Received> received_;
  LedgerRun run_;
  std::optional<AtomicFolder> out_;
  int tries_ = 0;
  std::string headline_;
};

/// Nothing is new: the answer is where the journal stands.
Ending AckWhatIsThere(LedgerStore* store, const RunWatch& watch,
                      LedgerNews* news) {
  std::string error;
  const auto head = store->store().HeadOf(store->tenant(), &error);
  if (!head) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  news->ack = AckOf(store->tenant(), *head);
  return Ending::kDone;
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
  Submission submission(request, store, watch);
  if (!submission.Receive()) return Ending::kFailed;
  if (submission.nothing_new()) return AckWhatIsThere(store, watch, news);
  if (!submission.Read()) return Ending::kFailed;
  const Committed committed = store->Commit(
      request.actor, [&](Batch* batch) { return submission.Decide(batch); },
      watch);
  if (committed.end != Committed::End::kDone) {
    if (watch.Interrupted()) return Ending::kInterrupted;
    if (!committed.error.empty()) watch.Fail(committed.error);
    return Ending::kFailed;
  }
  if (!request.answer && !submission.Publish()) return Ending::kFailed;
  news->headline = submission.headline();
  news->ack = AckOf(store->tenant(), committed.head);
  return submission.any_held() ? Ending::kHeld : Ending::kDone;
}

}  // namespace cashmatch
