// SPDX-License-Identifier: Apache-2.0
// bank_file.h - what every bank file reader is given, and what it makes of it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/finding.h"
#include "adapters/read/numbered_part.h"
#include "adapters/read/receipt_drain.h"
#include "adapters/read/statement_ends.h"
#include "engine/base/money.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// One input as the reader sees it: a name for messages and its bytes.
struct Source {
  std::string name;        // path below the input named on the command line
  std::string_view bytes;  // decompressed, whole; outlives the reader's call
  /// Called now and then by readers of large files; may give back the memory
  /// of the bytes, which are there again when they are looked at. Or empty.
  std::function<void()> let_go = {};
  /// Who keeps this keeps the bytes: readers may then leave texts there that
  /// they would copy otherwise. Or empty.
  std::shared_ptr<const void> keep = {};
};

/// How forgiving to be. Money that does not add up is held in every mode.
enum class Strictness : uint8_t {
  kNormal,
  kStrict,   // warnings become held
  kLenient,  // held for a count or a missing trailer becomes a warning
};

/// The columns of one field of a fixed-width record: 1-based, both ends in it.
struct Columns {
  uint16_t first = 0, last = 0;
  bool present() const { return first != 0; }
};

/// What a user's rules file says to the readers.
struct ReadOptions {
  Strictness strictness = Strictness::kNormal;
  /// Keyed by account as the file names it (Policy::accounts).
  std::map<std::string, AccountPolicy, std::less<>> accounts;
  /// Accounts whose files and statements have numbers that tell nothing.
  std::set<std::string, std::less<>> repeating;
  bool trailer_optional =
      false;                     // BAI2 files without 99, lockbox without 7/8/9
  bool decimal_amounts = false;  // BAI2 amounts with a decimal point
  std::string lockbox_layouts_toml;  // text of a user's layouts file, or empty
  /// Its path as the rules file says it, for whoever fills in the text.
  std::string lockbox_layouts_path;
  /// Files are read in parts of about so many bytes, each on a thread; 0: as
  /// the threads ask for. No answer depends on it.
  size_t part_bytes = 0;
  /// Receipts are named when somebody asks (BankFile::defer_ids).
  bool defer_ids = false;
  /// Keeps receipts plain where it can (ReceiptBlock::plain): the caller knows
  /// what that is, keeps the bytes of the source as long as the block, and
  /// defers ids.
  bool plain = false;
};

enum class FileStatus : uint8_t { kAccepted, kHeld, kRejected };
enum class Control : uint8_t { kAbsent, kProved, kFailed };

/// Sums of entries by currency and side, as the bank signs them.
struct SidedSums {
  std::map<Currency, WideMinor> credit, debit;

  void Add(const SidedSums& more);
};

/// CONTRACT section 4, `read --summary`.
struct FileSummary {
  std::string format;   // "bai2", "lockbox", "camt.053", "ndjson", ...
  std::string version;  // "2", "08", "" ; a lockbox: the layout's name
  std::string encoding = "utf-8";
  FileStatus status = FileStatus::kAccepted;
  uint64_t statements = 0, entries = 0, details = 0;
  SidedSums booked, pending;
  /// What a minus sign, or a detail on the other side than its entry, took off
  /// `booked`, by the side of the entry: the receipts of these stand on the
  /// other side.
  SidedSums turned;
  /// What of `booked` is on no receipt: money that is there in another form, as
  /// a deposit beside its items, or of which a finding says so, as of a test.
  SidedSums left_out;
  std::map<std::string, uint64_t> references;  // valid check digits, by kind
  Control control = Control::kAbsent;

  /// Adds what a part of the file counted: entries, details, receipts' sums and
  /// references.
  void Add(const FileSummary& part);
};

/// Everything one reader makes of one input.
struct BankFile {
  FileSummary summary;
  Findings findings;
  ReceiptBlock receipts;  // held ones too, with Receipt::held set
  /// Remittance advice that came without its money. Each is written down as the
  /// receipt it speaks of: `amount` is what it announces, or kNotStated;
  /// `value_date` its own day, or kNoDay. It is no money and never becomes any.
  ReceiptBlock advice;
  /// Of its final statements, those that state both balances.
  std::vector<StatementEnds> ends;
  /// Of its final content, what the sender numbers. Nothing where a drain takes
  /// the receipts.
  std::vector<NumberedPart> parts;
  /// Set by the caller: ids are made when somebody asks for one, which spares a
  /// SHA-256 for each receipt that nobody names.
  bool defer_ids = false;

  /// Set by the caller: takes the receipts of readers that can hand them over
  /// (camt, BAI2, lockbox, NDJSON), so that `receipts` and `ends` stay small.
  ReceiptDrain* drain = nullptr;
  size_t drain_at = size_t{1} << 15;  // receipts that are many
  uint64_t drained = 0;               // receipts that were handed over
  bool stopped = false;  // the drain wants no more: reading may end anywhere

  /// How many receipts were made, those handed over among them.
  uint64_t made() const { return drained + receipts.receipts.size(); }

  /// Holds the receipts [first, last) of the file; `over`: also those that are
  /// held already.  Requires: `code` is a literal.
  void Hold(uint64_t first, uint64_t last, std::string_view code, bool over);

  /// Notes a part that holds the receipts from `first` on.
  void AddPart(std::string id, uint32_t line, uint64_t first);

  /// Hands the receipts over if there are many and somebody takes them. True:
  /// the block is empty, and texts kept in it before are gone.
  bool HandOver();
};

/// Applies the strictness to a finding before it is added: the one place that
/// knows what --strict and --lenient change. `forgivable` marks a hold for a
/// count or a missing trailer, never for money. Returns the severity that
/// holds.
Severity AddFinding(Finding finding, bool forgivable,
                    const ReadOptions& options, BankFile* file);

/// Closes a file: status from the findings, a rejected file loses its receipts,
/// positions and receipt ids are given, or the rest is handed over. Every
/// reader calls it last.
void FinishBankFile(BankFile* file);

}  // namespace cashmatch
