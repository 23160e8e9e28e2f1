// SPDX-License-Identifier: Apache-2.0
// walker.h - the state of structure.cc: which file, group, account is open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bai2/control.h"
#include "adapters/read/bai2/structure.h"
#include "adapters/read/repeated_parts.h"

namespace cashmatch::bai2 {

/// Follows the nesting 01 (02 (03 16* 49)+ 98)+ 99 record by record. Every
/// state accepts every record and the end of the input.
class Walker {
 public:
  Walker(const Source& source, const ReadOptions& options, AccountSink* sink,
         BankFile* file)
      : source_(source), options_(options), sink_(sink), file_(file) {}

  /// Takes the next record; false when going on is pointless.
  bool Read(const Record& record);
  /// Takes the end of the input.
  void Finish();

 private:
  /// A file, group or account while it is open.
  struct Level {
    bool open = false;
    bool assumed = false;  // opened without its header, which is reported
    uint32_t line = 0;
    uint64_t offset = 0;
    uint64_t first_receipt = 0;
    size_t first_unclosed = 0;  // into unclosed_
    Sums sums;
    std::string_view held;
  };
  /// The fields of a record 49, 98 or 99.
  struct Trailer {
    BaiTotal total;
    std::string_view total_text, parts_text, records_text;
  };
  /// An account or group without a trailer, to be judged by the next total.
  struct Unclosed {
    Place place;
    std::string_view code;
    uint64_t first_receipt, last_receipt;
  };
  enum class Judged : uint8_t { kAbsent, kProved, kFailed };

  // structure.cc: the nesting
  void OpenFile(const Record& record);
  void OpenGroup(const Record& record);
  void ReadGroupHeader(const Record& record);
  void ReadStatus(const Record& record, std::string_view status,
                  std::string_view modifier);
  void OpenAccount(const Record& record);
  void OpenUnidentified(const Record& record);
  void StartDetails() {
    account_.details.Start(source_.bytes, source_.let_go, account_.currency,
                           options_.decimal_amounts);
  }
  void AddDetail(const Record& record);
  void Unknown(const Record& record);
  bool RequireFile(const Record& record);
  bool RequireGroup(const Record& record);
  void Start(Level* level, const Record& record);
  void Count(const Record& record);

  // trailers.cc: totals and counts
  Trailer ReadTrailer(const Record& record, bool has_parts) const;
  void EndAccount(const Record& record);
  void EndGroup(const Record& record);
  void EndFile(const Record& record);
  void LeaveAccount();
  void LeaveGroup();
  void LeaveFile();
  void CloseAccount(const BaiTotal& declared);
  void JudgeSides();
  void JudgeRepeat(const Record& trailer);
  void CloseGroup(const BaiTotal& declared);
  void CloseFile();
  void ReportNoFileTrailer();
  Judged JudgeTotal(const Record& record, const Trailer& trailer, Level* level,
                    std::string_view done);
  bool ExplainedByUnreadable(WideMinor declared) const;
  void JudgeCount(const Record& record, std::string_view text, uint64_t read,
                  std::string_view what, Level* level);
  void JudgeUnclosed(size_t first, Judged judged);

  // both: reporting
  Severity Report(const Fault& fault, const std::string& path, uint64_t offset,
                  bool forgivable = false);
  void ReportFaults(const std::string& path, uint64_t offset,
                    std::string_view* held);
  void ReportOddities(const Record& record);
  std::string GroupPath() const;
  std::string DetailPath() const;
  std::string Path() const;  // of the innermost open level

  const Source& source_;
  const ReadOptions& options_;
  AccountSink* sink_;
  BankFile* file_;

  Level in_file_, in_group_, in_account_;
  uint32_t files_ = 0;
  uint32_t groups_ = 0;  // of the open file
  uint32_t last_line_ = 0;
  bool any_record_ = false;
  Account account_;
  AccountRecord account_record_;
  WideMinor unreadable_ = 0;  // what the account's unreadable amounts may be
  bool any_unreadable_ = false;
  Currency group_currency_ = Currency::kNone;
  Day group_day_ = kNoDay;
  bool group_posts_ = true;
  std::string file_id_;  // sender, receiver, date and number
  bool group_provisional_ = false;
  RepeatedParts repeats_;
  std::vector<Unclosed> unclosed_;
  Faults faults_;          // reused
  bool unproved_ = false;  // an amount that a total counts could not be read
  bool proved_ = false;
  bool failed_ = false;
};

}  // namespace cashmatch::bai2
