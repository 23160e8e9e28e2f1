// SPDX-License-Identifier: Apache-2.0
// run_oracle.cc - the laws of a run, written as plainly as they can be.
// Tested by tests/fuzz/oracle_test.cc.
#include "tests/fuzz/run_oracle.h"

#include <vector>

namespace cashmatch::fuzz {
namespace {

/// What an item's rows take off it.
std::string FaultOfItems(const Book& book, const Report& report) {
  std::vector<WideMinor> taken(book.item_count(), 0);
  for (const Application& row : report.applications) {
    taken[Index(row.item)] += row.amount;
  }
  for (size_t i = 0; i < book.item_count(); ++i) {
    const ItemRow row{static_cast<uint32_t>(i)};
    // A closed item is history: nothing of it is open, until a return reopens
    // it, at most as it was.
    const OpenItem item = book.Item(row);
    const bool closed = item.status == ItemStatus::kClosed;
    const Minor before = closed ? 0 : item.amount;
    const Minor most = closed && item.original_amount != kNotStated
                           ? item.original_amount
                           : item.amount;
    const Minor after = report.residuals[i];
    const std::string id(book.ItemId(row));
    if (before - taken[i] != after) return id + ": open amount does not follow";
    if (most >= 0 ? (after < 0 || after > most) : (after > 0 || after < most)) {
      return id + ": sign flipped or amount grew";
    }
  }
  return "";
}

std::string FaultOfOutcome(const Book& book, const Receipt& receipt,
                           const Report& report, const ReceiptOutcome& it) {
  const std::string id(receipt.id);
  WideMinor paid = 0;
  for (const Application& row : report.Applications(it)) {
    if (row.kind == ApplicationKind::kPayment) paid += row.amount;
    if (book.CurrencyOf(row.item) != receipt.currency) {
      return id + ": paid an item of another currency";
    }
  }
  if (paid != it.applied) return id + ": applied is not the sum of its rows";
  if (it.status == ReceiptStatus::kDuplicate ||
      it.status == ReceiptStatus::kHeld) {
    return paid == 0 ? "" : id + ": duplicate or held, yet applied";
  }
  if (receipt.provisional && paid != 0)
    return id + ": provisional, yet applied";
  const WideMinor placed = WideMinor{it.applied} + it.unapplied +
                           it.on_account + it.unidentified + it.other;
  const Minor sign = receipt.direction == Direction::kDebit ? -1 : 1;
  return placed == sign * receipt.amount ? "" : id + ": not all money placed";
}

}  // namespace

std::string FaultOf(const Book& book, const ReceiptBlock& receipts,
                    const Report& report) {
  if (!report.broken.empty()) return "the run: " + report.broken.front();
  if (report.outcomes.size() != receipts.receipts.size()) {
    return "not one outcome a receipt";
  }
  for (const CashProofRow& row : report.cash_proof) {
    if (row.difference() != 0) return "the cash proof has a difference";
  }
  for (size_t i = 0; i < report.outcomes.size(); ++i) {
    std::string fault =
        FaultOfOutcome(book, receipts.receipts[i], report, report.outcomes[i]);
    if (!fault.empty()) return fault;
  }
  return FaultOfItems(book, report);
}

}  // namespace cashmatch::fuzz
