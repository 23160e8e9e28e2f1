// SPDX-License-Identifier: Apache-2.0
// oracle.cc - the laws, written as plainly as they can be.
// Tested by tests/fuzz/oracle_test.cc.
#include "tests/fuzz/oracle.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "adapters/read/ndjson/receipts.h"
#include "adapters/write/canonical.h"

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
  // A minus sign took it off one side; its receipts stand on the other.
  for (const auto& [currency, sum] : summary.turned.credit) {
    stated[{currency, Direction::kCredit}] += sum;
    stated[{currency, Direction::kDebit}] += sum;
  }
  for (const auto& [currency, sum] : summary.turned.debit) {
    stated[{currency, Direction::kCredit}] += sum;
    stated[{currency, Direction::kDebit}] += sum;
  }
  for (const auto& [currency, sum] : summary.left_out.credit) {
    stated[{currency, Direction::kCredit}] -= sum;
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

/// What the bank credited stands on receipts, where all of the file goes on.
std::string FaultOfLoss(const BankFile& file) {
  if (file.summary.status != FileStatus::kAccepted) return "";
  std::map<Currency, WideMinor> found;
  for (const Receipt& receipt : file.receipts.receipts) {
    if (receipt.direction == Direction::kCredit) {
      found[receipt.currency] += receipt.amount;
    }
  }
  for (const auto& [currency, sum] : file.summary.booked.credit) {
    const auto left_out = file.summary.left_out.credit.find(currency);
    const WideMinor receipts =
        found[currency] +
        (left_out == file.summary.left_out.credit.end() ? 0 : left_out->second);
    if (sum > receipts) {
      return std::string(CodeOf(currency)) + " credits of " +
             FormatMoney(sum, currency) + " stated, only " +
             FormatMoney(receipts, currency) + " on receipts";
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
  std::string fault = FaultOfMoney(file);
  return fault.empty() ? FaultOfLoss(file) : fault;
}

std::string FaultOfPlaces(const Findings& findings, std::string_view bytes,
                          bool numbered) {
  uint64_t lines =
      1 + static_cast<uint64_t>(std::count(bytes.begin(), bytes.end(), '\n') +
                                std::count(bytes.begin(), bytes.end(), '\r'));
  // Old MT940 files end their lines with "@@".
  for (size_t at = bytes.find("@@"); at != std::string_view::npos;
       at = bytes.find("@@", at + 2)) {
    ++lines;
  }
  const uint64_t last = numbered ? bytes.size() + 1 : lines;
  for (const Finding& finding : findings.list()) {
    if (finding.code.empty()) return "a finding without a code";
    const std::string& code = finding.code;
    if (finding.done.empty() && finding.found.empty()) {
      return code + ": says nothing";
    }
    if (finding.place.line > last)
      return code + ": line " + std::to_string(finding.place.line) +
             " beyond the input";
    if (finding.place.offset > bytes.size()) {
      return code + ": offset " + std::to_string(finding.place.offset) +
             " beyond the input";
    }
  }
  return "";
}

std::string Printed(const BankFile& file) {
  std::string lines;
  for (const Receipt& receipt : file.receipts.receipts) {
    AppendReceiptJson(file.receipts, receipt, &lines);
  }
  return lines;
}

std::string FaultOfRoundTrip(const BankFile& file) {
  const std::string lines = Printed(file);
  if (lines.empty()) return "";
  BankFile again;
  ReadReceiptsNdjson(Source{"input", lines}, ReadOptions(), &again);
  if (again.receipts.receipts.size() != file.receipts.receipts.size()) {
    return "printed and read again, the number of receipts changes";
  }
  for (size_t i = 0; i < again.receipts.receipts.size(); ++i) {
    const Receipt& one = file.receipts.receipts[i];
    const Receipt& two = again.receipts.receipts[i];
    if (one.id != two.id || one.amount != two.amount ||
        one.currency != two.currency || one.direction != two.direction ||
        one.held.empty() != two.held.empty()) {
      return std::string(one.id) + ": printed and read again, it changes";
    }
  }
  return Printed(again) == lines ? "" : "printed twice, the lines differ";
}

}  // namespace cashmatch::fuzz
