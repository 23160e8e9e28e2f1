// SPDX-License-Identifier: Apache-2.0
// decide_by_file.cc - a worklist that came back becomes one batch.
// Tested by tests/system/desk_test.py
#include <charconv>
#include <optional>
#include <utility>

#include "adapters/ledger/desk.h"
#include "adapters/read/finding.h"
#include "adapters/workspace/answer_table.h"
#include "adapters/workspace/kept_receipt.h"
#include "adapters/workspace/worklist.h"

namespace cashmatch {
namespace {

enum Cell { kReceipt, kTurn, kRank, kDecision, kArgument, kNote };

/// A number, 0 for an empty cell. Errors: nothing.
std::optional<uint32_t> NumberOf(const std::string& text) {
  uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, number);
  if (text.empty()) return 0;
  if (fault != std::errc() || stop != end) return std::nullopt;
  return number;
}

/// One row as a word of the desk; nothing if it says nothing.
std::optional<DeskWord> WordOf(const AnswerRow& row, std::string* error) {
  const auto& cells = row.cells;
  if (cells[kDecision].empty()) {
    if (!cells[kArgument].empty()) *error = "an argument without a decision";
    return std::nullopt;
  }
  const std::optional<DeskAct> act = DeskActOf(cells[kDecision]);
  if (!act) {
    *error = "found " + Quote(cells[kDecision]) +
             ", expected accept, items, on_account, payer, reject, unapply, "
             "confirm or reverse";
    return std::nullopt;
  }
  const std::optional<uint32_t> turn = NumberOf(cells[kTurn]);
  if (!turn) {
    *error = "found turn " + Quote(cells[kTurn]) + ", expected a number";
    return std::nullopt;
  }
  DeskWord word{cells[kReceipt], *turn, *act, cells[kArgument], cells[kNote]};
  if (*act == DeskAct::kAccept && word.argument.empty()) {
    word.argument = cells[kRank];  // of the row it stands in
  }
  return word;
}

/// Takes one row; "" or why not.
std::string TakeRow(const AnswerRow& row, LedgerStore* store,
                    const RunWatch& watch, Desk* desk, Batch* batch) {
  std::string error;
  const std::optional<DeskWord> word = WordOf(row, &error);
  if (!word) return error;
  return TakeWord(*word, store, watch, desk, batch);
}

}  // namespace

Ending DecideByFile(const DecideRequest& request, const RunWatch& watch,
                    LedgerNews* news) {
  AnswerTable table;
  LedgerStore store;
  if (!table.Read(
          request.decisions,
          {"receipt_id", "?turn", "?rank", "decision", "argument", "?note"},
          watch) ||
      !table.Tell(watch) ||
      !store.Open(request.place, StoreAccess::kWrite, watch)) {
    return Ending::kFailed;
  }
  size_t decided = 0;
  const Committed committed = store.Commit(
      request.actor,
      [&](Batch* batch) {
        Desk desk(store.ledger(), request.version);
        AnswerTable faults = table;
        for (const AnswerRow& row : table.rows()) {
          const std::string why = TakeRow(row, &store, watch, &desk, batch);
          if (!why.empty()) faults.Fault(row, why);
        }
        decided = desk.decided();
        return faults.Tell(watch);
      },
      watch);
  if (committed.end != Committed::End::kDone) {
    watch.Fail(committed.error.empty() ? "nothing was decided"
                                       : committed.error);
    return Ending::kFailed;
  }
  news->headline = std::to_string(decided) + " receipts decided\n";
  news->ack = AckOf(store.tenant(), committed.head);
  return Ending::kDone;
}

}  // namespace cashmatch
