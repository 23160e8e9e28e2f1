// SPDX-License-Identifier: Apache-2.0
// structure.cc - the nesting of files, groups, accounts and details.
// Tested by tests/unit/adapters/read/bai2/structure_test.cc
#include "adapters/read/bai2/structure.h"

#include <algorithm>
#include <array>

#include "adapters/read/bai2/walker.h"

namespace cashmatch::bai2 {
namespace {

constexpr std::string_view kOutside = "BAI-OUTSIDE";

/// Makes an account number fit for a message.
std::string ShownAccount(std::string_view number) {
  if (number.empty()) return "(none)";
  std::string shown = number.size() > 4
                          ? std::string(number.substr(number.size() - 4))
                          : std::string(number);
  for (char& c : shown) {
    if (c < 0x20 || c > 0x7E) c = '?';
  }
  return number.size() > 4 ? "…" + shown : shown;
}

/// Names a record without what is in it: that may be an account.
std::string ShownRecord(const Record& record) {
  const int code = static_cast<int>(record.code);
  return std::string("a record ") + (code < 10 ? "0" : "") +
         std::to_string(code);
}

std::string ShownStart(const Record& record, size_t bytes) {
  return Quote(record.pieces.front().body.substr(0, bytes));
}

}  // namespace

std::string Walker::GroupPath() const {
  std::string path = files_ > 1 ? "file " + std::to_string(files_) : "";
  if (!in_group_.open) return path;
  return path + (path.empty() ? "group " : " / group ") +
         std::to_string(groups_);
}

std::string Walker::DetailPath() const {
  return account_.path + " / detail " + std::to_string(account_.details.size());
}

std::string Walker::Path() const {
  return in_account_.open ? account_.path : GroupPath();
}

Severity Walker::Report(const Fault& fault, const std::string& path,
                        uint64_t offset, bool forgivable) {
  Finding finding;
  finding.place = {fault.line, offset, path};
  finding.code = fault.code;
  finding.severity = fault.severity;
  finding.found = fault.found;
  finding.expected = fault.expected;
  finding.done = fault.done;
  return AddFinding(std::move(finding), forgivable, options_, file_);
}

/// Reports what was found wrong in a record; `held` is set if that holds it.
void Walker::ReportFaults(const std::string& path, uint64_t offset,
                          std::string_view* held) {
  for (const Fault& fault : faults_) {
    const Severity severity = Report(fault, path, offset);
    if (severity == Severity::kHeld && held->empty()) *held = fault.code;
  }
  faults_.clear();
}

void Walker::ReportOddities(const Record& record) {
  const bool detail =
      record.code == RecordCode::kDetail && account_.details.size() != 0;
  for (const OddityAt& odd : record.oddities) {
    const Fault fault = FaultOf(odd);
    const Severity severity =
        Report(fault, detail ? DetailPath() : Path(), odd.offset);
    if (severity != Severity::kHeld) continue;
    if (detail) {
      account_.details.Hold(static_cast<uint32_t>(account_.details.size()),
                            fault.code);
      continue;
    }
    std::string_view* const held = in_account_.open ? &in_account_.held
                                   : in_group_.open ? &in_group_.held
                                                    : &in_file_.held;
    if (held->empty()) *held = fault.code;
  }
}

void Walker::Start(Level* level, const Record& record) {
  *level = Level();
  level->open = true;
  level->line = record.line;
  level->offset = record.offset;
  level->first_receipt = sink_->made();
  level->first_unclosed = unclosed_.size();
}

void Walker::Count(const Record& record) {
  for (Level* level : {&in_file_, &in_group_, &in_account_}) {
    if (level->open) level->sums.AddRecord(record.continuations);
  }
}

bool Walker::Read(const Record& record) {
  last_line_ = record.pieces.back().line;
  const bool first = !any_record_;
  any_record_ = true;
  switch (record.code) {
    case RecordCode::kFileHeader:
      OpenFile(record);
      break;
    case RecordCode::kGroupHeader:
      OpenGroup(record);
      break;
    case RecordCode::kAccount:
      OpenAccount(record);
      break;
    case RecordCode::kDetail:
      AddDetail(record);
      break;
    case RecordCode::kAccountTrailer:
      EndAccount(record);
      break;
    case RecordCode::kGroupTrailer:
      EndGroup(record);
      break;
    case RecordCode::kFileTrailer:
      EndFile(record);
      break;
    case RecordCode::kContinuation:
      Report({"BAI-CONTINUATION", Severity::kRejected, record.line,
              "a record 88", "a record to continue", "file rejected"},
             Path(), record.offset);
      break;
    case RecordCode::kUnknown:
      if (first) {
        Report({"BAI-HEADER", Severity::kRejected, record.line,
                ShownStart(record, 8), "a file header 01", "file rejected"},
               "", record.offset);
        return false;
      }
      Unknown(record);
      break;
  }
  if (!record.oddities.empty()) ReportOddities(record);
  return true;
}

void Walker::OpenFile(const Record& record) {
  if (in_file_.open) LeaveFile();
  Start(&in_file_, record);
  ++files_;
  groups_ = 0;
  Count(record);
  FieldStream fields(record);
  std::array<std::string_view, 8> header;
  for (std::string_view& field : header) field = fields.NextOrEmpty();
  file_id_ = PartId({header[0], header[1], header[2], header[4]});
  const std::string_view version = header[7];
  if (files_ == 1 && version.size() <= 8) file_->summary.version = version;
  if (version == "2") return;
  faults_.push_back({"BAI-VERSION", Severity::kWarning, record.line,
                     QuoteField(version), "version 2", "read as version 2"});
  ReportFaults(GroupPath(), record.offset, &in_file_.held);
}

/// Makes sure that a file is open; false if one had to be assumed, which is
/// reported.
bool Walker::RequireFile(const Record& record) {
  if (in_file_.open) return true;
  const bool after = files_ > 0;
  Report(
      {after ? "BAI-AFTER-99" : "BAI-HEADER", Severity::kRejected, record.line,
       ShownRecord(record),
       after ? "the end of the input or a file header 01" : "a file header 01",
       "file rejected"},
      "", record.offset);
  Start(&in_file_, record);
  in_file_.assumed = true;
  ++files_;
  groups_ = 0;
  return false;
}

void Walker::OpenGroup(const Record& record) {
  RequireFile(record);
  if (in_group_.open) LeaveGroup();
  Start(&in_group_, record);
  ++groups_;
  Count(record);
  ReadGroupHeader(record);
}

void Walker::ReadGroupHeader(const Record& record) {
  FieldStream fields(record);
  fields.Next();  // receiver
  fields.Next();  // originator
  const std::string_view status = fields.NextOrEmpty();
  const std::string_view date = fields.NextOrEmpty();
  fields.Next();  // time: 2400 and 9999 are the end of the same day
  group_currency_ =
      ReadCurrency(fields.NextOrEmpty(), kUsDollar, record.line, &faults_);
  const std::string_view modifier = fields.NextOrEmpty();
  ReportFaults(GroupPath(), record.offset, &in_group_.held);
  group_day_ = ParseShortDay(date).value_or(kNoDay);
  if (group_day_ == kNoDay) {
    Report({"BAI-DATE", Severity::kHeld, record.line, QuoteField(date),
            "an as-of date YYMMDD", "receipts without a value date held"},
           GroupPath(), record.offset);
  }
  ReadStatus(record, status, modifier);
  ReportFaults(GroupPath(), record.offset, &in_group_.held);
}

void Walker::ReadStatus(const Record& record, std::string_view status,
                        std::string_view modifier) {
  group_posts_ = status != "2" && status != "3" && status != "4";
  if (!group_posts_) {
    faults_.push_back({"BAI-STATUS", Severity::kWarning, record.line,
                       QuoteField(status), "an update, 1",
                       status == "2"   ? "a deletion: no receipts made"
                       : status == "3" ? "a correction: no receipts made"
                                       : "a test: no receipts made"});
  } else if (status.empty()) {
    faults_.push_back({"BAI-STATUS", Severity::kWarning, record.line,
                       "no group status", "1, 2, 3 or 4", "read as an update"});
  } else if (status != "1") {
    faults_.push_back({"BAI-STATUS", Severity::kHeld, record.line,
                       QuoteField(status), "1, 2, 3 or 4", "group held"});
  }
  group_provisional_ = modifier == "1" || modifier == "3";
  if (!group_provisional_ && !modifier.empty() && modifier != "2" &&
      modifier != "4") {
    faults_.push_back({"BAI-MODIFIER", Severity::kWarning, record.line,
                       QuoteField(modifier), "1, 2, 3, 4 or nothing",
                       "read as final"});
  }
}

/// Makes sure that a group is open; false if a level had to be assumed.
bool Walker::RequireGroup(const Record& record) {
  bool whole = RequireFile(record);
  if (in_group_.open) return whole;
  if (whole) {
    Report({kOutside, Severity::kRejected, record.line, ShownRecord(record),
            "a group header 02 before it", "file rejected"},
           GroupPath(), record.offset);
  }
  Start(&in_group_, record);
  ++groups_;
  group_currency_ = kUsDollar;
  group_day_ = kNoDay;
  group_posts_ = true;
  group_provisional_ = false;
  in_group_.assumed = true;
  return false;
}

void Walker::OpenAccount(const Record& record) {
  RequireGroup(record);
  if (in_account_.open) LeaveAccount();
  Start(&in_account_, record);
  Count(record);
  ReadAccountRecord(record, group_currency_, options_.decimal_amounts,
                    &account_record_, &faults_);
  account_.line = record.line;
  account_.number = account_record_.number;
  account_.path = GroupPath() + " / account " + ShownAccount(account_.number);
  account_.currency = account_record_.currency;
  account_.day = group_day_;
  account_.identified = true;
  account_.provisional = group_provisional_;
  account_.posts = group_posts_;
  account_.opening = account_.closing = {};
  StartDetails();
  unreadable_ = 0;
  any_unreadable_ = false;
  for (const SummaryLine& summary : account_record_.summaries) {
    if (summary.amount.known()) {
      if (summary.type == 10) account_.opening = summary.amount.minor;
      if (summary.type == 15) account_.closing = summary.amount.minor;
      in_account_.sums.AddAmount(summary.type, summary.amount.minor);
    } else {
      unreadable_ += summary.amount.guess;
      any_unreadable_ = unproved_ = true;
    }
  }
  // An unreadable summary is no cash: it holds the account only if the
  // control total cannot be explained.
  for (const Fault& fault : faults_) {
    const Severity severity = Report(fault, account_.path, record.offset);
    const bool summary_only =
        fault.code == "BAI-AMOUNT" && fault.severity == Severity::kHeld;
    if (severity == Severity::kHeld && !summary_only &&
        in_account_.held.empty()) {
      in_account_.held = fault.code;
    }
  }
  faults_.clear();
}

/// Opens an account for details that stand outside of any.
void Walker::OpenUnidentified(const Record& record) {
  const bool whole = RequireGroup(record);
  Start(&in_account_, record);
  in_account_.assumed = true;
  account_ = Account();
  account_.path = GroupPath() + " / no account";
  account_.currency = group_currency_;
  account_.day = group_day_;
  account_.identified = false;
  account_.provisional = group_provisional_;
  account_.posts = group_posts_;
  StartDetails();
  account_record_ = AccountRecord();
  unreadable_ = 0;
  any_unreadable_ = false;
  in_account_.held = kOutside;
  if (!whole) return;
  Report({kOutside, Severity::kHeld, record.line, ShownRecord(record),
          "an account record 03 before it", "records held"},
         account_.path, record.offset);
}

void Walker::AddDetail(const Record& record) {
  if (!in_account_.open) OpenUnidentified(record);
  Count(record);
  const Detail& detail = account_.details.Read(record, &faults_);
  if (detail.amount.known()) {
    in_account_.sums.AddAmount(detail.type, detail.amount.minor);
  } else if (detail.amount.state == BaiAmount::State::kUnreadable) {
    unreadable_ += detail.amount.guess;
    any_unreadable_ = unproved_ = true;
  }
  if (faults_.empty()) return;
  std::string_view held;
  ReportFaults(DetailPath(), record.offset, &held);
  if (!held.empty()) account_.details.Hold(detail.number, held);
}

void Walker::Unknown(const Record& record) {
  Count(record);
  Report({"BAI-UNKNOWN-RECORD", Severity::kHeld, record.line,
          ShownStart(record, 3),
          "a record code 01, 02, 03, 16, 49, 88, 98 or 99", "line left out"},
         Path(), record.offset);
}

void Walker::Finish() {
  if (!any_record_) {
    Report({"BAI-EMPTY", Severity::kRejected, 0, "empty input", "a BAI2 file",
            "file rejected"},
           "", 0);
  }
  if (in_file_.open) LeaveFile();
  file_->summary.control = failed_                 ? Control::kFailed
                           : proved_ && !unproved_ ? Control::kProved
                                                   : Control::kAbsent;
}

void ReadStructure(const Source& source, const ReadOptions& options,
                   AccountSink* sink, BankFile* file) {
  Walker walker(source, options, sink, file);
  Passage passage(source.let_go);
  RecordReader reader(source.bytes, &passage);
  Record record;
  while (!file->stopped && reader.Next(&record)) {
    if (!walker.Read(record)) break;
  }
  walker.Finish();
}

}  // namespace cashmatch::bai2
