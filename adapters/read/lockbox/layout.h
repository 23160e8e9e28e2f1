// SPDX-License-Identifier: Apache-2.0
// layout.h - where a bank keeps the columns of its lockbox records.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"

namespace cashmatch::lockbox {

/// The columns of one document in a record 4 or 6. Only those that a bank has
/// are present().
struct InvoiceColumns {
  Columns number, gross, amount, discount, deduction, reason;
};

/// Record 6 (a check) and record 4 (its overflow).
struct CheckColumns {
  Columns batch, item, amount, routing, account, check_number, check_date;
  Columns remitter, customer, text;
  Columns payee, other;  // known, not used
  std::vector<InvoiceColumns> invoices;
};
struct OverflowColumns {
  Columns batch, item, sequence, last_flag, text;
  std::vector<InvoiceColumns> invoices;
};

/// Record 5, and the totals of records 7 and 8.
struct DepositColumns {
  Columns batch, lockbox, date;
};
struct TotalColumns {
  Columns batch, lockbox, date, count, amount;
};

/// One bank's layout. Dates are patterns of Y, M and D, one letter a digit.
struct Layout {
  std::string name;
  uint16_t record_length = 80;
  int decimals = 2;  // implied in amounts
  Currency currency = Currency::kNone;
  std::string date_format = "YYMMDD";
  std::string check_date_format = "MMDDYY";
  Columns file_date;            // record 1
  Columns record_length_field;  // record 2
  DepositColumns deposit;       // record 5
  CheckColumns check;           // record 6
  OverflowColumns overflow;     // record 4
  TotalColumns batch_total;     // record 7
  TotalColumns lockbox_total;   // record 8
  TotalColumns trailer;         // record 9: count and amount
};

/// The layouts that are built in, from layouts.toml.
const std::vector<Layout>& BuiltInLockboxLayouts();

/// Reads a layouts file and appends its layouts to `layouts`. A layout may be
/// `like` one already in `layouts` or a built-in one.
/// Returns: one message for each fault, "line 12: ..."; none when all is well.
/// With a fault, `layouts` is unchanged. Never throws.
std::vector<std::string> ParseLockboxLayouts(std::string_view toml,
                                             std::vector<Layout>* layouts);

}  // namespace cashmatch::lockbox
