// SPDX-License-Identifier: Apache-2.0
// worklist.cc - receipts that wait for a person, as a table.
// Tested by tests/system/desk_test.py
#include "adapters/workspace/worklist.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "adapters/workspace/kept_receipt.h"
#include "adapters/write/row.h"

namespace cashmatch {
namespace {

constexpr size_t kRowsAtOnce = 1000;

bool IsDrawn(const LedgerReceipt& receipt) {
  return receipt.sample.state == DrawnSample::State::kWaits;
}

bool NeedsPerson(const LedgerReceipt& receipt) {
  if (receipt.reversed) return false;
  const ReceiptStatus status = receipt.status;
  return IsDrawn(receipt) || status == ReceiptStatus::kSuggested ||
         status == ReceiptStatus::kUnapplied ||
         status == ReceiptStatus::kUnidentified ||
         status == ReceiptStatus::kPartial;
}

/// What the code says, and what a person or the ERP said the last time.
std::string MeaningOf(const LedgerReceipt& state, const ReceiptDecision& last) {
  std::string meaning(MeaningOf(last.exception));
  if (IsDrawn(state)) {
    meaning += meaning.empty() ? "" : "; ";
    meaning += "a sample of what was applied unseen: confirm, or unapply";
  }
  if (!last.note.empty()) meaning += ": " + last.note;
  return meaning;
}

/// One alternative: `INV-1=100.00|INV-2=50.00`, other kinds with their name.
struct Alternative {
  uint32_t rank = 0;
  Millionths confidence = 0;
  std::string items;
};

void AppendRow(const DecidedRow& row, Currency currency, const ItemNames& names,
               std::string* items) {
  if (!items->empty()) *items += '|';
  *items += names.NameOf(row.item);
  *items += '=';
  *items += FormatMoney(row.amount, currency);
  if (row.kind == ApplicationKind::kPayment) return;
  *items += ' ';
  *items += NameOf(row.kind);
}

/// What a person may take, by rank; of a sample, under 0, what was applied.
std::map<uint32_t, Alternative> AlternativesOf(const LedgerReceipt& state,
                                               const ReceiptDecision& decision,
                                               const ItemNames& names) {
  std::map<uint32_t, Alternative> alternatives;
  for (const DecidedOffer& offer : decision.offers) {
    Alternative& one = alternatives[offer.rank];
    one.rank = offer.rank;
    one.confidence = offer.confidence;
    AppendRow(offer.row, decision.currency, names, &one.items);
  }
  if (alternatives.empty()) {
    Alternative& one = alternatives[0];
    if (IsDrawn(state)) {
      for (const LiveRow& live : state.live) {
        AppendRow(live.row, decision.currency, names, &one.items);
      }
    }
  }
  return alternatives;
}

TableLayout LayoutOf(TableFormat format) {
  return TableLayout(
      format, {"receipt_id", "turn", "bank_reference", "booking_date",
               "value_date", "currency", "amount", "payer", "customer_id",
               "status", "exception_code", "meaning", "rank", "confidence",
               "items", "decision", "argument", "note"});
}

void AppendReceipt(const std::string& id, const LedgerReceipt& state,
                   const KeptReceipt& kept, const ItemNames& names,
                   RowAppender* row) {
  const ReceiptDecision& last = kept.desk.last;
  for (const auto& [rank, one] : AlternativesOf(state, last, names)) {
    row->Key(id)
        .Number(state.turn)
        .Key(kept.desk.bank_reference)
        .Date(kept.desk.booking_date)
        .Date(kept.value_date)
        .Word(CodeOf(state.currency))
        .Money(state.amount, state.currency)
        .Text(kept.payer_name)
        .Key(last.customer)
        .Word(NameOf(last.status))
        .Word(NameOf(last.exception))
        .Text(MeaningOf(state, last))
        .NumberIfAny(one.rank);
    if (one.rank == 0) {
      row->Word("");
    } else {
      row->Probability(one.confidence);
    }
    row->Text(one.items).Word("").Word("").Word("").End();
  }
}

using Waiting =
    std::vector<std::pair<const std::string*, const LedgerReceipt*>>;

/// The rows of the receipts from `first` on are read next.
bool ReadAhead(const Waiting& waiting, size_t first, LedgerStore* store,
               const RunWatch& watch) {
  std::vector<uint64_t> rows;
  const size_t end = std::min(waiting.size(), first + kRowsAtOnce);
  for (size_t i = first; i < end; ++i) {
    rows.push_back(waiting[i].second->first_seq);
    rows.push_back(waiting[i].second->last_seq);
  }
  return store->ReadAhead(rows, watch);
}

}  // namespace

Ending WriteWorklist(const LedgerPlace& place, const RunWatch& watch,
                     std::string* csv) {
  LedgerStore store;
  if (!store.Open(place, StoreAccess::kRead, watch)) return Ending::kFailed;
  return WriteWorklist(&store, TableFormat::kCsv, watch, csv);
}

Ending WriteWorklist(LedgerStore* store, TableFormat format,
                     const RunWatch& watch, std::string* out) {
  const ItemNames names(store->ledger());
  const TableLayout layout = LayoutOf(format);
  out->append(layout.header());
  RowAppender row(layout, out);
  Waiting waiting;
  for (const auto& [id, state] : store->ledger().receipts()) {
    if (NeedsPerson(state)) waiting.emplace_back(&id, &state);
  }
  for (size_t i = 0; i < waiting.size(); ++i) {
    if (i % kRowsAtOnce == 0 && !ReadAhead(waiting, i, store, watch)) {
      return Ending::kFailed;
    }
    const auto [id, state] = waiting[i];
    KeptReceipt kept;
    if (!ReadKeptReceipt(store, *state, watch, &kept)) return Ending::kFailed;
    AppendReceipt(*id, *state, kept, names, &row);
    if (watch.Interrupted()) return Ending::kInterrupted;
  }
  return Ending::kDone;
}

}  // namespace cashmatch
