// SPDX-License-Identifier: Apache-2.0
// earlier_payments.cc - what earlier runs settled, for the returns of this one.
// Tested by tests/system/reversal_test.py
#include "adapters/workspace/earlier_payments.h"

#include <set>
#include <utility>

#include "adapters/read/ndjson/receipts.h"

namespace cashmatch {
namespace {

constexpr size_t kPadding = 64;  // simdjson reads beyond the end

/// Which payments a return may undo: one of its amount, one of its amount less
/// what it states as charges, or one that is less by a fee of a tenth at most.
class Amounts {
 public:
  explicit Amounts(const ReceiptBlock& receipts) {
    for (const Receipt& receipt : receipts.receipts) {
      if (receipt.direction != Direction::kDebit) continue;
      taken_.emplace(receipt.currency, receipt.amount);
      if (receipt.charges == kNotStated) continue;
      paid_.emplace(receipt.currency, receipt.amount - receipt.charges);
    }
  }

  bool empty() const { return taken_.empty(); }

  bool MayUndo(Currency currency, Minor paid) const {
    if (paid_.contains({currency, paid})) return true;
    const auto next = taken_.lower_bound({currency, paid});
    return next != taken_.end() && next->first == currency &&
           next->second - paid <= paid / 10;
  }

 private:
  std::set<std::pair<Currency, Minor>> taken_, paid_;
};

bool MayBeUndone(const LedgerReceipt& receipt) {
  switch (receipt.status) {
    case ReceiptStatus::kApplied:
    case ReceiptStatus::kPartial:
    case ReceiptStatus::kSuggested:
    case ReceiptStatus::kUnapplied:
    case ReceiptStatus::kOnAccount:
    case ReceiptStatus::kUnidentified:
      return receipt.amount > 0 && !receipt.reversed;
    default:
      return false;
  }
}

EarlierOutcome OutcomeOf(const Ledger& ledger, const std::string& id,
                         const LedgerReceipt& state,
                         const ReceiptDecision& last) {
  EarlierOutcome outcome;
  outcome.customer = last.customer;
  for (const LiveRow& live : state.live) {
    outcome.rows.push_back(
        {live.row.item, live.row.reason, live.row.kind, live.row.amount});
  }
  for (const DecidedPart& part : last.parts) {
    outcome.parts.push_back(
        {part.kind, part.customer, part.reference, part.reason, part.amount});
  }
  outcome.made = ledger.MadeBy(id);
  return outcome;
}

}  // namespace

bool GatherEarlier(const Ledger& ledger, const ReceiptBlock& receipts,
                   const DecisionAt& decision_at, EarlierPayments* earlier) {
  const Amounts amounts(receipts);
  if (amounts.empty()) return true;
  std::string lines;
  for (const auto& [id, state] : ledger.receipts()) {
    if (!MayBeUndone(state) || ledger.Waits(id) ||
        !amounts.MayUndo(state.currency, state.amount)) {
      continue;
    }
    ReceiptDecision first, last;
    if (!decision_at(state.first_seq, &first)) return false;
    if (state.last_seq != state.first_seq &&
        !decision_at(state.last_seq, &last)) {
      return false;
    }
    const bool once = state.last_seq == state.first_seq;
    lines += first.receipt;
    lines += '\n';
    earlier->outcomes.push_back(
        OutcomeOf(ledger, id, state, once ? first : last));
  }
  lines.reserve(lines.size() + kPadding);
  BankFile file;
  ReadReceiptsNdjson(Source{"earlier", lines}, ReadOptions{}, &file);
  earlier->receipts = std::move(file.receipts);
  return earlier->receipts.receipts.size() == earlier->outcomes.size();
}

}  // namespace cashmatch
