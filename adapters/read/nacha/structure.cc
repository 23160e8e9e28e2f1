// SPDX-License-Identifier: Apache-2.0
// structure.cc - the nesting of files, batches, entries and addenda.
// Tested by tests/unit/adapters/read/nacha/structure_test.cc
#include "adapters/read/nacha/structure.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "adapters/read/nacha/walker.h"

namespace cashmatch::nacha {
namespace {

constexpr std::string_view kAdv = "ADV";

std::string ShownRecord(const Record& record) {
  return "a record " + Quote(record.text.substr(0, 1));
}

}  // namespace

std::string Walker::Path() const {
  std::string path = files_ > 1 ? "file " + std::to_string(files_) : "";
  if (!in_batch_) return path;
  if (!path.empty()) path += " / ";
  return path + "batch " + std::to_string(batches_);
}

std::string Walker::EntryPath() const {
  return Path() + " / entry " + std::to_string(batch_.entries.size());
}

Finding Walker::At(const Record& record, std::string_view code) const {
  Finding finding;
  finding.place = {record.line, record.offset, Path()};
  finding.code = code;
  return finding;
}

Severity Walker::Report(Finding finding, bool forgivable) {
  return AddFinding(std::move(finding), forgivable, options_, file_);
}

/// Reports a record that stands where none may: it is left out.
void Walker::Outside(const Record& record, std::string_view expected) {
  Finding finding = At(record, "NACHA-OUTSIDE");
  finding.severity = Severity::kHeld;
  finding.found = ShownRecord(record);
  finding.expected = expected;
  finding.done = "record left out";
  Report(std::move(finding));
}

void Walker::Read(const Record& record) {
  last_line_ = record.line;
  if (IsPadding(record)) return;
  any_ = true;
  ++records_;
  if (record.type() != '1' && !RequireFile(record)) return;
  switch (record.type()) {
    case '1':
      OpenFile(record);
      break;
    case '5':
      OpenBatch(record);
      break;
    case '6':
      AddEntry(record);
      break;
    case '7':
      AddAddendum(record);
      break;
    case '8':
      EndBatch(record);
      break;
    case '9':
      EndFile(record);
      break;
    default:
      Outside(record, "a record 1, 5, 6, 7, 8 or 9");
      if (in_batch_ && batch_.held.empty()) batch_.held = "NACHA-OUTSIDE";
      break;
  }
  if (!record.too_long) return;
  Finding finding = At(record, "NACHA-LENGTH");
  finding.severity = Severity::kHeld;
  finding.found = "a record of more than 94 columns";
  finding.expected = "blanks behind column 94";
  finding.done = in_batch_ ? "batch held" : "read to column 94";
  if (Report(std::move(finding)) == Severity::kHeld && in_batch_ &&
      batch_.held.empty()) {
    batch_.held = "NACHA-LENGTH";
  }
}

/// Makes sure that a file is open; reports the first record that has none.
bool Walker::RequireFile(const Record& record) {
  if (in_file_) return true;
  if (headless_) return false;  // said already
  headless_ = true;
  Finding finding = At(record, files_ > 0 ? "NACHA-AFTER-9" : "NACHA-HEADER");
  finding.severity = Severity::kRejected;
  finding.found = ShownRecord(record);
  finding.expected = files_ > 0 ? "the end of the input or a file header 1"
                                : "a file header 1";
  finding.done = "file rejected";
  Report(std::move(finding));
  return false;
}

void Walker::OpenFile(const Record& record) {
  if (in_file_) LeaveFile();
  in_file_ = true;
  headless_ = false;
  ++files_;
  batches_ = 0;
  records_ = 1;
  only_adv_ = true;
  file_read_ = file_chained_ = Totals();
  first_of_file_ = sink_->made();
  file_day_ = ParseShortDay(record.Field(24, 29)).value_or(kNoDay);
  file_id_ = PartId({record.Field(4, 13), record.Field(14, 23),
                     record.Field(24, 33), record.Field(34, 34)});
}

/// The day of the year in columns 76 to 78, in the year that brings it nearest
/// to the effective date, else to the day of the file; none where that year has
/// no such day.
Day Walker::SettlementDay(const Record& header) const {
  const std::optional<uint64_t> day = ReadNumber(header.Raw(76, 78));
  const Day near = batch_.effective != kNoDay ? batch_.effective : file_day_;
  if (!day || *day == 0 || *day > 366 || near == kNoDay) return kNoDay;
  const std::string text = FormatDay(near);
  const int year = std::atoi(text.substr(0, 4).c_str());
  Day best = kNoDay;
  bool there = false;
  for (const int tried : {year, year - 1, year + 1}) {
    const std::optional<Day> first = MakeDay(tried, 1, 1);
    const std::optional<Day> last = MakeDay(tried, 12, 31);
    if (!first || !last) continue;
    const Day at = *first + static_cast<Day>(*day) - 1;
    if (best != kNoDay && std::abs(at - near) >= std::abs(best - near)) {
      continue;
    }
    best = at;
    there = at <= *last;
  }
  return there ? best : kNoDay;
}

/// Says which dates of a batch are there and are none. The other one stands in.
void Walker::JudgeDates(const Record& header) {
  if (batch_.skipped) return;
  const auto judge = [&](std::string_view columns, bool read,
                         std::string expected) {
    // Some banks fill what they leave out with zeros.
    if (read || columns.find_first_not_of(" 0") == std::string_view::npos) {
      return;
    }
    Finding finding = At(header, "NACHA-DATE");
    finding.found = Quote(columns);
    finding.expected = std::move(expected);
    finding.done = "read as none";
    if (Report(std::move(finding)) == Severity::kHeld && batch_.held.empty()) {
      batch_.held = "NACHA-DATE";
    }
  };
  const bool no_year = batch_.effective == kNoDay && file_day_ == kNoDay;
  judge(header.Raw(70, 75), batch_.effective != kNoDay,
        "an effective date YYMMDD");
  judge(header.Raw(76, 78), batch_.settlement != kNoDay || no_year,
        "a settlement day 001 to 365, or 366 of a leap year");
}

void Walker::OpenBatch(const Record& record) {
  if (in_batch_) LeaveBatch();
  in_batch_ = true;
  ++batches_;
  batch_.entries.clear();
  batch_.addenda.clear();
  batch_.held = {};
  batch_read_ = Totals();
  batch_.header = record;
  batch_.path = Path();
  batch_.sec = record.Field(51, 53);
  batch_.skipped = IsSkippedClass(batch_.sec);
  batch_.effective = ParseShortDay(record.Field(70, 75)).value_or(kNoDay);
  batch_.settlement = SettlementDay(record);
  JudgeDates(record);
  only_adv_ = only_adv_ && batch_.sec == kAdv;
  CheckClass();
}

void Walker::CheckClass() {
  if (IsKnownClass(batch_.sec)) return;
  Finding finding = At(batch_.header, "NACHA-CLASS");
  finding.place.path = batch_.path;
  finding.severity = Severity::kHeld;
  finding.found = Quote(batch_.sec);
  finding.expected = "an entry class such as CCD, CTX or PPD";
  finding.done = "batch held";
  Report(std::move(finding));
  batch_.held = "NACHA-CLASS";
}

void Walker::AddEntry(const Record& record) {
  if (!in_batch_) return Outside(record, "a batch header 5 before it");
  Entry& entry = batch_.entries.emplace_back();
  const bool adv = batch_.sec == kAdv;
  entry.record = record;
  entry.code = record.Raw(2, 3);
  entry.kind = KindOf(entry.code);
  entry.credit_side = adv ? IsAdvCredit(entry.code) : IsCreditSide(entry.code);
  ++batch_read_.records;
  batch_read_.hash += ReadNumber(record.Raw(4, 11)).value_or(0);
  ReadAmount(&entry);
  CheckRouting(entry);
  if (!adv && !batch_.skipped) JudgeCode(&entry);
}

/// A code that is none, or of the side that the service class of its batch
/// leaves out: nobody knows which of the two is wrong.
void Walker::JudgeCode(Entry* entry) {
  const std::string_view service = batch_.header.Raw(2, 4);
  const bool known = entry->kind != EntryKind::kUnknown;
  if (known && (entry->amount == 0 || HasSide(service, entry->credit_side))) {
    return;
  }
  Finding finding = At(entry->record, "NACHA-CODE");
  finding.place.path = EntryPath();
  finding.severity = Severity::kHeld;
  finding.found = Quote(entry->code);
  finding.expected =
      !known ? "a transaction code such as 22 or 27"
             : std::string(entry->credit_side ? "a debit" : "a credit") +
                   ", as the service class " + std::string(service) +
                   " of its batch says";
  finding.done = "entry held";
  Report(std::move(finding));
  if (entry->held.empty()) entry->held = "NACHA-CODE";
}

void Walker::ReadAmount(Entry* entry) {
  const bool adv = batch_.sec == kAdv;
  const std::string_view columns =
      adv ? entry->record.Raw(28, 39) : entry->record.Raw(30, 39);
  const ParsedAmount parsed = ParseMinorDigits(columns);
  if (parsed.ok() && columns.size() == (adv ? 12 : 10)) {
    entry->amount = parsed.minor;
    auto& side = entry->credit_side ? batch_read_.credit : batch_read_.debit;
    side += parsed.minor;
    return;
  }
  Finding finding = At(entry->record, "NACHA-AMOUNT");
  finding.place.path = EntryPath();
  finding.severity = Severity::kHeld;
  finding.found = Quote(columns);
  finding.expected = adv ? "twelve digits" : "ten digits";
  finding.done = "entry held";
  Report(std::move(finding));
  entry->held = "NACHA-AMOUNT";
}

void Walker::CheckRouting(const Entry& entry) {
  const std::string_view digits = entry.record.Raw(4, 11);
  const std::string_view check = entry.record.Raw(12, 12);
  const char right = CheckDigitOf(digits);
  if (right != '\0' && check == std::string_view(&right, 1)) return;
  Finding finding = At(entry.record, "NACHA-ROUTING");
  finding.place.path = EntryPath();
  finding.found = Quote(std::string(digits) + std::string(check));
  finding.expected = right == '\0' ? "a routing number of nine digits"
                                   : std::string("the check digit ") + right;
  finding.done = "accepted";
  if (Report(std::move(finding)) == Severity::kHeld &&
      batch_.entries.back().held.empty()) {
    batch_.entries.back().held = "NACHA-ROUTING";
  }
}

void ReadStructure(std::string_view bytes, const ReadOptions& options,
                   BatchSink* sink, BankFile* file) {
  Walker walker(bytes, options, sink, file);
  RecordReader reader(bytes);
  Record record;
  while (reader.Next(&record)) walker.Read(record);
  walker.Finish();
}

}  // namespace cashmatch::nacha
