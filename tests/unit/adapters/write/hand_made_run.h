// SPDX-License-Identifier: Apache-2.0
// hand_made_run.h - a small book, its receipts and a report written by hand.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "adapters/write/results.h"

namespace cashmatch {

inline const Currency kUsd = *ParseCurrency("USD");

/// Gives a folder that lives as long as the object.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = std::filesystem::temp_directory_path() / "cmXXXXXX";
    path_ = mkdtemp(pattern.data());
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }
  std::string Text(const std::string& file) const {
    std::ifstream in(path_ + "/" + file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

 private:
  std::string path_;
};

/// Three items of ACME (rows in the order of their ids: CM-88 is row 0) and
/// whatever receipts and decisions a test adds.
struct HandMadeRun {
  HandMadeRun() {
    Invoice("INV-1001", "ACME", 1'000'000, "2026-02-22");
    Invoice("INV-1002", "ACME", 500'000, "2026-01-10");
    Invoice("CM-88", "ACME", -30'000, "2026-02-01").type =
        DocumentType::kCreditMemo;
  }

  OpenItem& Invoice(std::string_view id, std::string_view customer,
                    Minor amount, std::string_view date) {
    OpenItem& item = items.items.emplace_back();
    item.item_id = item.document_number = id;
    item.customer_id = customer;
    item.company_code = "1000";
    item.currency = kUsd;
    item.amount = amount;
    item.document_date = *ParseIsoDay(date);
    return item;
  }

  void Build() {
    book.emplace(Book::Build(std::move(items), std::move(customers), Policy()));
    for (uint32_t i = 0; i < book->item_count(); ++i) {
      const OpenItem item = book->Item(ItemRow{i});
      const bool closed = item.status == ItemStatus::kClosed;
      report.residuals.push_back(closed ? 0 : item.amount);
    }
  }

  /// Adds a receipt of 2026-03-02 and its outcome; both last in the order.
  Receipt& Money(std::string_view id, Minor amount, ReceiptStatus status) {
    if (receipts.files.empty()) receipts.AddFile("bank.bai", "bai2");
    Receipt& receipt = *receipts.Add();
    receipt.id = id;
    receipt.bank_reference = id;
    receipt.account = "9876540123";
    receipt.amount = amount;
    receipt.currency = kUsd;
    receipt.line = 7;
    receipt.booking_date = receipt.value_date = *ParseIsoDay("2026-03-02");
    ReceiptOutcome outcome;
    outcome.status = status;
    outcome.applications_first =
        static_cast<uint32_t>(report.applications.size());
    outcome.remainders_first = static_cast<uint32_t>(report.remainders.size());
    outcome.suggestions_first =
        static_cast<uint32_t>(report.suggestions.size());
    outcome.trials_first = static_cast<uint32_t>(report.trials.size());
    outcome.guesses_first = static_cast<uint32_t>(report.guesses.size());
    outcome.ways_first = static_cast<uint32_t>(report.ways.size());
    report.order.push_back(ReceiptRow{Last()});
    report.outcomes.push_back(outcome);
    return receipt;
  }

  ReceiptOutcome& outcome() { return report.outcomes.back(); }

  void Applied(std::string_view item, ApplicationKind kind, Minor amount,
               Rule rule = Rule::kExactReference) {
    const ItemRow row = book->FindItem(item);
    report.applications.push_back({ReceiptRow{Last() - 1},
                                   row,
                                   amount,
                                   report.residuals[Index(row)],
                                   999'000,
                                   kind,
                                   rule,
                                   {},
                                   0});
    report.residuals[Index(row)] -= amount;
    if (kind == ApplicationKind::kPayment) outcome().applied += amount;
    ++outcome().applications_count;
    outcome().rule = rule;
  }

  void Left(RemainderKind kind, Minor amount, std::string_view reference = {}) {
    Remainder& row = report.remainders.emplace_back();
    row.receipt = ReceiptRow{Last() - 1};
    row.kind = kind;
    row.amount = amount;
    row.reference = reference;
    ++outcome().remainders_count;
  }

  void Suggested(std::string_view item, Minor amount, uint16_t rank) {
    report.suggestions.push_back(
        {ReceiptRow{Last() - 1}, book->FindItem(item), amount, 600'000, rank,
         ApplicationKind::kPayment, Rule::kPayerAmount, 0});
    ++outcome().suggestions_count;
  }

  void Tried(Trial trial) {
    report.trials.push_back(trial);
    ++outcome().trials_count;
  }

  void Guessed(const SeenGuess& guess) {
    report.guesses.push_back(guess);
    ++outcome().guesses_count;
  }

  void Would(const WayOut& way) {
    report.ways.push_back(way);
    ++outcome().ways_count;
  }

  void Sought(const SumRecord& sum) {
    outcome().sum = static_cast<uint32_t>(report.sums.size());
    report.sums.push_back(sum);
  }

  Results results() const { return {*book, receipts, report}; }

  OpenItemBlock items;
  CustomerBlock customers;
  ReceiptBlock receipts;
  std::optional<Book> book;
  Report report;

 private:
  uint32_t Last() const {
    return static_cast<uint32_t>(report.outcomes.size());
  }
};

}  // namespace cashmatch
