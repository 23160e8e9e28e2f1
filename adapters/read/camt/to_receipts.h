// SPDX-License-Identifier: Apache-2.0
// to_receipts.h - decides what of a camt file is money that came in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/camt/amount.h"
#include "adapters/read/camt/batch.h"
#include "adapters/read/camt/booking.h"
#include "adapters/read/camt/continuity.h"
#include "adapters/read/camt/control.h"
#include "adapters/read/camt/entry.h"
#include "adapters/read/camt/locator.h"
#include "adapters/read/camt/parts.h"
#include "adapters/read/repeated_parts.h"

namespace cashmatch {

/// Turns entries into receipts, counts them and proves the statements.
///
/// Credits that are booked become receipts, one for each detail. Debits become
/// receipts only when they undo one: reversals and returned items. A debit
/// detail inside a credit is one as well, so that the parts add up.
class ToReceipts {
 public:
  /// All outlive this.
  ToReceipts(const ReadOptions& options, Locator* locator, BankFile* file)
      : options_(options), locator_(*locator), file_(*file) {}

  /// One for entries of the statement that `other` is at, to be joined to it.
  /// What is to be reported has no place in the statement yet.
  ToReceipts(const ToReceipts& other, Locator* locator, BankFile* file)
      : options_(other.options_),
        locator_(*locator),
        file_(*file),
        kind_(other.kind_),
        version_(other.version_),
        source_file_(other.source_file_) {}

  /// Takes what another made of the next entries of the statement, in `file`.
  void Join(const ToReceipts& next, BankFile* file);

  void BeginMessage(CamtKind kind, uint32_t source_file, int version);
  void BeginStatement(const Statement& statement);
  void AddEntry(const Message& message, const Statement& statement,
                const Entry& entry);
  void EndStatement(const Message& message, const Statement& statement);
  /// Holds the statement that ended if the file brought it before, to the byte;
  /// `text` is all of it and outlives this.
  void JudgeRepeat(std::string_view text);
  /// The end of the file: what it says goes on, and does not.
  void Finish();

  /// Where reading stopped: "Stmt 2 / Ntry 4", "Stmt 2" or nothing.
  std::string OpenPath(bool in_entry) const;

  /// Reports; returns the code if it holds something back, else nothing.
  std::string_view Report(std::string_view code, Severity severity,
                          const Place& place, std::string found,
                          std::string expected, std::string done,
                          bool forgivable = false);

 private:
  std::string StatementPath() const;
  /// The path of an entry, by default the last one, and of its detail.
  std::string EntryPath(size_t detail = 0) const;
  Booking ReadStatus(const Statement& statement, const Entry& entry,
                     std::string_view* held);
  bool ReadEntry(const Statement& statement, const Entry& entry, Money* money,
                 Side* side);
  void Count(const Money& money, Side side, Booking booking);
  void CountReferences(const Entry& entry);
  std::string_view ReportBatch(BatchFault fault);
  void CountTurned(Currency currency, Side side);
  void AddParts(const Message& message, const Statement& statement,
                const Entry& entry, const Money& money, Side side,
                std::string_view held);
  void AddPart(const Statement& statement, const Entry& entry, const Part& part,
               Currency currency, std::string_view held);
  std::string_view SetDays(const Message& message, const Statement& statement,
                           const Entry& entry);
  void Hold(uint64_t first, std::string_view code);
  void AddUnstated(uint64_t first, uint64_t last);
  void NumberPart(const Statement& statement);
  void SettleUnstated(const Proof& proof);
  void Prove(const Statement& statement);
  void FollowOn(const Statement& statement, const Proof& proof);
  void CheckCopy(const Statement& statement);
  std::string_view ReportBreak(const CamtBreak& found);
  /// Holds the receipts of the statement that are not held yet.
  void HoldStatement(std::string_view code);
  /// `unreadable`: what would prove the file is there and cannot be read.
  void SetControl(Control control, bool unreadable);

  const ReadOptions& options_;
  Locator& locator_;
  BankFile& file_;
  Split split_;  // reused

  CamtKind kind_ = CamtKind::k053;
  int version_ = 0;
  uint32_t source_file_ = 0;

  StatementControl control_;
  CamtContinuity continuity_;
  RepeatedParts repeats_;
  bool unreadable_ = false;
  Place statement_place_;  // found while the way there is short
  uint64_t statement_entries_ = 0;
  uint64_t statement_first_ = 0;  // its first receipt
  // Receipts of entries without a status, in runs.
  std::vector<std::pair<uint64_t, uint64_t>> unstated_receipts_;
  SidedSums unstated_;
  std::string_view kept_account_;
  Day booking_day_ = kNoDay, value_day_ = kNoDay;
};

}  // namespace cashmatch
