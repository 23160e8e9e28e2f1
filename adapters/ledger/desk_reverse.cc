// SPDX-License-Identifier: Apache-2.0
// desk_reverse.cc - a person names the receipt that the bank took back.
// Tested by tests/system/reversal_test.py
#include "adapters/ledger/desk.h"
#include "adapters/ledger/desk_case.h"
#include "adapters/read/finding.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

constexpr int kFeePart = 10;  // what banks keep is at most a tenth

bool BroughtMoney(ReceiptStatus status) {
  return status != ReceiptStatus::kProvisional &&
         status != ReceiptStatus::kDuplicate && status != ReceiptStatus::kHeld;
}

}  // namespace

std::string Desk::CheckOriginal(const std::string& id,
                                const LedgerReceipt& original,
                                const Case& of) const {
  if (original.amount <= 0 || !BroughtMoney(original.status)) {
    return "receipt " + Quote(id) + " brought no money";
  }
  if ((original.reversed || undone_.contains(id)) &&
      !Planted("the desk undoes a receipt twice")) {
    return "receipt " + Quote(id) + " was undone before";
  }
  if (decided_.contains(id)) {
    return "receipt " + Quote(id) + " is decided on in this file";
  }
  if (original.currency != of.state.currency) {
    return "receipt " + Quote(id) + " is in another currency";
  }
  const WideMinor fee = -WideMinor{of.state.amount} - original.amount;
  if ((fee < 0 || fee * kFeePart > original.amount) &&
      !Planted("a return undoes a receipt of any amount")) {
    return "receipt " + Quote(id) + ": found " +
           FormatMoney(original.amount, of.state.currency) + ", expected " +
           FormatMoney(-of.state.amount, of.state.currency) +
           " or a fee of at most a tenth less";
  }
  return CheckMade(id);
}

std::string Desk::Reverse(const DeskWord& word, Case* of) const {
  if (of->state.amount >= 0) return "is no return";
  const auto found = ledger_.receipts().find(word.argument);
  if (found == ledger_.receipts().end()) {
    return "found " + Quote(word.argument) +
           ", expected the id of the receipt that it undoes";
  }
  std::string error = CheckOriginal(found->first, found->second, *of);
  if (!error.empty()) return error;
  of->now.amount = of->state.amount;
  UndoAll(found->first, found->second, of->receipt.original, &of->now);
  of->now.rule = Rule::kReversal;
  return {};
}

void UndoAll(const std::string& id, const LedgerReceipt& original,
             const ReceiptDecision& last, ReceiptDecision* now) {
  now->rows.clear();
  now->parts.clear();
  for (const LiveRow& live : original.live) {
    DecidedRow row = live.row;
    row.amount = -row.amount;
    row.undoes = live.id;
    now->rows.push_back(std::move(row));
  }
  for (DecidedPart part : last.parts) {
    if (Planted("what was on no item is not undone")) break;
    part.amount = -part.amount;
    now->parts.push_back(std::move(part));
  }
  const WideMinor fee = -WideMinor{now->amount} - original.amount;
  if (fee != 0) {
    now->parts.push_back(
        {RemainderKind::kNotReceivable, "", "", "", Narrow(-fee)});
  }
  now->original = id;
  now->customer = original.customer;
  now->status = ReceiptStatus::kReversal;
  now->exception = ExceptionCode::kReversal;
}

}  // namespace cashmatch
