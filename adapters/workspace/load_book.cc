// SPDX-License-Identifier: Apache-2.0
// load_book.cc - read once to refuse what is wrong, keep, journal.
// Tested by tests/system/ledger_test.py
#include "adapters/workspace/load_book.h"

#include <map>
#include <optional>
#include <utility>

#include "adapters/bytes/input.h"
#include "adapters/workspace/load.h"
#include "adapters/workspace/settle_waiting.h"

namespace cashmatch {
namespace {

/// Keeps the bytes of a file, unpacked, in the spool.
bool KeepFile(const Spool& spool, const std::string& path,
              const RunWatch& watch, std::string* sha256) {
  if (path.empty()) return true;
  Input input;
  std::string error;
  if (LoadInput(path, &input, &error) &&
      spool.Put(input.bytes(), sha256, &error)) {
    return true;
  }
  watch.Fail(error);
  return false;
}

/// Reads everything once before anything of it is kept.
bool FilesAreGood(const LoadBookRequest& request, const RunWatch& watch,
                  bool* usage) {
  Rules rules;
  *usage = !LoadRules(request.rules, watch, &rules);
  if (*usage) return false;
  return request.open_items.empty() ||
         LoadBook(request.open_items, request.customers, rules.policy, watch,
                  [](OpenItemBlock*, CustomerBlock*) {})  // rows, no snapshot
             .has_value();
}

bool Keep(const LoadBookRequest& request, const Spool& spool,
          const RunWatch& watch, BookDecision* load, std::string* rules) {
  load->snapshot = !request.delta;
  load->as_of = request.as_of;
  return KeepFile(spool, request.open_items, watch, &load->items_sha256) &&
         KeepFile(spool, request.customers, watch, &load->customers_sha256) &&
         KeepFile(spool, request.posted, watch, &load->posted_sha256) &&
         KeepFile(spool, request.rules, watch, rules);
}

void TellConflicts(const Ledger& ledger, uint64_t before,
                   const RunWatch& watch) {
  for (const auto& [item, conflict] : ledger.conflicts()) {
    if (conflict.seq <= before) continue;
    watch.Say("item " + conflict.item + ": found " +
              FormatMoney(conflict.loaded, conflict.currency) +
              " open in the ERP, expected at least the " +
              FormatMoney(conflict.pending, conflict.currency) +
              " that were applied and are not posted; item left as it is");
  }
}

std::string WhatIsOpen(const Ledger& ledger) {
  std::map<Currency, std::pair<size_t, WideMinor>> open;
  for (const auto& [id, item] : ledger.items()) {
    if (item.open == 0) continue;
    auto& [count, sum] = open[item.item.currency];
    ++count;
    sum += item.open;
  }
  std::string text;
  for (const auto& [currency, of] : open) {
    text += "Open " + std::string(CodeOf(currency)) + ": " +
            std::to_string(of.first) + " items, " +
            FormatMoney(of.second, currency) + "\n";
  }
  return text;
}

/// The load is committed: what fails from here on is done by the next run.
Ending SettleAndTell(const LoadBookRequest& request, const RunWatch& watch,
                     LedgerStore* store, LedgerNews* news) {
  size_t changed = 0;
  const bool settled =
      SettleWaiting(request.actor, request.version, watch, store, &changed);
  std::string error;
  const auto head = store->store().HeadOf(store->tenant(), &error);
  if (!settled || !head) {
    if (!head) watch.Fail(error);
    return watch.Interrupted() ? Ending::kInterrupted : Ending::kFailed;
  }
  news->headline = WhatIsOpen(store->ledger());
  if (changed != 0) {
    news->headline +=
        std::to_string(changed) + " receipts that waited were looked at anew\n";
  }
  news->ack = AckOf(store->tenant(), *head);
  return Ending::kDone;
}

/// What follows once the files are known to be good.
Ending Load(const LoadBookRequest& request, LedgerStore* store,
            const RunWatch& watch, LedgerNews* news) {
  BookDecision load;
  std::string rules;
  if (!Keep(request, store->spool(), watch, &load, &rules)) {
    return Ending::kFailed;
  }
  const Day loaded = store->ledger().as_of();
  if (!load.items_sha256.empty() && load.as_of != kNoDay && loaded != kNoDay &&
      load.as_of < loaded) {
    watch.Fail("found amounts of " + FormatDay(load.as_of) + ", expected " +
               FormatDay(loaded) +
               " or later: those are loaded; nothing was changed");
    return Ending::kFailed;
  }
  const uint64_t before = store->ledger().seq();
  const Committed committed = store->Commit(
      request.actor,
      [&](Batch* batch) {
        batch->answer = request.answer;
        if (!rules.empty()) {
          batch->decisions.push_back(
              {DecisionKind::kRulesChanged, rules, "{\"state\":\"active\"}"});
        }
        if (!load.items_sha256.empty()) {
          batch->decisions.push_back(
              {DecisionKind::kBookLoaded, load.items_sha256, ToJson(load)});
        }
        return true;
      },
      watch);
  if (committed.end != Committed::End::kDone) {
    watch.Fail(committed.error);
    return Ending::kFailed;
  }
  TellConflicts(store->ledger(), before, watch);
  return SettleAndTell(request, watch, store, news);
}

}  // namespace

Ending LoadBookIntoLedger(const LoadBookRequest& request, const RunWatch& watch,
                          LedgerNews* news) {
  bool usage = false;
  if (!FilesAreGood(request, watch, &usage)) {
    return usage ? Ending::kWrongUsage : Ending::kFailed;
  }
  LedgerStore store;
  if (!store.Open(request.place, StoreAccess::kWrite, watch)) {
    return Ending::kFailed;
  }
  return Load(request, &store, watch, news);
}

Ending LoadBookIntoLedger(const LoadBookRequest& request, LedgerStore* store,
                          const RunWatch& watch, LedgerNews* news) {
  bool usage = false;
  if (!FilesAreGood(request, watch, &usage)) {
    return usage ? Ending::kWrongUsage : Ending::kFailed;
  }
  return Load(request, store, watch, news);
}

}  // namespace cashmatch
