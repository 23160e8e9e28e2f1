// SPDX-License-Identifier: Apache-2.0
// totals.h - what records 7, 8 and 9 declare against what the checks come to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/lockbox/layout.h"
#include "adapters/read/lockbox/records.h"
#include "adapters/read/lockbox/report.h"
#include "adapters/read/repeated_parts.h"
#include "engine/base/hash.h"

namespace cashmatch::lockbox {

/// Writes "lockbox 8841 / batch 001 / item 003" with the parts that are given.
std::string LockboxPath(std::string_view lockbox, std::string_view batch,
                        std::string_view item);

/// Checks of one batch that follow each other; money as it stands in the file.
struct BatchPiece {
  Record first;
  std::string_view batch;
  WideMinor sum = 0;
  size_t count = 0;
};

/// Adds up the checks of each batch, lockbox and file, and holds the smallest
/// part that a declared total does not prove. A difference that the batches of
/// a lockbox account for holds only those batches.
/// Memory: some 200 bytes for each batch of a lockbox that no record 7 proves
/// before its record 8, and of a file for each that nothing proves.
/// Source: BAI lockbox, records 7, 8 and 9.
class Totals {
 public:
  /// Keeps back the checks [first, last), counted from 0 in the file.
  using Hold =
      std::function<void(size_t first, size_t last, std::string_view code)>;

  Totals(const Layout& layout, const ReadOptions& options, Hold hold,
         BankFile* file)
      : layout_(layout),
        options_(options),
        hold_(std::move(hold)),
        file_(file),
        report_(options, file) {}

  /// A record of any type, for the count of record 9; a 1 starts the count.
  void Count(const Record& record);
  /// Records of checks and their overflow, of which `latest` is the last one.
  void Count(const Record& latest, uint64_t records);
  void OpenLockbox(std::string_view number);
  bool open() const { return open_; }
  std::string_view lockbox() const { return lockbox_number_; }

  /// The next checks.
  void AddChecks(const BatchPiece& piece);
  void BatchTotal(const Record& record);
  void LockboxTotal(const Record& record);
  void Trailer(const Record& record);
  /// Ends a lockbox that has no record 8.
  void CloseLockbox();
  /// Ends the file: what is missing, and control of the summary.
  void Finish();

 private:
  struct Range {
    size_t first, last;  // checks of the file; `last` is not in it
  };
  struct Batch {
    std::string_view number;
    Record first;
    std::vector<Range> checks = {};
    WideMinor sum = 0;
    size_t count = 0;
    bool closed = false;   // a record 7 came
    bool settled = false;  // and its amount agrees, or holds the batch
  };
  struct Declared {
    std::optional<Minor> amount, count;
  };
  /// Batches that nothing proves, until the end shows whether anything should.
  struct Unproved {
    Batch batch;
    std::string_view lockbox;
  };

  Declared Read(const Record& record, const TotalColumns& columns,
                const std::string& path);
  Batch& BatchOf(std::string_view number, const Record& record);
  void JudgeRepeat(const Batch& batch, const Record& total,
                   const std::string& path);
  Batch* ClosedBy(const Record& record, std::string_view number,
                  const Declared& declared);
  void CheckCount(const Record& record, const std::string& path,
                  const Declared& declared, Columns columns, uint64_t found,
                  const char* what);
  void EndLockbox(const Record* total);
  void Settle(Batch* batch);
  void HoldUnproved();
  void ReportMissing();
  void CompareFile(const Record& record, WideMinor declared);
  std::string Money(WideMinor amount) const {
    return FormatDecimal(amount, layout_.decimals);
  }

  const Layout& layout_;
  const ReadOptions& options_;
  Hold hold_;
  BankFile* file_;
  Reporter report_;

  bool open_ = false;
  std::string_view lockbox_number_;
  std::vector<Batch> batches_;  // of this lockbox
  std::unordered_map<std::string_view, uint32_t, TextHash> open_batches_;
  uint32_t latest_ = 0;     // the batch of the latest check
  size_t first_check_ = 0;  // of this lockbox
  WideMinor lockbox_sum_ = 0;
  WideMinor lockbox_differences_ = 0;  // of its batches: declared - found

  RepeatedParts repeats_;
  std::vector<Unproved> unproved_;
  size_t file_first_unproved_ = 0;
  WideMinor file_sum_ = 0, file_differences_ = 0;
  size_t checks_ = 0, file_first_check_ = 0;
  uint64_t records_ = 0;
  bool in_file_ = false;  // records came after the latest record 9
  uint64_t sevens_ = 0, eights_ = 0, nines_ = 0, lockboxes_without_total_ = 0;
  uint64_t agreed_ = 0, differed_ = 0;
  Record latest_record_;
};

}  // namespace cashmatch::lockbox
