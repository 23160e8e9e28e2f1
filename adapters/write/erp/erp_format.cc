// SPDX-License-Identifier: Apache-2.0
// erp_format.cc - rows of a receipt, and rows to text.
// Tested by tests/unit/adapters/write/erp/templates_test.cc
#include "adapters/write/erp/erp_format.h"

#include <algorithm>
#include <vector>

#include "adapters/write/erp/templates.h"
#include "adapters/write/row.h"

namespace cashmatch {
namespace {

ErpRow LineRow(const PostingLine& line) {
  ErpRow row;
  row.role = line.kind == "payment" ? "receivables" : line.kind;
  row.customer = line.customer_id;
  row.document =
      line.document_number.empty() ? line.item_id : line.document_number;
  row.item = line.item_id;
  row.company = line.company_code;
  row.reason = line.reason_code;
  row.amount = line.amount;
  return row;
}

ErpRow RestRow(const PostingRest& rest) {
  ErpRow row;
  row.role = rest.kind;
  row.customer = rest.customer_id;
  row.reference = rest.reference;
  row.reason = rest.reason_code;
  row.amount = rest.amount;
  return row;
}

/// The bank gets the money, items lose what is paid and what is let go of; a
/// row's amount is its credit, a negative one its debit.
std::vector<ErpRow> JournalRows(const Posting& posting) {
  std::vector<ErpRow> rows;
  ErpRow bank;
  bank.role = "bank";
  bank.customer = posting.customer_id;
  bank.amount = -posting.amount;
  rows.push_back(bank);
  for (const PostingLine& line : posting.lines) {
    ErpRow row = LineRow(line);
    row.role = "receivables";
    rows.push_back(row);
    if (line.kind == "payment") continue;
    row.role = line.kind;
    row.amount = -row.amount;
    rows.push_back(row);
  }
  for (const PostingRest& rest : posting.rests) rows.push_back(RestRow(rest));
  return rows;
}

bool IsOfPayer(const PostingRest& rest) {
  return rest.kind == "on_account" || rest.kind == "unapplied";
}

/// Payments with the discount of their item, then what is left of the payer.
std::vector<ErpRow> PaymentRows(const Posting& posting) {
  std::vector<ErpRow> rows;
  for (const PostingLine& line : posting.lines) {
    if (line.kind != "payment") continue;
    ErpRow row = LineRow(line);
    for (const PostingLine& other : posting.lines) {
      if (other.kind == "discount" && other.item_id == line.item_id) {
        row.discount += other.amount;
      }
    }
    rows.push_back(row);
  }
  for (const PostingRest& rest : posting.rests) {
    if (IsOfPayer(rest)) rows.push_back(RestRow(rest));
  }
  return rows;
}

/// Rows that only count: cells look for themselves at what the receipt pays.
std::vector<ErpRow> CountedRows(const Posting& posting, size_t a_row) {
  size_t payments = 0;
  while (PaymentAt(posting, payments) != nullptr) ++payments;
  const bool any = payments > 0 || std::any_of(posting.rests.begin(),
                                               posting.rests.end(), IsOfPayer);
  const size_t rows = a_row == 0 ? 1 : (payments + a_row - 1) / a_row;
  return std::vector<ErpRow>(any ? std::max<size_t>(rows, 1) : 0);
}

std::vector<ErpRow> RowsOf(const ErpFormat& format, const Posting& posting) {
  constexpr size_t kEight = 8;
  if (posting.amount < 0 && !format.reversals) return {};
  switch (format.rows) {
    case ErpRows::kJournal:
      return JournalRows(posting);
    case ErpRows::kPayments:
      return PaymentRows(posting);
    case ErpRows::kReceipts:
      return CountedRows(posting, 0);
    case ErpRows::kEights:
      return CountedRows(posting, kEight);
  }
  return {};
}

void AppendRow(const ErpFormat& format, const ErpRow& row, std::string* out) {
  bool first = true;
  if (format.separator == 0) *out += '{';
  for (const ErpColumn& column : format.columns) {
    std::string cell = column.cell(row);
    if (column.text && format.separator == ',') cell = Defused(cell);
    if (!first) *out += format.separator == 0 ? ',' : format.separator;
    first = false;
    if (format.separator == 0) {
      AppendJsonString(column.name, out);
      *out += ':';
      AppendJsonString(cell, out);
    } else if (format.separator == ',') {
      AppendCsvCell(cell, out);
    } else {
      out->append(cell);
    }
  }
  if (format.separator == 0) *out += '}';
  out->append(format.line_end);
}

void AppendHeader(const ErpFormat& format, std::string* out) {
  if (!format.header || format.separator == 0) return;
  bool first = true;
  for (const ErpColumn& column : format.columns) {
    if (!first) *out += format.separator;
    first = false;
    out->append(column.name);
  }
  out->append(format.line_end);
}

}  // namespace

const PostingLine* PaymentAt(const Posting& posting, size_t n) {
  for (const PostingLine& line : posting.lines) {
    if (line.kind == "payment" && n-- == 0) return &line;
  }
  return nullptr;
}

std::span<const ErpFormat* const> ErpFormats() {
  static constexpr std::array<const ErpFormat*, 8> kAll = {
      &erp::kJournalCsv,        &erp::kJournalNdjson, &erp::kSapMulticash,
      &erp::kOracleAutolockbox, &erp::kDynamics365,   &erp::kNetsuite,
      &erp::kQuickbooks,        &erp::kXero};
  return kAll;
}

const ErpFormat* FindErpFormat(std::string_view name) {
  const auto all = ErpFormats();
  const auto found = std::find_if(
      all.begin(), all.end(),
      [name](const ErpFormat* format) { return format->name == name; });
  return found == all.end() ? nullptr : *found;
}

std::string WriteErpFile(const ErpFormat& format,
                         std::span<const Posting> postings,
                         const ErpNames& names) {
  std::string out;
  AppendHeader(format, &out);
  size_t receipt = 0, line = 0;
  for (const Posting& posting : postings) {
    std::vector<ErpRow> rows = RowsOf(format, posting);
    if (!rows.empty()) ++receipt;
    for (size_t i = 0; i < rows.size(); ++i) {
      rows[i].posting = &posting;
      rows[i].names = &names;
      rows[i].number = i + 1;
      rows[i].rows = rows.size();
      rows[i].receipt = receipt;
      rows[i].line = ++line;
      AppendRow(format, rows[i], &out);
    }
  }
  return out;
}

}  // namespace cashmatch
