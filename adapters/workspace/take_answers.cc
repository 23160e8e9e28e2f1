// SPDX-License-Identifier: Apache-2.0
// take_answers.cc - what the ERP took, and what it refused.
// Tested by tests/system/erp_test.py
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "adapters/ledger/desk.h"
#include "adapters/ledger/posting_decision.h"
#include "adapters/read/finding.h"
#include "adapters/workspace/answer_table.h"
#include "adapters/workspace/kept_receipt.h"
#include "adapters/workspace/post.h"

namespace cashmatch {
namespace {

enum Cell { kPosting, kAnswer, kReason };

class Answers {
 public:
  Answers(LedgerStore* store, const std::string& version, const RunWatch& watch)
      : store_(*store), watch_(watch), desk_(store->ledger(), version) {}

  /// Takes one row; "" or why not.
  std::string Take(const AnswerRow& row, Batch* batch) {
    const std::string& id = row.cells[kPosting];
    const std::string& word = row.cells[kAnswer];
    if (word != "ok" && word != "rejected") {
      return "found " + Quote(word) + ", expected ok or rejected";
    }
    if (!seen_.insert(id).second) return Named(id) + " is answered twice";
    const std::string receipt = ReceiptOf(id);
    if (receipt.empty()) return AnsweredBefore(id, word == "ok");
    const bool accepted = word == "ok";
    batch->decisions.push_back(
        {DecisionKind::kAnswered, id,
         ToJson(AnsweredDecision{accepted, row.cells[kReason]})});
    batch->claims.push_back({"answer", id});
    if (!accepted && Stands(receipt, id)) refused_.try_emplace(receipt, &row);
    return {};
  }

  /// Sends the receipts back of which something was refused. Behind all
  /// answers, so that what was refused need not be taken back in the ERP.
  void SendBack(Batch* batch, AnswerTable* faults) {
    for (const auto& [id, row] : refused_) {
      const LedgerReceipt& state = store_.ledger().receipts().find(id)->second;
      KeptReceipt kept;
      const std::string why =
          ReadKeptReceipt(&store_, state, watch_, &kept)
              ? desk_.TakeBack(id, kept.desk, row->cells[kReason], batch)
              : "cannot be read";
      if (!why.empty()) faults->Fault(*row, "receipt " + id + ": " + why);
    }
  }

 private:
  static std::string Named(const std::string& id) {
    return "posting " + Quote(id);
  }

  /// The receipt of a posting that was handed out and has no answer, or "".
  std::string ReceiptOf(const std::string& id) const {
    const Ledger& ledger = store_.ledger();
    const auto cash = ledger.cash_pending().find(id);
    if (cash != ledger.cash_pending().end()) return cash->second;
    const auto row = ledger.pending().find(id);
    if (row == ledger.pending().end() || !row->second.handed_out) return {};
    return id.substr(0, id.rfind('/', id.rfind('/') - 1));
  }

  /// False for a row that was taken back since: nothing is left to do.
  bool Stands(const std::string& receipt, const std::string& id) const {
    const auto row = store_.ledger().pending().find(id);
    if (row == store_.ledger().pending().end()) return true;  // cash
    const auto& live = store_.ledger().receipts().find(receipt)->second.live;
    return !row->second.undoes.empty() ||
           std::any_of(live.begin(), live.end(),
                       [&id](const LiveRow& one) { return one.id == id; });
  }

  /// Why nothing waits for this answer; "" where that is as it should be.
  std::string AnsweredBefore(const std::string& id, bool accepted) const {
    std::string error;
    Store& store = store_.store();
    const auto answer =
        store.ClaimedAt(store_.tenant(), {"answer", id}, &error);
    const auto handed_out =
        store.ClaimedAt(store_.tenant(), {"posting", id}, &error);
    if (!answer || !handed_out) return error;
    if (*answer != 0) {
      watch_.Say(Named(id) + ": answered before (row " +
                 std::to_string(*answer) + "), nothing done");
      return {};
    }
    if (*handed_out == 0) return Named(id) + " was not handed out";
    if (!accepted) return Named(id) + " was named as posted by a load";
    watch_.Say(Named(id) + ": named as posted by a load, nothing done");
    return {};
  }

  LedgerStore& store_;
  const RunWatch& watch_;
  Desk desk_;
  std::set<std::string> seen_;
  std::map<std::string, const AnswerRow*> refused_;  // by receipt
};

}  // namespace

Ending TakeAnswers(const PostedRequest& request, const RunWatch& watch,
                   LedgerNews* news) {
  LedgerStore store;
  return store.Open(request.place, StoreAccess::kWrite, watch)
             ? TakeAnswers(request, &store, watch, news)
             : Ending::kFailed;
}

Ending TakeAnswers(const PostedRequest& request, LedgerStore* store,
                   const RunWatch& watch, LedgerNews* news) {
  AnswerTable table;
  if (!table.Read(request.answers, {"posting_id", "answer", "?reason"},
                  watch) ||
      !table.Tell(watch)) {
    return Ending::kFailed;
  }
  size_t answered = 0;
  const Committed committed = store->Commit(
      request.actor,
      [&](Batch* batch) {
        Answers answers(store, request.version, watch);
        AnswerTable faults = table;
        for (const AnswerRow& row : table.rows()) {
          const std::string why = answers.Take(row, batch);
          if (!why.empty()) faults.Fault(row, why);
        }
        answered = batch->decisions.size();
        answers.SendBack(batch, &faults);
        return faults.Tell(watch);
      },
      watch);
  if (committed.end != Committed::End::kDone) {
    watch.Fail(committed.error.empty() ? "no answer was taken"
                                       : committed.error);
    return Ending::kFailed;
  }
  news->headline = std::to_string(answered) + " answers taken\n";
  news->ack = AckOf(store->tenant(), committed.head);
  return Ending::kDone;
}

}  // namespace cashmatch
