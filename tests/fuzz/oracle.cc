// SPDX-License-Identifier: Apache-2.0
// oracle.cc - the laws, written as plainly as they can be.
// Tested by tests/fuzz/oracle_test.cc.
#include "tests/fuzz/oracle.h"

#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace cashmatch::fuzz {
namespace {

using Side = std::pair<Currency, Direction>;

std::string FaultOf(const Receipt& receipt) {
  const std::string id(receipt.id);
  if (id.empty()) return "a receipt without id";
  if (receipt.amount < 0 || receipt.amount > kAmountMax) {
    return id + ": amount out of range";
  }
  if (!receipt.held.empty()) return "";
  if (receipt.currency == Currency::kNone) return id + ": no currency";
  if (receipt.value_date == kNoDay) return id + ": no value date";
  if (receipt.booking_date == kNoDay) return id + ": no booking date";
  return "";
}

/// Touches every byte of every text, so that a dangling view is seen.
uint64_t SumOfBytes(const ReceiptBlock& block) {
  uint64_t sum = 0;
  const auto add = [&sum](std::string_view text) {
    for (const char c : text) sum += static_cast<unsigned char>(c);
  };
  for (const Receipt& receipt : block.receipts) {
    for (const std::string_view text :
         {receipt.id, receipt.bank_reference, receipt.account,
          receipt.type_code, receipt.payer_name, receipt.payer_account,
          receipt.payer_bank, receipt.payer_id, receipt.held}) {
      add(text);
    }
    for (const Reference& it : block.References(receipt)) add(it.value);
    for (const std::string_view text : block.Texts(receipt)) add(text);
    for (const AdviceLine& line : block.Advice(receipt)) {
      add(line.reference);
      for (const Adjustment& it : block.Adjustments(line)) add(it.reason);
    }
  }
  return sum;
}

std::map<Side, WideMinor> StatedMoney(const FileSummary& summary) {
  std::map<Side, WideMinor> stated;
  for (const SidedSums* sums : {&summary.booked, &summary.pending}) {
    for (const auto& [currency, sum] : sums->credit) {
      stated[{currency, Direction::kCredit}] += sum;
    }
    for (const auto& [currency, sum] : sums->debit) {
      stated[{currency, Direction::kDebit}] += sum;
    }
  }
  return stated;
}

std::string FaultOfMoney(const BankFile& file) {
  std::map<Side, WideMinor> found;
  for (const Receipt& receipt : file.receipts.receipts) {
    if (receipt.held.empty()) {
      found[{receipt.currency, receipt.direction}] += receipt.amount;
    }
  }
  std::map<Side, WideMinor> stated = StatedMoney(file.summary);
  for (const auto& [side, sum] : found) {
    if (sum > stated[side]) {
      return std::string(CodeOf(side.first)) +
             (side.second == Direction::kCredit ? " credits " : " debits ") +
             FormatMoney(sum, side.first) + " of receipts, only " +
             FormatMoney(stated[side], side.first) + " stated";
    }
  }
  return "";
}

std::string FaultOfStatus(const BankFile& file) {
  const bool rejected = file.summary.status == FileStatus::kRejected;
  if (rejected != file.findings.rejected()) {
    return "status and findings disagree about rejection";
  }
  if (rejected && !file.receipts.receipts.empty()) {
    return "a rejected file with receipts";
  }
  if (file.summary.status != FileStatus::kAccepted) return "";
  if (!file.findings.empty() && file.findings.worst() != Severity::kWarning) {
    return "accepted in spite of a finding";
  }
  if (file.summary.control == Control::kFailed) {
    return "accepted although a control total failed";
  }
  for (const Receipt& receipt : file.receipts.receipts) {
    if (!receipt.held.empty()) return "accepted with a held receipt";
  }
  return "";
}

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

std::string FaultOf(const BankFile& file) {
  if (std::string fault = FaultOfStatus(file); !fault.empty()) return fault;
  // Canonical NDJSON keeps the ids it is given: a line may stand there twice.
  const bool made_ids = file.summary.format != "ndjson";
  std::set<std::string_view> ids;
  for (const Receipt& receipt : file.receipts.receipts) {
    if (std::string fault = FaultOf(receipt); !fault.empty()) return fault;
    if (!ids.insert(receipt.id).second && made_ids) {
      return std::string(receipt.id) + ": twice in one file";
    }
  }
  // The sum itself says nothing; that it can be computed does.
  if (SumOfBytes(file.receipts) == UINT64_MAX) return "texts out of range";
  return FaultOfMoney(file);
}

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
