// SPDX-License-Identifier: Apache-2.0
// structure.h - records to lockboxes, batches, checks and their overflow.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "adapters/read/bank_file.h"
#include "adapters/read/lockbox/layout.h"
#include "adapters/read/lockbox/records.h"

namespace cashmatch::lockbox {

/// One document of a record 4 or 6, as the bank keyed it. Amounts that are not
/// there are kNotStated.
struct LockboxInvoice {
  std::string_view number, reason;
  Minor gross = kNotStated, paid = kNotStated;
  Minor discount = kNotStated, deduction = kNotStated;
};

/// One record 6 with the deposit it belongs to. Fields are trimmed, else as
/// they stand in the file.
struct LockboxCheck {
  Record record;
  std::string_view lockbox;  // without leading zeros
  std::string_view batch, item, routing, account, check_number;
  std::string_view remitter, customer, text;
  Minor amount = 0;
  Day day = kNoDay;
  std::string_view held;  // the code that keeps it back, or empty
};

/// Cuts the texts of a record 6 out of its columns.
void ReadCheckFields(std::string_view record, const CheckColumns& columns,
                     LockboxCheck* check);

struct PlainCheck;

/// Where finished checks go. Views are good as long as the input's bytes.
class CheckSink {
 public:
  virtual ~CheckSink() = default;
  virtual void Take(const LockboxCheck& check,
                    std::span<const LockboxInvoice> invoices,
                    std::span<const std::string_view> texts) = 0;
  /// Takes a check that says nothing else than `plain` does, instead of Take.
  /// Only called if TakesPlain.
  virtual void TakePlain(const PlainCheck& /*plain*/,
                         std::string_view /*lockbox*/, Day /*day*/) {}
  virtual bool TakesPlain() const { return false; }
  /// Keeps back checks already taken, [first, last) counted from 0.
  virtual void Hold(size_t first, size_t last, std::string_view code) = 0;
  /// Makes a sink for checks that are read ahead, into a file of their own.
  /// Threads: any number, beside all other calls.
  virtual std::unique_ptr<CheckSink> ForRun(BankFile* run) const = 0;
  /// Takes what a sink of ForRun took, behind what it took itself.
  virtual void Join(CheckSink* run) = 0;
};

/// Reads all records in `layout`, hands each check with its overflow to `sink`
/// and adds what is wrong, the counts and the control to `file`. Hands receipts
/// over as it goes (BankFile::HandOver), and calls `let_go` (Passage).
/// Threads: uses the calling TBB arena, by parts of the file.
/// Cost: one pass; memory: Totals.
void ReadLockboxStructure(const RecordReader& reader, const Layout& layout,
                          const ReadOptions& options,
                          const std::function<void()>& let_go, CheckSink* sink,
                          BankFile* file);

}  // namespace cashmatch::lockbox
