// SPDX-License-Identifier: Apache-2.0
// desk.cc - a person's word, checked and turned into rows and parts.
// Tested by tests/system/desk_test.py
#include "adapters/ledger/desk.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "adapters/ledger/desk_case.h"
#include "adapters/read/finding.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, kDeskActs> kNames = {
    "accept", "items",   "on_account", "payer",
    "reject", "unapply", "confirm",    "reverse"};

bool IsUndecided(ReceiptStatus status) {
  return status == ReceiptStatus::kSuggested ||
         status == ReceiptStatus::kUnapplied ||
         status == ReceiptStatus::kUnidentified ||
         status == ReceiptStatus::kPartial ||
         status == ReceiptStatus::kOnAccount;
}

DecisionKind KindOf(DeskAct act) {
  if (act == DeskAct::kReject) return DecisionKind::kRejected;
  return act == DeskAct::kUnapply ? DecisionKind::kUnapplied
                                  : DecisionKind::kAccepted;
}

bool IsWrittenOff(ApplicationKind kind) {
  return (kind == ApplicationKind::kDiscount &&
          !Planted("discounts are let go by anybody")) ||
         kind == ApplicationKind::kWriteOff || kind == ApplicationKind::kFee;
}

}  // namespace

std::string_view NameOf(DeskAct act) {
  return kNames[static_cast<size_t>(act)];
}

std::optional<DeskAct> DeskActOf(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<DeskAct>(found - kNames.begin());
}

Desk::Desk(const Ledger& ledger, std::string engine)
    : ledger_(ledger), engine_(std::move(engine)), names_(ledger) {}

std::string Desk::Take(const DeskWord& word, const DeskReceipt& receipt,
                       Batch* batch) {
  const auto found = ledger_.receipts().find(word.receipt);
  if (found == ledger_.receipts().end()) return "receipt is not known";
  const bool wrong = word.act == DeskAct::kUnapply &&
                     found->second.sample.state == DrawnSample::State::kWaits;
  std::string error = Check(word, found->second);
  if (error.empty() && word.act == DeskAct::kConfirm) {
    Judge(word, found->second, true, batch);
    return {};
  }
  if (error.empty()) error = CheckMade(found->first);
  if (!error.empty()) return error;
  Case of{found->first, found->second, receipt, {}, {}, {}};
  of.now.customer = receipt.last.customer;
  of.now.exception = receipt.last.exception;
  of.now.note = word.note;
  error = Fill(word, &of);
  if (error.empty()) error = CheckRows(of);
  if (!error.empty()) return error;
  if (wrong) Judge(word, found->second, false, batch);
  Commit(of, KindOf(word.act), batch);
  return {};
}

/// Says of a receipt that was drawn whether it was applied rightly.
void Desk::Judge(const DeskWord& word, const LedgerReceipt& state, bool right,
                 Batch* batch) {
  if (right) decided_.insert(word.receipt);
  batch->claims.push_back(
      {"review", word.receipt + "/" + std::to_string(state.turn)});
  batch->decisions.push_back(
      {DecisionKind::kReviewed, word.receipt,
       ToJson(ReviewDecision{state.turn, right, word.note})});
}

std::string Desk::TakeBack(const std::string& id, const DeskReceipt& receipt,
                           const std::string& reason, Batch* batch) {
  const auto found = ledger_.receipts().find(id);
  if (found == ledger_.receipts().end()) return "receipt is not known";
  if (decided_.contains(id)) return {};  // another posting of it was refused
  if (found->second.reversed) return "was undone by a reversal since";
  Case of{found->first, found->second, receipt, {}, {}, {}};
  of.now.customer = receipt.last.customer;
  of.now.note = reason;
  std::string error = CheckMade(id);
  if (!error.empty()) return error;
  Negate(&of);
  of.now.exception = ExceptionCode::kErpRejected;
  error = CheckRows(of);
  if (error.empty()) Commit(of, DecisionKind::kUnapplied, batch);
  return error;
}

std::string Desk::Check(const DeskWord& word,
                        const LedgerReceipt& state) const {
  if (decided_.contains(word.receipt)) return "is decided twice in this file";
  if (state.reversed || undone_.contains(word.receipt)) {
    return "was undone by a reversal: nothing to decide";
  }
  if (word.turn != 0 && word.turn != state.turn) {
    return "found turn " + std::to_string(word.turn) + ", expected " +
           std::to_string(state.turn) + ": it was decided on since";
  }
  if (word.act == DeskAct::kConfirm) {
    return state.sample.state == DrawnSample::State::kWaits
               ? ""
               : "does not wait to be looked at";
  }
  if (word.act == DeskAct::kUnapply) {
    if (state.status == ReceiptStatus::kReversal) return "is a reversal";
    return state.live.empty() ? "nothing of it is applied" : "";
  }
  if (!IsUndecided(state.status)) {
    return "is " + std::string(NameOf(state.status)) + ": nothing to decide";
  }
  return {};
}

/// A credit that is used already keeps its receipt as it is.
std::string Desk::CheckMade(const std::string& id) const {
  for (const std::string& made : ledger_.MadeBy(id)) {
    const LedgerItem& item = ledger_.items().find(made)->second;
    if (OpenOf(item, made) != item.item.amount) {
      return "item " + made + " was made of it and is used";
    }
  }
  return {};
}

std::string Desk::Fill(const DeskWord& word, Case* of) const {
  switch (word.act) {
    case DeskAct::kAccept:
      return AcceptOffer(word.argument, of);
    case DeskAct::kItems:
      return PayItems(word.argument, of);
    case DeskAct::kOnAccount:
    case DeskAct::kPayer:
      return Place(word, of);
    case DeskAct::kReject:
      Reject(of);
      return {};
    case DeskAct::kUnapply:
      Negate(of);
      return {};
    case DeskAct::kReverse:
      return Reverse(word, of);
    case DeskAct::kConfirm:
      break;  // decides nothing on the money
  }
  return "no such decision";
}

std::string Desk::AcceptOffer(std::string_view rank, Case* of) const {
  uint32_t wanted = 0;
  const auto [end, fault] =
      std::from_chars(rank.data(), rank.data() + rank.size(), wanted);
  if (fault != std::errc() || end != rank.data() + rank.size()) {
    return "found " + Quote(rank) + ", expected the rank of an alternative";
  }
  for (const DecidedOffer& offer : of->receipt.last.offers) {
    if (offer.rank != wanted) continue;
    of->now.rows.push_back(offer.row);
    of->now.rule = offer.rule;
    of->now.confidence = offer.confidence;
  }
  if (of->now.rows.empty()) {
    return "has no alternative " + std::to_string(wanted);
  }
  return Rest(of);
}

std::string Desk::PayItems(std::string_view items, Case* of) const {
  while (true) {
    const size_t end = items.find('|');
    const std::string_view one = items.substr(0, end);
    const size_t sign = one.rfind('=');
    if (sign == std::string_view::npos) {
      return "found " + Quote(one) + ", expected ITEM=AMOUNT";
    }
    std::string error;
    const std::string* const item = names_.Find(one.substr(0, sign), &error);
    if (item == nullptr) return error;
    const std::string_view what = one.substr(sign + 1);
    const size_t space = what.find(' ');
    const ParsedAmount amount =
        ParseDecimal(what.substr(0, space), ExponentOf(of->state.currency));
    const auto kind = space == std::string_view::npos
                          ? ApplicationKind::kPayment
                          : ApplicationKindOf(what.substr(space + 1));
    if (!amount.ok() || amount.minor == 0 || !kind) {
      return "found " + Quote(what) + ", expected an amount, and its kind";
    }
    of->now.rows.push_back({*item, "", *kind, amount.minor, ""});
    if (end == std::string_view::npos) return Rest(of);
    items.remove_prefix(end + 1);
  }
}

/// What a person leaves over stays unapplied for who paid.
std::string Desk::Rest(Case* of) const {
  const WideMinor left = of->left();
  if (of->state.amount < 0 ? left > 0 : left < 0) {
    return "found " + FormatMoney(of->state.amount - left, of->state.currency) +
           " on items, expected at most " +
           FormatMoney(of->state.amount, of->state.currency);
  }
  const auto item = ledger_.items().find(of->now.rows.front().item);
  if (item != ledger_.items().end()) {
    of->company = item->second.item.company_code;
    if (of->now.customer.empty()) {
      of->now.customer = item->second.item.customer_id;
    }
  }
  AddDeductions(of);
  if (left == 0) {
    const bool debit = of->state.amount < 0;
    of->now.status = debit ? ReceiptStatus::kReversal : ReceiptStatus::kApplied;
    of->now.exception = debit ? ExceptionCode::kReversal : ExceptionCode::kNone;
    return {};
  }
  of->now.status = ReceiptStatus::kPartial;
  of->now.exception = ExceptionCode::kOverpaid;
  PutRest(RemainderKind::kUnapplied, of);
  return {};
}

/// The rest belongs to a customer and is on no item.
std::string Desk::Place(const DeskWord& word, Case* of) const {
  if (of->state.amount <= 0) return "brings no money that could be placed";
  if (!word.argument.empty()) of->now.customer = word.argument;
  if (of->now.customer.empty()) {
    return "has no customer: name one in the argument";
  }
  if (!IsCustomer(of->now.customer)) {
    return "found " + Quote(of->now.customer) + ", expected a customer's id";
  }
  const bool on_account = word.act == DeskAct::kOnAccount;
  of->now.status = on_account               ? ReceiptStatus::kOnAccount
                   : of->state.live.empty() ? ReceiptStatus::kUnapplied
                                            : ReceiptStatus::kPartial;
  of->now.exception =
      on_account ? ExceptionCode::kPayerOnAccount : ExceptionCode::kNoMatch;
  PutRest(on_account ? RemainderKind::kOnAccount : RemainderKind::kUnapplied,
          of);
  return {};
}

/// Stays where it is, without the alternatives; it is never applied unseen.
void Desk::Reject(Case* of) const {
  const ReceiptDecision& last = of->receipt.last;
  of->now.parts = last.parts;
  of->now.made = last.made;
  of->now.status = last.status;
  if (last.status == ReceiptStatus::kSuggested) {
    of->now.status = last.customer.empty() ? ReceiptStatus::kUnidentified
                                           : ReceiptStatus::kUnapplied;
  }
}

void Desk::Negate(Case* of) const {
  for (const LiveRow& live : of->state.live) {
    DecidedRow row = live.row;
    row.amount = -row.amount;
    row.undoes = live.id;
    of->now.rows.push_back(std::move(row));
  }
  if (!of->state.live.empty()) {
    const auto item = ledger_.items().find(of->state.live.front().row.item);
    if (item != ledger_.items().end()) {
      of->company = item->second.item.company_code;
    }
  }
  const bool known = !of->now.customer.empty() && of->state.amount > 0;
  of->now.status =
      known ? ReceiptStatus::kUnapplied : ReceiptStatus::kUnidentified;
  of->now.exception = known ? ExceptionCode::kNoMatch : ExceptionCode::kNoPayer;
  PutRest(known ? RemainderKind::kUnapplied : RemainderKind::kUnidentified, of);
}

void Desk::PutRest(RemainderKind kind, Case* of) const {
  const WideMinor left = of->left();
  if (left == 0) return;
  if (left < 0) kind = RemainderKind::kUnidentified;
  of->now.parts.push_back({kind, of->now.customer, "", "", Narrow(left)});
  if (left > 0 && kind != RemainderKind::kUnidentified) AddMade(left, of);
}

bool Desk::IsCustomer(std::string_view id) const {
  const auto& customers = ledger_.customers();
  const auto& items = ledger_.items();
  return std::any_of(
             customers.begin(), customers.end(),
             [id](const Customer& one) { return one.customer_id == id; }) ||
         std::any_of(items.begin(), items.end(), [id](const auto& one) {
           return one.second.item.customer_id == id;
         });
}

void Desk::Commit(const Case& of, DecisionKind kind, Batch* batch) {
  ReceiptDecision now = of.now;
  now.turn = of.state.turn + 1;
  now.currency = of.state.currency;
  now.amount = of.state.amount;
  if (now.original.empty()) now.original = of.receipt.last.original;
  now.rules_sha256 = ledger_.rules_sha256();
  now.engine = engine_;
  for (const std::string& id : {of.id, now.original}) {
    for (const std::string& made : ledger_.MadeBy(id)) gone_.insert(made);
  }
  for (const DecidedRow& row : now.rows) {
    moved_[row.item] += row.amount;
    if (row.undoes.empty() && IsWrittenOff(row.kind)) {
      WideMinor& sum = written_off_[now.currency];
      if (Planted("each decision has the limit for itself")) sum = 0;
      sum += row.amount < 0 ? -row.amount : row.amount;
    }
  }
  decided_.insert(of.id);
  if (!now.original.empty()) undone_.insert(now.original);
  made_.insert(of.made.begin(), of.made.end());
  batch->claims.push_back({"decision", of.id + "/" + std::to_string(now.turn)});
  batch->decisions.push_back({kind, of.id, ToJson(now)});
}

}  // namespace cashmatch
