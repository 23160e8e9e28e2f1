// SPDX-License-Identifier: Apache-2.0
// replay.cc - a second ledger, folded from the same history.
// Tested by tests/system/replay_test.py
#include "adapters/workspace/replay.h"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "adapters/bytes/input.h"
#include "adapters/ledger/decide.h"
#include "adapters/ledger/desk.h"
#include "adapters/ledger/posting_decision.h"
#include "adapters/workspace/ledger_run.h"
#include "adapters/workspace/load.h"
#include "adapters/write/row.h"

namespace cashmatch {
namespace {

bool IsRun(DecisionKind kind) {
  return kind == DecisionKind::kAllocated || kind == DecisionKind::kSuggested ||
         kind == DecisionKind::kPlaced || kind == DecisionKind::kReversed;
}

bool IsPersons(DecisionKind kind) {
  return kind == DecisionKind::kAccepted || kind == DecisionKind::kRejected ||
         kind == DecisionKind::kUnapplied;
}

/// A text member of a JSON object, or "".
std::string TextOf(const std::string& json, std::string_view name) {
  simdjson::dom::parser parser;
  std::string_view text;
  return parser.parse(json)[name].get_string().get(text) == simdjson::SUCCESS
             ? std::string(text)
             : std::string();
}

/// The history once more, under other rules.
class Replaying {
 public:
  Replaying(const Spool& spool, std::string rules, std::string version,
            const RunWatch& watch)
      : spool_(spool),
        stamp_{"", std::move(version), nullptr},
        rules_(std::move(rules)),
        watch_(watch),
        ledger_([this](std::string_view sha256, std::string* bytes,
                       std::string* error) {
          return ReadSpooled(spool_, sha256, bytes, error);
        }) {}

  /// Takes the next row of the journal; `journal` has taken it already.
  bool Take(const Decision& decision, const Ledger& journal) {
    if (IsRun(decision.kind)) {
      in_run_ = true;
      return true;  // the run of these files decides anew
    }
    // A run journals its files first; so others begin the next one.
    const bool goes_on = decision.kind == DecisionKind::kFileReceived &&
                         !in_run_ && !file_rows_.empty();
    if (!goes_on && !Run()) return false;
    switch (decision.kind) {
      case DecisionKind::kFileReceived:
        due_ = true;
        return AddFile(decision);
      case DecisionKind::kBookLoaded:
        due_ = true;  // what waits is looked at after each load
        return Fold(decision);
      case DecisionKind::kPosted:
      case DecisionKind::kAnswered:
        return TakeErp(decision);
      default:
        return !IsPersons(decision.kind) || TakePersons(decision, journal);
    }
  }

  /// Runs what was received last.
  bool Run() {
    in_run_ = false;
    if (!std::exchange(due_, false)) return true;
    Batch batch;
    batch.decisions = std::exchange(file_rows_, {});
    const RunFiles inputs = std::exchange(files_, {});
    LedgerRun run({ledger_, spool_,
                   [this](uint64_t seq, ReceiptDecision* decision) {
                     std::string error;
                     return FromJson(payloads_.at(seq), decision, &error);
                   }},
                  watch_);
    const bool matched =
        run.UseRulesText(rules_, Strictness::kNormal) && run.Read(inputs) &&
        run.Match([&](const Results& results, const RunGiven& given) {
          stamp_.policy = &run.policy();
          Decide(ledger_, results, given, stamp_, &batch);
          return true;
        });
    return matched &&
           std::all_of(batch.decisions.begin(), batch.decisions.end(),
                       [this](const Decision& one) { return Fold(one); });
  }

  const Ledger& ledger() const { return ledger_; }
  size_t dropped() const { return dropped_; }

 private:
  bool AddFile(const Decision& decision) {
    FileDecision file;
    std::string error;
    if (!FromJson(decision.payload, &file, &error)) {
      watch_.Fail(error);
      return false;
    }
    (file.advice_only ? files_.advice : files_.bank)
        .push_back({file.name, decision.subject});
    files_.mappings = file.mappings;
    file_rows_.push_back(decision);
    return true;
  }

  bool Fold(const Decision& decision) {
    JournalRow row;
    row.seq = ledger_.seq() + 1;
    row.decision = decision;
    if (IsRun(decision.kind) || IsPersons(decision.kind)) {
      payloads_[row.seq] = decision.payload;
    }
    if (ledger_.Take(row)) return true;
    watch_.Fail(ledger_.broken());
    return false;
  }

  /// Keeps what a person decided: the receipt ends with the rows that it has in
  /// the journal, where the items still have room for them.
  bool TakePersons(const Decision& decision, const Ledger& journal) {
    ReceiptDecision was;
    std::string error;
    const auto found = ledger_.receipts().find(decision.subject);
    if (!FromJson(decision.payload, &was, &error) ||
        found == ledger_.receipts().end()) {
      ++dropped_;
      return true;
    }
    was.turn = found->second.turn + 1;
    const bool returned =
        was.status == ReceiptStatus::kReversal && !was.original.empty();
    if (!returned) {
      was.rows = RowsTo(found->second,
                        journal.receipts().find(decision.subject)->second.live);
    }
    if ((returned && !UndoHere(&was)) || !Fits(decision.subject, was)) {
      ++dropped_;
      return true;
    }
    return Fold({decision.kind, decision.subject, ToJson(was)});
  }

  /// A return that a person named undoes what stands of its original here.
  bool UndoHere(ReceiptDecision* was) const {
    const auto original = ledger_.receipts().find(was->original);
    ReceiptDecision last;
    std::string error;
    if (original == ledger_.receipts().end() || original->second.reversed ||
        !FromJson(payloads_.at(original->second.last_seq), &last, &error)) {
      return false;
    }
    UndoAll(original->first, original->second, last, was);
    return true;
  }

  static bool Same(const DecidedRow& a, const DecidedRow& b) {
    return a.item == b.item && a.kind == b.kind && a.amount == b.amount;
  }

  /// What brings a receipt from the rows it has to those that are wanted.
  static std::vector<DecidedRow> RowsTo(const LedgerReceipt& state,
                                        std::vector<LiveRow> wanted) {
    std::vector<DecidedRow> rows;
    for (const LiveRow& live : state.live) {
      const auto kept = std::find_if(
          wanted.begin(), wanted.end(),
          [&live](const LiveRow& one) { return Same(one.row, live.row); });
      if (kept != wanted.end()) {
        wanted.erase(kept);
        continue;
      }
      DecidedRow back = live.row;
      back.amount = -back.amount;
      back.undoes = live.id;
      rows.push_back(std::move(back));
    }
    for (LiveRow& one : wanted) rows.push_back(std::move(one.row));
    return rows;
  }

  bool Fits(const std::string& receipt, const ReceiptDecision& was) const {
    const std::vector<std::string> own = ledger_.MadeBy(receipt);
    const auto is_own = [&own](const std::string& id) {
      return std::find(own.begin(), own.end(), id) != own.end();
    };
    const auto used = [this](const std::string& id) {
      const LedgerItem& item = ledger_.items().find(id)->second;
      return item.open != item.item.amount;
    };
    const auto taken = [&](const std::string& made) {
      const std::string id = TextOf(made, "item_id");
      return ledger_.items().contains(id) && !is_own(id);
    };
    std::map<std::string, WideMinor> moved;
    const auto has_room = [&](const DecidedRow& row) {
      const auto item = ledger_.items().find(row.item);
      if (item == ledger_.items().end() || is_own(row.item)) return false;
      const WideMinor left =
          item->second.open - (moved[row.item] += row.amount);
      const int sign = item->second.item.amount < 0 ? -1 : 1;
      return sign * left >= 0 && sign * left <= sign * item->second.most;
    };
    return std::none_of(own.begin(), own.end(), used) &&
           std::none_of(was.made.begin(), was.made.end(), taken) &&
           std::all_of(was.rows.begin(), was.rows.end(), has_room);
  }

  /// Postings and answers hold for what would have been handed out as well.
  bool TakeErp(const Decision& decision) {
    if (decision.kind == DecisionKind::kAnswered) {
      const auto row = ledger_.pending().find(decision.subject);
      const bool known =
          ledger_.cash_pending().contains(decision.subject) ||
          (row != ledger_.pending().end() && row->second.handed_out);
      return !known || Fold(decision);
    }
    PostedDecision posted;
    std::string error;
    if (!FromJson(decision.payload, &posted, &error)) return true;
    const auto receipt = ledger_.receipts().find(decision.subject);
    if (receipt == ledger_.receipts().end()) return true;
    if (!receipt->second.cash_posting.empty()) posted.cash.clear();
    std::erase_if(posted.applications, [this](const std::string& id) {
      const auto row = ledger_.pending().find(id);
      return row == ledger_.pending().end() || row->second.handed_out;
    });
    return Fold({decision.kind, decision.subject, ToJson(posted)});
  }

  const Spool& spool_;
  RunStamp stamp_;
  std::string rules_;
  const RunWatch& watch_;
  Ledger ledger_;
  std::map<uint64_t, std::string> payloads_;  // of decisions on receipts
  RunFiles files_;
  std::vector<Decision> file_rows_;
  bool in_run_ = false, due_ = false;
  size_t dropped_ = 0;
};

/// The rows of a receipt: `I1=100.00|I2=2.00 discount`, in their order.
std::string RowsOf(const LedgerReceipt* receipt) {
  if (receipt == nullptr) return {};
  std::vector<std::string> rows;
  for (const LiveRow& live : receipt->live) {
    std::string& row = rows.emplace_back(
        live.row.item + "=" + FormatMoney(live.row.amount, receipt->currency));
    if (live.row.kind == ApplicationKind::kPayment) continue;
    row += " " + std::string(NameOf(live.row.kind));
  }
  std::sort(rows.begin(), rows.end());
  std::string text;
  for (const std::string& row : rows) {
    if (!text.empty()) text += '|';
    text += row;
  }
  return text;
}

const LedgerReceipt* Find(const Ledger& ledger, const std::string& id) {
  const auto found = ledger.receipts().find(id);
  return found == ledger.receipts().end() ? nullptr : &found->second;
}

std::string_view StatusOf(const LedgerReceipt* receipt) {
  return receipt == nullptr ? std::string_view() : NameOf(receipt->status);
}

/// Appends a row for each receipt that is allocated otherwise; returns how many
/// there are.
size_t AppendChanges(const Ledger& now, const Ledger& then, std::string* csv) {
  const TableLayout layout(TableFormat::kCsv,
                           {"receipt_id", "change", "currency", "amount",
                            "status", "items", "status_then", "items_then"});
  csv->append(layout.header());
  std::map<std::string_view, const LedgerReceipt*> all;
  for (const auto& [id, receipt] : now.receipts()) all[id] = &receipt;
  for (const auto& [id, receipt] : then.receipts()) all[id] = &receipt;
  RowAppender row(layout, csv);
  size_t changes = 0;
  for (const auto& [id, any] : all) {
    const LedgerReceipt* const a = Find(now, std::string(id));
    const LedgerReceipt* const b = Find(then, std::string(id));
    const std::string before = RowsOf(a), after = RowsOf(b);
    if (before == after) continue;
    ++changes;
    row.Key(id)
        .Word(before.empty()  ? "appears"
              : after.empty() ? "vanishes"
                              : "differs")
        .Word(CodeOf(any->currency))
        .Money(any->amount, any->currency)
        .Word(StatusOf(a))
        .Key(before)
        .Word(StatusOf(b))
        .Key(after)
        .End();
  }
  return changes;
}

/// Folds the journal beside its replay, row by row.
bool ReplayAll(LedgerStore* store, Replaying* replaying, Ledger* journal,
               const RunWatch& watch) {
  std::string error;
  bool good = true;
  const bool read = store->store().Scan(
      store->tenant(), 0,
      [&](const JournalRow& row) {
        good = !watch.Interrupted() && journal->Take(row) &&
               replaying->Take(row.decision, *journal);
        return good;
      },
      &error);
  if (!read) watch.Fail(error);
  if (!journal->broken().empty()) watch.Fail(journal->broken());
  return read && good && replaying->Run();
}

}  // namespace

Ending Replay(const ReplayRequest& request, const RunWatch& watch,
              std::string* csv, std::string* headline) {
  Rules checked;
  if (!LoadRules(request.rules, watch, &checked)) return Ending::kWrongUsage;
  Input rules;
  std::string error;
  LedgerStore store;
  if (!LoadInput(request.rules, &rules, &error)) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  if (!store.Open(request.place, StoreAccess::kRead, watch)) {
    return Ending::kFailed;
  }
  Replaying replaying(store.spool(), std::string(rules.bytes()),
                      request.version, watch);
  Ledger journal(
      [&store](std::string_view sha256, std::string* bytes, std::string* why) {
        return ReadSpooled(store.spool(), sha256, bytes, why);
      });
  if (!ReplayAll(&store, &replaying, &journal, watch)) {
    return watch.Interrupted() ? Ending::kInterrupted : Ending::kFailed;
  }
  const size_t changes = AppendChanges(journal, replaying.ledger(), csv);
  *headline = std::to_string(changes) + " receipts are allocated otherwise\n";
  if (replaying.dropped() != 0) {
    *headline += std::to_string(replaying.dropped()) +
                 " decisions of people could not be kept\n";
  }
  return Ending::kDone;
}

}  // namespace cashmatch
