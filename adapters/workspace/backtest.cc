// SPDX-License-Identifier: Apache-2.0
// backtest.cc - load, reopen, apply, judge, count, write.
// Tested by tests/unit/adapters/workspace/backtest_test.cc, tests/system
#include "adapters/workspace/backtest.h"

#include <optional>
#include <utility>

#include "adapters/backtest/figures.h"
#include "adapters/backtest/judge.h"
#include "adapters/bytes/atomic_folder.h"
#include "adapters/workspace/bank_inputs.h"
#include "adapters/workspace/load.h"
#include "adapters/workspace/same_ids.h"
#include "adapters/write/table_file.h"
#include "engine/engine.h"

namespace cashmatch {
namespace {

bool LoadClearings(const std::vector<std::string>& paths, const RunWatch& watch,
                   Clearings* clearings) {
  for (const std::string& path : paths) {
    const std::string error = clearings->Read(path);
    if (error.empty()) continue;
    watch.Fail(error);
    return false;
  }
  clearings->Finish();
  return true;
}

bool LoadReceipts(const BacktestRequest& request, const ReadOptions& reading,
                  const RunWatch& watch, ReceiptBlock* receipts) {
  BankInputs inputs = ReadBankInputs(request.receipts, {}, reading, watch);
  if (!inputs.listed || watch.Interrupted()) return false;
  if (inputs.any_rejected()) {
    watch.Fail("an input was rejected, nothing was judged");
    return false;
  }
  for (BankInput& input : inputs.files) {
    receipts->Append(std::move(input.file.receipts));
  }
  if (FindIdsWithOtherContent(*receipts).empty()) return true;
  watch.Fail("the same receipt id stands for different receipts");
  return false;
}

bool Write(const Backtrack& run, const Judged& judged, const Figures& figures,
           const BacktestRequest& request, const RunWatch& watch) {
  if (request.out.empty()) return true;
  watch.Started(Stage::kWrite);
  AtomicFolder out;
  std::string error;
  if (out.Start(request.out, request.overwrite, &error) &&
      WriteJudged(run, judged, out.path(), &error) &&
      WriteText(out.path() + "/backtest.json", FiguresAsJson(figures),
                &error) &&
      out.Commit(&error)) {
    return true;
  }
  watch.Fail(error);
  return false;
}

// Everything a run starts from, and what is known of its history.
struct Loaded {
  Rules rules;
  Clearings clearings;
  Reopened reopened;
  std::optional<KnownPayers> payers;
  std::optional<Book> book;
  ReceiptBlock receipts;
};

Ending Load(const BacktestRequest& request, const RunWatch& watch,
            Loaded* loaded) {
  watch.Started(Stage::kRules);
  if (!LoadRules(request.rules, watch, &loaded->rules)) {
    return Ending::kWrongUsage;
  }
  watch.Started(Stage::kBook);
  if (!LoadClearings(request.clearings, watch, &loaded->clearings)) {
    return Ending::kFailed;
  }
  loaded->book =
      LoadBook(request.open_items, request.customers, loaded->rules.policy,
               watch, [&](OpenItemBlock* items, CustomerBlock* customers) {
                 loaded->reopened = ReopenHistory(loaded->clearings, items);
                 loaded->payers.emplace(*customers);
               });
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (!loaded->book) return Ending::kFailed;
  watch.Started(Stage::kRead);
  const bool read =
      LoadReceipts(request, loaded->rules.reading, watch, &loaded->receipts);
  if (watch.Interrupted()) return Ending::kInterrupted;
  return read ? Ending::kDone : Ending::kFailed;
}

}  // namespace

Ending Backtest(const BacktestRequest& request, const RunWatch& watch,
                std::string* figures) {
  if (!request.out.empty()) {
    AtomicFolder probe;
    std::string error;
    if (!probe.Start(request.out, request.overwrite, &error)) {
      watch.Fail(error);
      return Ending::kFailed;
    }
  }
  Loaded loaded;
  const Ending ending = Load(request, watch, &loaded);
  if (ending != Ending::kDone) return ending;

  watch.Started(Stage::kMatch);
  RunOptions options;
  options.interrupted = watch.interrupted;
  std::vector<std::vector<ItemRow>> decided;
  if (request.day_reveal) {
    decided = PaidItems(loaded.clearings, loaded.receipts, *loaded.book);
    options.decided = decided;
  }
  const Report report =
      Apply(*loaded.book, loaded.receipts, loaded.rules.policy, options);
  if (watch.Interrupted()) return Ending::kInterrupted;
  for (const std::string& line : report.broken) watch.Say(line);
  if (!report.broken.empty()) {
    watch.Fail("the results do not conserve the money; please report it");
    return Ending::kFailed;
  }
  const Backtrack run{*loaded.book, loaded.receipts, report, loaded.clearings,
                      *loaded.payers};
  const Judged judged = Judge(run);
  const Figures counted = Count(run, judged, loaded.reopened);
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (!Write(run, judged, counted, request, watch)) return Ending::kFailed;
  *figures = request.json ? FiguresAsJson(counted) : FiguresAsText(counted);
  return Ending::kDone;
}

}  // namespace cashmatch
