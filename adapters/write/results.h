// SPDX-License-Identifier: Apache-2.0
// results.h - the result files of a run, CONTRACT section 5.
#pragma once

#include <string>

#include "adapters/write/row.h"
#include "engine/book/book.h"
#include "engine/model/open_item.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"

namespace cashmatch {

/// What a run started from and what it decided; the writers only look.
struct Results {
  const Book& book;
  const ReceiptBlock& receipts;
  const Report& report;

  const Receipt& ReceiptAt(ReceiptRow row) const {
    return receipts.receipts[Index(row)];
  }
  const ReceiptOutcome& OutcomeAt(ReceiptRow row) const {
    return report.outcomes[Index(row)];
  }
  const PlainDeposit& DepositOf(const PlainSettled& at) const {
    return receipts.plain[at.file].deposits[at.deposit];
  }
};

/// The amount with the sign of our account: a debit is negative.
inline Minor SignedAmount(const Receipt& receipt) {
  return receipt.direction == Direction::kDebit ? -receipt.amount
                                                : receipt.amount;
}

struct TableOptions {
  TableFormat format = TableFormat::kCsv;
  /// For machines: applications are `bank_reference,item_id,amount` of kind
  /// payment, receipts only those that were not applied; what was learned is
  /// left out.
  bool brief = false;
};

/// Writes receipts, applications, remainders, suggestions, evidence, learned,
/// residual_open_items and cash_proof into an existing folder. Rows stand in
/// Report::order; the same results give the same bytes for any thread count.
///
/// Returns: false with a message if a file cannot be written.
bool WriteTables(const Results& results, const TableOptions& options,
                 const std::string& folder, std::string* error);

// One table each, for WriteTables and for tests.
bool WriteReceipts(const Results& results, const TableOptions& options,
                   const std::string& folder, std::string* error);
bool WriteApplications(const Results& results, const TableOptions& options,
                       const std::string& folder, std::string* error);
bool WriteRemainders(const Results& results, TableFormat format,
                     const std::string& folder, std::string* error);
bool WriteSuggestions(const Results& results, TableFormat format,
                      const std::string& folder, std::string* error);
bool WriteEvidence(const Results& results, const std::string& folder,
                   std::string* error);
bool WriteResidualOpenItems(const Results& results, TableFormat format,
                            const std::string& folder, std::string* error);
/// Appends one row of that table as NDJSON, with its line feed.
void AppendOpenItemJson(const OpenItem& item, std::string* out);
bool WriteCashProof(const Results& results, TableFormat format,
                    const std::string& folder, std::string* error);

}  // namespace cashmatch
