// SPDX-License-Identifier: Apache-2.0
// post.cc - postings, handed out once.
// Tested by tests/system/erp_test.py
#include "adapters/workspace/post.h"

#include <vector>

#include "adapters/ledger/posting_decision.h"
#include "adapters/workspace/kept_receipt.h"
#include "adapters/write/row.h"

namespace cashmatch {
namespace {

const TableLayout& Layout() {
  static const TableLayout layout(
      TableFormat::kCsv,
      {"posting_id", "receipt_id", "kind", "account", "bank_reference",
       "booking_date", "value_date", "customer_id", "item_id",
       "document_number", "currency", "amount", "reason_code", "takes_back"});
  return layout;
}

/// Money of customers that is ours for good; the bank proved it. What was
/// counted and is a duplicate now brings its cash as the items that stand for
/// it.
bool BringsCash(const LedgerReceipt& state) {
  return state.counted && state.amount != 0 &&
         state.status != ReceiptStatus::kNotReceivable &&
         state.status != ReceiptStatus::kDuplicate;
}

/// What of one receipt is to be handed out.
struct Outgoing {
  const std::string* id = nullptr;
  const LedgerReceipt* state = nullptr;
  PostedDecision posted;
};

class Posting {
 public:
  Posting(LedgerStore* store, bool again, const RunWatch& watch)
      : store_(*store), again_(again), watch_(watch) {}

  std::vector<Outgoing> Collect() const {
    std::vector<Outgoing> all;
    for (const auto& [id, state] : store_.ledger().receipts()) {
      Outgoing one{&id, &state, {}};
      one.posted.cash = CashOf(id, state);
      one.posted.applications = ApplicationsOf(id);
      if (one.posted.cash.empty() && one.posted.applications.empty()) continue;
      all.push_back(std::move(one));
    }
    return all;
  }

  bool Append(const Outgoing& one, std::string* csv) const {
    KeptReceipt kept;
    if (!ReadKeptReceipt(&store_, *one.state, watch_, &kept)) return false;
    if (!one.posted.cash.empty()) AppendCash(one, kept, csv);
    for (const std::string& id : one.posted.applications) {
      AppendApplication(one, kept, id, csv);
    }
    return true;
  }

 private:
  /// The ERP must not be asked to take back what it has not got: a row waits
  /// for the answer to the one that it takes back, and what was taken back
  /// before it was handed out is not handed out at all.
  std::vector<std::string> ApplicationsOf(const std::string& id) const {
    const auto& pending = store_.ledger().pending();
    const std::string prefix = id + "/";
    std::vector<std::string> ids;
    const auto first = pending.lower_bound(prefix);
    for (auto row = first;
         row != pending.end() && row->first.starts_with(prefix); ++row) {
      const bool waits =
          !row->second.undoes.empty() && pending.contains(row->second.undoes);
      if (row->second.handed_out != again_ || waits) continue;
      ids.push_back(row->first);
    }
    if (!again_) {
      std::erase_if(ids, [this](const std::string& one) {
        return store_.ledger().TakenBackBy(one) != nullptr;
      });
    }
    return ids;
  }

  std::string CashOf(const std::string& id, const LedgerReceipt& state) const {
    if (again_) {
      return store_.ledger().cash_pending().contains(state.cash_posting)
                 ? state.cash_posting
                 : std::string();
    }
    return BringsCash(state) && state.cash_posting.empty()
               ? CashPostingId(id, state.turn)
               : std::string();
  }

  static RowAppender& Begin(const Outgoing& one, const KeptReceipt& kept,
                            const std::string& id, std::string_view kind,
                            RowAppender& row) {
    return row.Key(id)
        .Key(*one.id)
        .Word(kind)
        .Account(kept.account)
        .Key(kept.desk.bank_reference)
        .Date(kept.desk.booking_date)
        .Date(kept.value_date);
  }

  static void AppendCash(const Outgoing& one, const KeptReceipt& kept,
                         std::string* csv) {
    RowAppender row(Layout(), csv);
    Begin(one, kept, one.posted.cash, "cash", row)
        .Key(one.state->customer)
        .Word("")
        .Word("")
        .Word(CodeOf(one.state->currency))
        .Money(one.state->amount, one.state->currency)
        .Word("")
        .Word("")
        .End();
  }

  void AppendApplication(const Outgoing& one, const KeptReceipt& kept,
                         const std::string& id, std::string* csv) const {
    const PendingPosting& posting = store_.ledger().pending().find(id)->second;
    const auto found = store_.ledger().items().find(posting.item);
    const OpenItem item = found == store_.ledger().items().end()
                              ? OpenItem{}
                              : found->second.item;
    RowAppender row(Layout(), csv);
    Begin(one, kept, id, NameOf(posting.kind), row)
        .Key(item.customer_id)
        .Key(posting.item)
        .Key(item.document_number)
        .Word(CodeOf(one.state->currency))
        .Money(posting.amount, one.state->currency)
        .Key(posting.reason)
        .Key(posting.undoes)
        .End();
  }

  LedgerStore& store_;
  bool again_;
  const RunWatch& watch_;
};

bool AppendAll(const Posting& posting, const std::vector<Outgoing>& all,
               std::string* csv) {
  *csv = Layout().header();
  for (const Outgoing& one : all) {
    if (!posting.Append(one, csv)) return false;
  }
  return true;
}

void AddToBatch(const Outgoing& one, Batch* batch) {
  batch->decisions.push_back(
      {DecisionKind::kPosted, *one.id, ToJson(one.posted)});
  if (!one.posted.cash.empty()) {
    batch->claims.push_back({"posting", one.posted.cash});
  }
  for (const std::string& id : one.posted.applications) {
    batch->claims.push_back({"posting", id});
  }
}

size_t CountOf(const std::vector<Outgoing>& all) {
  size_t count = 0;
  for (const Outgoing& one : all) {
    count += one.posted.applications.size() + (one.posted.cash.empty() ? 0 : 1);
  }
  return count;
}

}  // namespace

Ending Post(const PostRequest& request, const RunWatch& watch, std::string* csv,
            LedgerNews* news) {
  LedgerStore store;
  const StoreAccess access =
      request.again ? StoreAccess::kRead : StoreAccess::kWrite;
  if (!store.Open(request.place, access, watch)) return Ending::kFailed;
  return Post(request, &store, watch, csv, news);
}

Ending Post(const PostRequest& request, LedgerStore* store,
            const RunWatch& watch, std::string* csv, LedgerNews* news) {
  const Posting posting(store, request.again, watch);
  const std::vector<Outgoing> now = posting.Collect();
  if (request.again || now.empty()) {
    news->headline = std::to_string(CountOf(now)) + " postings\n";
    return AppendAll(posting, now, csv) ? Ending::kDone : Ending::kFailed;
  }
  size_t count = 0;
  const Committed committed = store->Commit(
      request.actor,
      [&](Batch* batch) {
        const std::vector<Outgoing> all = posting.Collect();
        count = CountOf(all);
        for (const Outgoing& one : all) AddToBatch(one, batch);
        return AppendAll(posting, all, csv);
      },
      watch);
  if (committed.end != Committed::End::kDone) {
    if (!committed.error.empty()) watch.Fail(committed.error);
    return Ending::kFailed;
  }
  news->headline = std::to_string(count) + " postings\n";
  news->ack = AckOf(store->tenant(), committed.head);
  return Ending::kDone;
}

}  // namespace cashmatch
