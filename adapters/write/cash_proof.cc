// SPDX-License-Identifier: Apache-2.0
// cash_proof.cc - the table a controller signs: every bank credit has a place.
// Tested by tests/unit/adapters/write/results_test.cc
#include "adapters/write/results.h"
#include "adapters/write/table_file.h"

namespace cashmatch {

bool WriteCashProof(const Results& results, TableFormat format,
                    const std::string& folder, std::string* error) {
  const TableLayout layout(
      format, {"account", "booking_date", "currency", "bank_credits", "applied",
               "unapplied", "on_account", "unidentified", "not_receivable",
               "duplicate", "held", "other", "difference"});
  const auto rows = [&](size_t begin, size_t end, std::string* out) {
    RowAppender row(layout, out);
    for (size_t i = begin; i < end; ++i) {
      const CashProofRow& it = results.report.cash_proof[i];
      row.Account(it.account).Date(it.booking_date).Word(CodeOf(it.currency));
      for (const WideMinor sum :
           {it.bank_credits, it.applied, it.unapplied, it.on_account,
            it.unidentified, it.not_receivable, it.duplicate, it.held, it.other,
            it.difference()}) {
        row.Money(sum, it.currency);
      }
      row.End();
    }
  };
  return WriteRows(folder + "/" + TableFile("cash_proof", format),
                   layout.header(), results.report.cash_proof.size(), rows,
                   error);
}

}  // namespace cashmatch
