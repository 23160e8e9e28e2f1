// SPDX-License-Identifier: Apache-2.0
// checks.h - records 6 and 4 to checks, in a lockbox and day that is known.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/lockbox/layout.h"
#include "adapters/read/lockbox/plain_checks.h"
#include "adapters/read/lockbox/records.h"
#include "adapters/read/lockbox/report.h"
#include "adapters/read/lockbox/structure.h"
#include "adapters/read/lockbox/totals.h"

namespace cashmatch::lockbox {

/// What stands over a check: records 1 and 5 say it, or a total ahead.
struct CheckContext {
  std::string_view lockbox;  // without leading zeros
  Day day = kNoDay;
  std::string_view held;  // the code that keeps back all checks, or empty
  friend bool operator==(const CheckContext&, const CheckContext&) = default;
};

/// The number of a lockbox without leading zeros; one zero if it has no other.
std::string_view LockboxNumber(std::string_view record, Columns columns);

/// Checks whose last overflow record is not marked, or another one is.
struct LastFlags {
  Record first;  // of either
  uint64_t missing = 0, early = 0;

  /// Takes the next, `at` if none came before.
  void Add(const Record& at, uint64_t more_missing, uint64_t more_early);
};

/// Checks in a row, as totals count them.
struct CheckRow {
  std::vector<BatchPiece> batches;
  uint64_t records = 0;
  Record latest;  // of them

  void Count(const Record& record) {
    ++records;
    latest = record;
  }
  void AddCheck(const Record& record, std::string_view batch, Minor amount);
};

/// Reads checks and hands each to a sink; adds what is wrong, and the counts of
/// records, to `file`.
class Checks {
 public:
  Checks(const Layout& layout, const ReadOptions& options, CheckSink* sink,
         BankFile* file);

  /// Reads checks with their overflow records, until another record comes, or a
  /// check that is not the first begins at offset `end` or behind.
  CheckRow Read(RecordReader* reader, uint64_t end,
                const CheckContext& context);
  /// Reports an overflow record that follows no check.
  void Stray(const Record& record, std::string_view lockbox);

  LastFlags& last_flags() { return last_flags_; }

 private:
  void ReadPlain(RecordReader* reader, uint64_t end,
                 const CheckContext& context, CheckRow* row);
  void Check(const Record& record, const CheckContext& context, CheckRow* row);
  void Overflow(const Record& record);
  bool BelongsToCheck(const Record& record) const;
  void ReadAmount(std::string_view text, CheckRow* row);
  void ReadInvoices(const Record& record,
                    const std::vector<InvoiceColumns>& columns);
  Minor InvoiceAmount(const Record& record, Columns columns);
  void Flush();
  std::string PathOf(const LockboxCheck& check) const {
    return LockboxPath(check.lockbox, check.batch, check.item);
  }

  const Layout& layout_;
  CheckSink* sink_;
  BankFile* file_;
  Reporter report_;
  std::optional<PlainChecks> plain_;

  bool pending_ = false;  // check_ waits for its overflow
  LockboxCheck check_;
  std::vector<LockboxInvoice> invoices_;
  std::vector<std::string_view> texts_;
  Record latest_overflow_;
  uint64_t overflows_ = 0;  // of this check
  bool last_flag_ = false;  // on the latest of them
  LastFlags last_flags_;
};

}  // namespace cashmatch::lockbox
