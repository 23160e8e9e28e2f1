// SPDX-License-Identifier: Apache-2.0
// erp_format.h - posting files for ERPs, each a table of columns.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "adapters/write/erp/offsets.h"
#include "adapters/write/erp/posting.h"

namespace cashmatch {

/// What a posting file needs that no bank file says: our accounts, as the ERP
/// names them.
struct ErpNames {
  std::string bank_account;  // of all that are not below
  std::map<std::string, std::string, std::less<>> of_account;  // by KeyOf

  /// The last four characters, which is what results show of an account.
  static std::string_view KeyOf(std::string_view account);
  /// The name of the account that a receipt came in on, or empty.
  const std::string& Of(const Posting& posting) const;
};

/// One row of a posting file before it has columns.
struct ErpRow {
  const Posting* posting = nullptr;
  const ErpNames* names = nullptr;
  std::string_view role;  // "bank", "receivables", "discount", ...
  std::string_view customer, document, item, company, reason, reference;
  std::string_view credit;  // that is applied to the document; no cash
  Minor amount = 0;         // of the row: what it takes off the document
  Minor discount = 0;       // taken with a payment
  size_t number = 0;        // of the row within its receipt, from 1
  size_t rows = 0;          // of its receipt
  size_t receipt = 0;       // of the file, from 1
  size_t line = 0;          // of the file, from 1, without a header
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
  ErpNegatives negatives = ErpNegatives::kAny;
  bool discounts = false;  // a payment's row says what discount it took
  bool offsets = false;    // a credit that is taken off has a row of its own
  std::string_view line_end = "\n";
  // What of a receipt its cells cannot hold, in words; nothing: all is there.
  std::string (*left_out)(const Posting& posting) = nullptr;
};

/// All templates, by name.
std::span<const ErpFormat* const> ErpFormats();

/// Returns the template of this name, or null.
const ErpFormat* FindErpFormat(std::string_view name);

/// The n-th document that a receipt pays, from 0, or null.
const PostingLine* PaymentAt(const Posting& posting, size_t n);

/// Whether a rest is the payer's: neither unidentified nor not receivable.
bool IsOfPayer(const PostingRest& rest);

/// Writes the postings. Money of nobody (unidentified, not receivable) has rows
/// in a journal only; but for that, the rows of a receipt add up to it, and no
/// row is of nothing. CSV cells are quoted by RFC 4180.
std::string WriteErpFile(const ErpFormat& format,
                         std::span<const Posting> postings,
                         const ErpNames& names);

/// Says what of a receipt has no row in that file, or another one than in the
/// results, "900.00 unidentified has no row"; empty: nothing.
std::string LeftOut(const ErpFormat& format, const Posting& posting);

}  // namespace cashmatch
