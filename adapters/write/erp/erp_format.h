// SPDX-License-Identifier: Apache-2.0
// erp_format.h - posting files for ERPs, each a table of columns.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "adapters/write/erp/posting.h"

namespace cashmatch {

/// What a posting file needs that no bank file says.
struct ErpNames {
  std::string bank_account;  // ours, as the ERP names it
};

/// One row of a posting file before it has columns.
struct ErpRow {
  const Posting* posting = nullptr;
  const ErpNames* names = nullptr;
  std::string_view role;  // "bank", "receivables", "discount", ...
  std::string_view customer, document, item, company, reason, reference;
  Minor amount = 0;    // of the row: what it takes off the document
  Minor discount = 0;  // taken with a payment
  size_t number = 0;   // of the row within its receipt, from 1
  size_t rows = 0;     // of its receipt
  size_t receipt = 0;  // of the file, from 1
  size_t line = 0;     // of the file, from 1, without a header
};

/// A column: its name and how its cell is made.
struct ErpColumn {
  std::string_view name;
  std::string (*cell)(const ErpRow& row);
  bool text = false;  // a payer's words: defused in CSV
};

/// Which rows a receipt has.
enum class ErpRows : uint8_t {
  kJournal,   // bank against everything: debits equal credits
  kPayments,  // one for each document paid, one for each rest of the payer
  kReceipts,  // one
  kEights,    // one for each eight documents paid
};

/// A posting file: a declarative template.
struct ErpFormat {
  std::string_view name;  // "dynamics365"
  ErpRows rows = ErpRows::kPayments;
  std::span<const ErpColumn> columns;
  char separator = ',';  // 0: NDJSON
  bool header = true;
  bool reversals = true;  // false: the ERP takes no negative payments
  std::string_view line_end = "\n";
};

/// All templates, by name.
std::span<const ErpFormat* const> ErpFormats();

/// Returns the template of this name, or null.
const ErpFormat* FindErpFormat(std::string_view name);

/// The n-th document that a receipt pays, from 0, or null.
const PostingLine* PaymentAt(const Posting& posting, size_t n);

/// Writes the postings. Money of nobody (unidentified, not receivable) has rows
/// in a journal only. CSV cells are quoted by RFC 4180.
std::string WriteErpFile(const ErpFormat& format,
                         std::span<const Posting> postings,
                         const ErpNames& names);

}  // namespace cashmatch
