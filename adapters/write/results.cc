// SPDX-License-Identifier: Apache-2.0
// results.cc - the tables that have one group of rows for each receipt.
// Tested by tests/unit/adapters/write/results_test.cc
#include "adapters/write/results.h"

#include "adapters/write/brief.h"
#include "adapters/write/difference.h"
#include "adapters/write/explain.h"
#include "adapters/write/learned.h"
#include "adapters/write/rows_ahead.h"
#include "adapters/write/table_file.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

// Writes a table whose rows belong to receipts, in the order of the report.
// `append(receipt row, row appender, words)` adds the rows of one receipt;
// words are room for a text. kAhead: most receipts have rows.
template <bool kAhead, class AppendReceipt>
bool WriteByReceipt(const Results& results, std::string_view table,
                    const TableLayout& layout, const std::string& folder,
                    const AppendReceipt& append, std::string* error) {
  const RowsAhead ahead(results);
  const auto rows = [&](size_t begin, size_t end, std::string* out) {
    RowAppender row(layout, out);
    std::string words;
    for (size_t i = begin; i < end; ++i) {
      if (kAhead) ahead.Ask(i, end);
      append(results.report.order[i], row, &words);
    }
  };
  return WriteRows(folder + "/" + TableFile(table, layout.format()),
                   layout.header(), results.report.order.size(), rows, error);
}

std::string_view CustomerIdOf(const Book& book, CustomerRow row) {
  return row == kNoCustomer ? std::string_view() : book.CustomerId(row);
}

void AppendReceiptRow(const Results& results, ReceiptRow at, RowAppender& row,
                      std::string* explanation) {
  const Receipt& receipt = results.ReceiptAt(at);
  const ReceiptOutcome& outcome = results.OutcomeAt(at);
  const Currency currency = receipt.currency;
  explanation->clear();
  AppendOutcome(results, at, explanation);
  row.Key(results.receipts.IdOf(receipt))
      .Key(results.receipts.files[receipt.file].name)
      .Number(receipt.line)
      .Key(receipt.bank_reference)
      .Date(receipt.booking_date)
      .Date(receipt.value_date)
      .Word(CodeOf(currency))
      .Money(SignedAmount(receipt), currency)
      .Word(NameOf(outcome.status))
      .Key(CustomerIdOf(results.book, outcome.customer))
      .Money(outcome.applied, currency)
      .Money(outcome.unapplied, currency)
      .Money(outcome.on_account, currency)
      .Money(outcome.unidentified, currency)
      .Money(outcome.other, currency)
      .Word(NameOf(outcome.rule))
      .Probability(outcome.confidence)
      .Word(NameOf(outcome.exception))
      .Text(*explanation)
      .Account(receipt.account)
      .End();
}

void AppendApplicationRow(const Results& results, const Application& it,
                          RowAppender& row) {
  const Book& book = results.book;
  const Receipt& receipt = results.ReceiptAt(it.receipt);
  row.Key(results.receipts.IdOf(receipt))
      .Key(receipt.bank_reference)
      .Key(book.ItemId(it.item))
      .Key(book.DocumentNumber(it.item))
      .Key(book.CompanyCode(it.item))
      .Key(CustomerIdOf(book, book.CustomerOf(it.item)))
      .Word(NameOf(it.kind))
      .Text(it.reason_code)
      .Word(CodeOf(receipt.currency))
      .Money(it.amount, receipt.currency)
      .Money(it.open_before, receipt.currency)
      .Word(NameOf(it.rule))
      .Probability(it.confidence)
      .NumberIfAny(it.alike)
      .End();
}

void AppendRemainderRow(const Results& results, const Remainder& it,
                        RowAppender& row) {
  const Receipt& receipt = results.ReceiptAt(it.receipt);
  row.Key(results.receipts.IdOf(receipt))
      .Word(NameOf(it.kind))
      .Key(CustomerIdOf(results.book, it.customer))
      .Text(it.reference)
      .Text(it.reason_code)
      .Word(CodeOf(receipt.currency))
      .Money(Planted("a remainder is the whole receipt") ? receipt.amount
                                                         : it.amount,
             receipt.currency)
      .End();
}

void AppendSuggestionRow(const Results& results, const Suggestion& it,
                         RowAppender& row, std::string* difference) {
  const Receipt& receipt = results.ReceiptAt(it.receipt);
  difference->clear();
  AppendSuggestionDifference(results, it, difference);
  row.Key(results.receipts.IdOf(receipt))
      .Number(it.rank)
      .Probability(it.confidence)
      .Key(results.book.ItemId(it.item))
      .Key(results.book.DocumentNumber(it.item))
      .Word(NameOf(it.kind))
      .Word(CodeOf(receipt.currency))
      .Money(it.amount, receipt.currency)
      .Word(NameOf(it.rule))
      .Text(*difference)
      .NumberIfAny(it.alike)
      .End();
}

}  // namespace

bool WriteReceipts(const Results& results, const TableOptions& options,
                   const std::string& folder, std::string* error) {
  const TableLayout layout(
      options.format,
      {"receipt_id", "source_file", "source_line", "bank_reference",
       "booking_date", "value_date", "currency", "amount", "status",
       "customer_id", "applied", "unapplied", "on_account", "unidentified",
       "other", "rule", "confidence", "exception_code", "explanation", "account"});
  const auto append = [&](ReceiptRow at, RowAppender& row, std::string* words) {
    const ReceiptStatus status = results.OutcomeAt(at).status;
    if (options.brief && status == ReceiptStatus::kApplied) return;
    AppendReceiptRow(results, at, row, words);
  };
  return WriteByReceipt<true>(results, "receipts", layout, folder, append,
                              error);
}

bool WriteApplications(const Results& results, const TableOptions& options,
                       const std::string& folder, std::string* error) {
  if (options.brief) {
    return WriteBriefApplications(results, options.format, folder, error);
  }
  const TableLayout layout(
      options.format,
      {"receipt_id", "bank_reference", "item_id", "document_number",
       "company_code", "customer_id", "kind", "reason_code", "currency",
       "amount", "open_before", "rule", "confidence", "interchangeable"});
  const auto append = [&](ReceiptRow at, RowAppender& row, std::string*) {
    const ReceiptOutcome& outcome = results.OutcomeAt(at);
    for (const Application& it : results.report.Applications(outcome)) {
      AppendApplicationRow(results, it, row);
    }
  };
  return WriteByReceipt<true>(results, "applications", layout, folder, append,
                              error);
}

bool WriteRemainders(const Results& results, TableFormat format,
                     const std::string& folder, std::string* error) {
  const TableLayout layout(
      format, {"receipt_id", "kind", "customer_id", "reference", "reason_code",
               "currency", "amount"});
  const auto append = [&](ReceiptRow at, RowAppender& row, std::string*) {
    const ReceiptOutcome& outcome = results.OutcomeAt(at);
    for (const Remainder& it : results.report.Remainders(outcome)) {
      AppendRemainderRow(results, it, row);
    }
  };
  return WriteByReceipt<false>(results, "remainders", layout, folder, append,
                               error);
}

bool WriteSuggestions(const Results& results, TableFormat format,
                      const std::string& folder, std::string* error) {
  const TableLayout layout(
      format,
      {"receipt_id", "rank", "confidence", "item_id", "document_number", "kind",
       "currency", "amount", "rule", "difference", "interchangeable"});
  const auto append = [&](ReceiptRow at, RowAppender& row, std::string* words) {
    const ReceiptOutcome& outcome = results.OutcomeAt(at);
    for (const Suggestion& it : results.report.Suggestions(outcome)) {
      AppendSuggestionRow(results, it, row, words);
    }
  };
  return WriteByReceipt<false>(results, "suggestions", layout, folder, append,
                               error);
}

bool WriteTables(const Results& results, const TableOptions& options,
                 const std::string& folder, std::string* error) {
  return WriteReceipts(results, options, folder, error) &&
         WriteApplications(results, options, folder, error) &&
         WriteRemainders(results, options.format, folder, error) &&
         WriteSuggestions(results, options.format, folder, error) &&
         WriteEvidence(results, folder, error) &&
         (options.brief || WriteLearned(results, folder, error)) &&
         WriteResidualOpenItems(results, options.format, folder, error) &&
         WriteCashProof(results, options.format, folder, error);
}

}  // namespace cashmatch
