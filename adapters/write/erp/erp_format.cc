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
  row.role = "receivables";
  row.customer = line.customer_id;
  row.document = DocumentOf(line);
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

ErpRow OffsetRow(const Offset& offset) {
  ErpRow row;
  row.role = "receivables";
  row.customer = offset.customer_id;
  row.document = offset.document;
  row.item = offset.item_id;
  row.company = offset.company_code;
  row.credit = offset.credit;
  row.amount = offset.amount;
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
    rows.push_back(row);
    if (line.kind == "payment") continue;
    row.role = line.kind;
    row.amount = -row.amount;
    rows.push_back(row);
  }
  for (const PostingRest& rest : posting.rests) rows.push_back(RestRow(rest));
  return rows;
}

/// Payments with the discount of their item, then what is left of the payer.
std::vector<ErpRow> PaymentRows(const ErpFormat& format,
                                const Offsetted& sent) {
  const Posting& posting = sent.posting;
  std::vector<ErpRow> rows;
  for (const PostingLine& line : posting.lines) {
    if (line.kind != "payment") continue;
    ErpRow row = LineRow(line);
    for (const PostingLine& other : posting.lines) {
      if (format.discounts && other.kind == "discount" &&
          other.item_id == line.item_id) {
        row.discount += other.amount;
      }
    }
    rows.push_back(row);
  }
  for (const PostingRest& rest : posting.rests) {
    if (IsOfPayer(rest)) rows.push_back(RestRow(rest));
  }
  for (const Offset& offset : sent.offsets) {
    if (format.offsets && !offset.credit.empty()) {
      rows.push_back(OffsetRow(offset));
    }
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

/// A reference that was not found has a rest without money; an invoice may be
/// paid by credits alone.
std::vector<ErpRow> WithMoney(std::vector<ErpRow> rows) {
  std::erase_if(rows, [](const ErpRow& row) {
    return row.amount == 0 && row.discount == 0;
  });
  return rows;
}

std::vector<ErpRow> RowsOf(const ErpFormat& format, const Offsetted& sent) {
  constexpr size_t kEight = 8;
  const Posting& posting = sent.posting;
  if (posting.amount < 0 && format.negatives != ErpNegatives::kAny) return {};
  switch (format.rows) {
    case ErpRows::kJournal:
      return WithMoney(JournalRows(posting));
    case ErpRows::kPayments:
      return WithMoney(PaymentRows(format, sent));
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

bool IsOfPayer(const PostingRest& rest) {
  return rest.kind != "unidentified" && rest.kind != "not_receivable";
}

std::string_view ErpNames::KeyOf(std::string_view account) {
  constexpr size_t kShown = 4;
  account.remove_prefix(account.size() - std::min(account.size(), kShown));
  return account;
}

const std::string& ErpNames::Of(const Posting& posting) const {
  const auto found = of_account.find(KeyOf(posting.account));
  return found == of_account.end() ? bank_account : found->second;
}

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
    const Offsetted sent = OffsetNegatives(posting, format.negatives);
    std::vector<ErpRow> rows = RowsOf(format, sent);
    if (!rows.empty()) ++receipt;
    for (size_t i = 0; i < rows.size(); ++i) {
      rows[i].posting = &sent.posting;
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
