// SPDX-License-Identifier: Apache-2.0
// structure.h - records to accounts: nesting, headers, trailers, totals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bai2/details.h"
#include "adapters/read/bai2/entries.h"
#include "adapters/read/bank_file.h"

namespace cashmatch::bai2 {

/// One account of a file with its details, once its trailer was read.
struct Account {
  std::string path;   // "group 1 / account …0123", for findings
  uint32_t line = 0;  // of its record 03
  std::string_view number;
  Currency currency = Currency::kNone;
  Day day = kNoDay;          // the group's as-of date
  bool identified = true;    // false: details that no record 03 announced
  bool provisional = false;  // intraday: comes again in the final file
  bool posts = true;         // false: a test, a deletion, a correction
  std::string_view held;     // the code that keeps all of it back, or empty
  std::optional<Minor> opening, closing;  // ledger balances, 010 and 015
  DetailList details;
};

/// Where finished accounts go. Views are good only during the call.
class AccountSink {
 public:
  virtual ~AccountSink() = default;
  virtual void Take(const Account& account) = 0;
  /// How many receipts were made so far.
  virtual uint64_t made() const = 0;
  /// Holds the receipts [first, last) that nothing else holds.
  virtual void Hold(uint64_t first, uint64_t last, std::string_view code) = 0;
};

/// Reads all records of `source`, hands each account to `sink` and adds what is
/// wrong to `file`, with version and control of its summary.
/// Cost: one pass; of an account with many details (DetailList) two.
void ReadStructure(const Source& source, const ReadOptions& options,
                   AccountSink* sink, BankFile* file);

}  // namespace cashmatch::bai2
