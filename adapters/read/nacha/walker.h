// SPDX-License-Identifier: Apache-2.0
// walker.h - the state of the nesting: which file, which batch is open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/nacha/control.h"
#include "adapters/read/nacha/structure.h"
#include "adapters/read/repeated_parts.h"

namespace cashmatch::nacha {

/// Follows 1 (5 (6 7*)* 8)* 9 record by record. Every state accepts every
/// record and the end of the input.
class Walker {
 public:
  Walker(std::string_view bytes, const ReadOptions& options, BatchSink* sink,
         BankFile* file)
      : bytes_(bytes), options_(options), sink_(sink), file_(file) {}

  void Read(const Record& record);
  /// Takes the end of the input.
  void Finish();

 private:
  /// A batch without a trailer, to be judged by the file's total.
  struct Unclosed {
    Place place;
    size_t first_receipt, last_receipt;
  };

  // structure.cc: the nesting
  void OpenFile(const Record& record);
  void OpenBatch(const Record& record);
  void CheckClass();
  void JudgeDates(const Record& header);
  Day SettlementDay(const Record& header) const;
  void AddEntry(const Record& record);
  void ReadAmount(Entry* entry);
  void CheckRouting(const Entry& entry);
  void JudgeCode(Entry* entry);
  bool RequireFile(const Record& record);
  void Outside(const Record& record, std::string_view expected);

  // addenda.cc: whose they are
  void AddAddendum(const Record& record);
  void ResolveAddenda();
  /// An addendum that stands behind one entry and names another.
  struct MovedAddendum {
    uint32_t from, to;
  };
  void JudgeMoved(const std::vector<MovedAddendum>& moved);
  void ReportStray(const Addendum& addendum);
  void OrderAddenda();
  void JudgeMissing();
  void JudgeAddenda();

  // trailers.cc: totals and counts
  void EndBatch(const Record& record);
  void EndFile(const Record& record);
  void LeaveBatch();
  void CloseBatch();
  void LeaveFile();
  void CloseFile();
  void JudgeHeader(const Record& record);
  void JudgeRepeat(const Record& record);
  void JudgeBatch(const Record& record, const Declared& declared);
  void JudgeFile(const Record& record, const Declared& declared);
  void JudgeCount(const Record& record, std::string_view columns, uint64_t read,
                  std::string_view what, size_t first_receipt);
  void JudgeUnclosed(bool proved);

  // all: reporting
  Severity Report(Finding finding, bool forgivable = false);
  Finding At(const Record& record, std::string_view code) const;
  std::string Path() const;
  std::string EntryPath() const;

  std::string_view bytes_;
  const ReadOptions& options_;
  BatchSink* sink_;
  BankFile* file_;

  bool in_file_ = false, in_batch_ = false, any_ = false;
  bool headless_ = false;  // records that no header 1 announced
  uint32_t files_ = 0, batches_ = 0;
  uint64_t records_ = 0;  // of the file, without padding
  uint32_t last_line_ = 0;
  Day file_day_ = kNoDay;
  std::string file_id_;       // destination, origin, date and modifier
  size_t first_of_file_ = 0;  // receipts
  bool only_adv_ = true;
  Totals file_read_, file_chained_, batch_read_;
  Batch batch_;
  RepeatedParts repeats_;
  std::vector<Unclosed> unclosed_;
  bool proved_ = false, failed_ = false;
};

}  // namespace cashmatch::nacha
