// SPDX-License-Identifier: Apache-2.0
// ledger.cc - decisions on receipts, and what they do to items.
// Tested by tests/unit/adapters/ledger/ledger_test.cc
#include "adapters/ledger/ledger.h"

#include <algorithm>
#include <utility>

#include "adapters/read/book_input/book_input.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

/// Statuses that are no money of the receivables: no rows, no parts.
bool IsNoMoney(ReceiptStatus status) {
  return status == ReceiptStatus::kDuplicate ||
         status == ReceiptStatus::kHeld ||
         status == ReceiptStatus::kProvisional;
}

bool IsReceiptDecision(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::kAllocated:
    case DecisionKind::kSuggested:
    case DecisionKind::kPlaced:
    case DecisionKind::kAccepted:
    case DecisionKind::kRejected:
    case DecisionKind::kUnapplied:
    case DecisionKind::kReversed:
      return true;
    default:
      return false;
  }
}

bool IsPersons(DecisionKind kind) {
  return kind == DecisionKind::kAccepted || kind == DecisionKind::kRejected ||
         kind == DecisionKind::kUnapplied;
}

/// Copies an item whose texts are to live elsewhere.
OpenItem KeptIn(TextArena* arena, OpenItem item) {
  for (std::string_view* text :
       {&item.item_id, &item.company_code, &item.customer_id,
        &item.document_number, &item.references, &item.payment_terms,
        &item.instalment, &item.linked_item, &item.origin_receipt_id}) {
    *text = arena->Keep(*text);
  }
  return item;
}

}  // namespace

std::string ApplicationId(std::string_view receipt, uint32_t turn,
                          size_t row_from_1) {
  return std::string(receipt) + "/" + std::to_string(turn) + "/" +
         std::to_string(row_from_1);
}

bool Ledger::Break(const std::string& what) {
  if (broken_.empty()) broken_ = place_ + what;
  return false;
}

bool Ledger::Take(const JournalRow& row) {
  if (!broken_.empty()) return false;
  place_ = "row " + std::to_string(row.seq) + ": " +
           std::string(NameOf(row.decision.kind)) + " " + row.decision.subject +
           ": ";
  seq_ = row.seq;
  if (IsReceiptDecision(row.decision.kind)) return TakeReceipt(row);
  if (!TakeRights(row, nullptr)) return false;
  if (row.decision.kind == DecisionKind::kBookLoaded) return TakeBook(row);
  if (row.decision.kind == DecisionKind::kRulesChanged) {
    rules_sha256_ = row.decision.subject;
    return true;
  }
  if (row.decision.kind == DecisionKind::kPosted) return TakePosted(row);
  if (row.decision.kind == DecisionKind::kAnswered) return TakeAnswered(row);
  if (row.decision.kind == DecisionKind::kReviewed) return TakeReview(row);
  if (row.decision.kind == DecisionKind::kFileReceived) return TakeFile(row);
  return true;
}

bool Ledger::TakeRights(const JournalRow& row,
                        const ReceiptDecision* decision) {
  const std::string why = rights_.Take(row, decision);
  return why.empty() || Planted("rights are not proved again") || Break(why);
}

bool Ledger::TakeReceipt(const JournalRow& row) {
  ReceiptDecision decision;
  std::string error;
  if (!FromJson(row.decision.payload, &decision, &error, ReceiptText::kMark)) {
    return Break(error);
  }
  if (!TakeRights(row, &decision)) return false;
  const auto known = receipts_.try_emplace(row.decision.subject).first;
  LedgerReceipt& receipt = known->second;
  if (decision.turn != receipt.turn + 1) {
    return Break("found turn " + std::to_string(decision.turn) + " after " +
                 std::to_string(receipt.turn) +
                 ", a receipt is decided on once a turn");
  }
  if (receipt.turn == 0) {
    receipt.amount = decision.amount;
    receipt.currency = decision.currency;
    if (decision.amount > 0) lumps_.Add(known->first, decision.signs);
  } else if (receipt.amount != decision.amount ||
             receipt.currency != decision.currency) {
    return Break("found another amount than in its first turn");
  }
  if (receipt.counted && decision.status == ReceiptStatus::kHeld) {
    receipt.turn = decision.turn;  // of a broken copy, as versions before wrote
    return true;
  }
  if (!decision.receipt.empty()) receipt.first_seq = row.seq;
  if (!TakeAdvice(decision.advice)) return false;
  receipt.last_seq = row.seq;
  receipt.turn = decision.turn;
  receipt.status = decision.status;
  receipt.exception = decision.exception;
  receipt.customer = decision.customer;
  TakeSample(decision, &receipt);
  if (!decision.identity.empty()) {
    receipt.counted = true;
    ++counts_[decision.identity];
  }
  receipt.by_person = receipt.by_person || IsPersons(row.decision.kind);
  if (!TakeBackMade(row.decision.subject)) return false;
  for (size_t i = 0; i < decision.rows.size(); ++i) {
    const DecidedRow& one = decision.rows[i];
    if (!TakeRow(one, decision.currency)) return false;
    if (one.kind == ApplicationKind::kPayment) receipt.applied += one.amount;
    const bool own = decision.status != ReceiptStatus::kReversal ||
                     decision.original.empty();
    if (!KeepRow(own ? row.decision.subject : decision.original,
                 ApplicationId(row.decision.subject, decision.turn, i + 1), one,
                 &receipt)) {
      return false;
    }
  }
  if (decision.status == ReceiptStatus::kReversal && !Undo(decision.original)) {
    return false;
  }
  for (const std::string& line : decision.made) {
    if (!Make(line, row.decision.subject)) return false;
  }
  return AddUp(decision, receipt);
}

/// What changes before anybody looked can no longer be judged.
void Ledger::TakeSample(const ReceiptDecision& decision,
                        LedgerReceipt* receipt) {
  using State = DrawnSample::State;
  const bool changes =
      std::any_of(decision.rows.begin(), decision.rows.end(),
                  [](const DecidedRow& row) { return !row.undoes.empty(); });
  if (decision.qa_sample != 0) {
    receipt->sample = {State::kWaits, decision.rule, decision.qa_sample};
  } else if (changes && receipt->sample.state == State::kWaits) {
    receipt->sample.state = State::kGone;
  }
}

/// A receipt that was drawn is judged once, before it changes.
bool Ledger::TakeReview(const JournalRow& row) {
  using State = DrawnSample::State;
  ReviewDecision review;
  std::string error;
  if (!FromJson(row.decision.payload, &review, &error)) return Break(error);
  const auto receipt = receipts_.find(row.decision.subject);
  if (receipt == receipts_.end() ||
      receipt->second.sample.state != State::kWaits ||
      receipt->second.turn != review.turn) {
    return Break("was not drawn, was judged or has changed");
  }
  receipt->second.sample.state = review.right ? State::kRight : State::kWrong;
  return true;
}

/// Every minor unit of a receipt is on an item or has a place of its own.
bool Ledger::AddUp(const ReceiptDecision& decision,
                   const LedgerReceipt& receipt) {
  WideMinor placed = receipt.applied;
  for (const DecidedPart& part : decision.parts) placed += part.amount;
  const WideMinor expected = IsNoMoney(decision.status) ? 0 : decision.amount;
  if (placed == expected || Planted("rows need not add up")) return true;
  return Break("found " + FormatMoney(placed, decision.currency) +
               " on items and placed, expected " +
               FormatMoney(expected, decision.currency));
}

bool Ledger::TakeRow(const DecidedRow& row, Currency currency) {
  const auto found = items_.find(row.item);
  if (found == items_.end()) return Break("item " + row.item + " is not known");
  LedgerItem& item = found->second;
  if (item.item.currency != currency) {
    return Break("item " + row.item + " is in another currency");
  }
  if (row.amount < 0 && Planted("a reversal reopens nothing")) return true;
  const Minor sign = item.item.amount < 0 ? -1 : 1;
  const WideMinor left = WideMinor{item.open} - row.amount;
  if (!Planted("an item is paid beyond its amount") &&
      (sign * left < 0 || sign * left > sign * item.most)) {
    return Break("item " + row.item + ": found " + FormatMoney(left, currency) +
                 " open after it, expected 0 to " +
                 FormatMoney(item.most, currency));
  }
  item.open = static_cast<Minor>(left);
  item.applied += row.amount;
  open_[currency] -= row.amount;
  return true;
}

/// A receipt is undone once, and what was made of it goes with it.
bool Ledger::Undo(const std::string& original) {
  const auto found = receipts_.find(original);
  if (found == receipts_.end()) return true;  // of before the journal
  if (found->second.reversed && !Planted("undone twice in the ledger"))
    return Break(original + " is undone already");
  found->second.reversed = true;
  DrawnSample& sample = found->second.sample;
  if (sample.state == DrawnSample::State::kWaits) {
    sample.state = DrawnSample::State::kGone;
  }
  return TakeBackMade(original);
}

/// A row lives until a later turn of its receipt, or a reversal of it, takes it
/// back, and the ERP is to post both. What the ERP refused it need not take
/// back.
bool Ledger::KeepRow(const std::string& owner, const std::string& application,
                     const DecidedRow& row, LedgerReceipt* receipt) {
  if (row.undoes.empty()) {
    receipt->live.push_back({application, row});
  } else {
    std::vector<LiveRow>& live = receipts_[owner].live;
    const auto undone =
        std::find_if(live.begin(), live.end(), [&row](const LiveRow& one) {
          return one.id == row.undoes && one.row.item == row.item &&
                 one.row.kind == row.kind && one.row.amount == -row.amount;
        });
    if (undone == live.end()) {
      return Break("takes back " + row.undoes + ", which does not stand");
    }
    live.erase(undone);
    if (refused_.erase(row.undoes) != 0) return true;
  }
  AddPending(application,
             {row.item, row.amount, row.kind, false, row.undoes, row.reason});
  return true;
}

void Ledger::AddPending(const std::string& application,
                        PendingPosting pending) {
  if (!pending.undoes.empty()) taken_back_[pending.undoes] = application;
  pending_[application] = std::move(pending);
}

void Ledger::DropPending(const std::string& application) {
  const auto found = pending_.find(application);
  if (found == pending_.end()) return;
  taken_back_.erase(found->second.undoes);
  pending_.erase(found);
}

/// A new turn of a receipt starts without the items that the turn before made.
bool Ledger::TakeBackMade(const std::string& receipt) {
  const auto [first, last] = made_.equal_range(receipt);
  for (auto made = first; made != last; ++made) {
    const auto item = items_.find(made->second);
    if (item == items_.end()) continue;  // the ERP has it under its own id
    if (item->second.open != item->second.item.amount) {
      return Break("item " + made->second +
                   " was made by it and is used already");
    }
    open_[item->second.item.currency] -= item->second.open;
    items_.erase(item);
  }
  made_.erase(first, last);
  return true;
}

bool Ledger::Make(const std::string& line, const std::string& receipt) {
  OpenItemBlock block;
  Findings findings;
  ReadOpenItems(Source{"made", line}, nullptr, &block, &findings);
  if (block.items.size() != 1) return Break("made an item that cannot be read");
  // One row has a block of memory of its own: only its texts are kept.
  const OpenItem item = KeptIn(&arena_, block.items.front());
  const auto [at, fresh] = items_.try_emplace(
      std::string(item.item_id),
      LedgerItem{item, item.amount, kNoDay, 0, 0, item.amount});
  if (!fresh) return Break("item " + at->first + " is made twice");
  open_[at->second.item.currency] += at->second.open;
  made_.emplace(receipt, at->first);
  return true;
}

std::vector<std::string> Ledger::MadeBy(std::string_view receipt) const {
  std::vector<std::string> made;
  const auto [first, last] = made_.equal_range(receipt);
  for (auto one = first; one != last; ++one) {
    if (items_.contains(one->second)) made.push_back(one->second);
  }
  return made;
}

bool Ledger::Waits(std::string_view id) const {
  const auto found = receipts_.find(id);
  if (found == receipts_.end() || found->second.by_person ||
      found->second.reversed) {
    return false;
  }
  const ReceiptStatus status = found->second.status;
  if (status != ReceiptStatus::kUnapplied &&
      status != ReceiptStatus::kUnidentified &&
      status != ReceiptStatus::kSuggested) {
    return false;
  }
  const auto [first, last] = made_.equal_range(id);
  return std::all_of(first, last, [this](const auto& made) {
    const auto item = items_.find(made.second);
    return item != items_.end() &&
           item->second.open == item->second.item.amount;
  });
}

std::string Ledger::ProveTotals() const {
  std::map<Currency, WideMinor> sums;
  for (const auto& [id, item] : items_) sums[item.item.currency] += item.open;
  for (const auto& [currency, open] : open_) {
    if (sums[currency] == open) continue;
    return "items in " + std::string(CodeOf(currency)) + ": found " +
           FormatMoney(sums[currency], currency) + " open, expected " +
           FormatMoney(open, currency);
  }
  return rights_.Whole();
}

OpenItemBlock Ledger::OpenItems() const {
  OpenItemBlock block;
  block.items.reserve(items_.size());
  for (const auto& [id, state] : items_) {
    OpenItem item = state.item;
    if (!item.origin_receipt_id.empty() && Waits(item.origin_receipt_id)) {
      continue;
    }
    if (state.open == 0) {
      item.status = ItemStatus::kClosed;
      if (item.closed_date == kNoDay) item.closed_date = state.closed_on;
    } else {
      if (item.status == ItemStatus::kClosed) item.status = ItemStatus::kOpen;
      item.closed_date = kNoDay;
      if (state.open != item.amount && item.original_amount == kNotStated) {
        item.original_amount = item.amount;
      }
      item.amount = state.open;
    }
    // What rows took off it may come back, beyond what was loaded last.
    const WideMinor stated =
        item.original_amount == kNotStated ? item.amount : item.original_amount;
    if (item.amount < 0 ? state.most < stated : state.most > stated) {
      item.original_amount = Narrow(state.most);
    }
    block.items.push_back(item);
  }
  return block;
}

CustomerBlock Ledger::Customers() const {
  CustomerBlock block;
  block.customers = customers_.customers;
  return block;
}

}  // namespace cashmatch
