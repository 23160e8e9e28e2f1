// SPDX-License-Identifier: Apache-2.0
// structure.cc - the nesting of files, batches, entries and addenda.
// Tested by tests/unit/adapters/read/nacha/structure_test.cc
#include "adapters/read/nacha/structure.h"

#include <algorithm>
#include <cstdlib>
#include <map>
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
/// to the effective date, else to the day of the file.
Day Walker::SettlementDay(const Record& header) const {
  const std::optional<uint64_t> day = ReadNumber(header.Raw(76, 78));
  const Day near = batch_.effective != kNoDay ? batch_.effective : file_day_;
  if (!day || *day == 0 || *day > 366 || near == kNoDay) return kNoDay;
  const std::string text = FormatDay(near);
  const int year = std::atoi(text.substr(0, 4).c_str());
  Day best = kNoDay;
  for (const int tried : {year, year - 1, year + 1}) {
    const std::optional<Day> first = MakeDay(tried, 1, 1);
    if (!first) continue;
    const Day at = *first + static_cast<Day>(*day) - 1;
    if (best == kNoDay || std::abs(at - near) < std::abs(best - near))
      best = at;
  }
  return best;
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
  if (adv || batch_.skipped || entry.kind != EntryKind::kUnknown) return;
  Finding finding = At(record, "NACHA-CODE");
  finding.place.path = EntryPath();
  finding.severity = Severity::kHeld;
  finding.found = Quote(entry.code);
  finding.expected = "a transaction code such as 22 or 27";
  finding.done = "entry held";
  Report(std::move(finding));
  entry.held = "NACHA-CODE";
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

void Walker::AddAddendum(const Record& record) {
  if (!in_batch_) return Outside(record, "an entry 6 before it");
  ++batch_read_.records;
  const size_t entries = batch_.entries.size();
  batch_.addenda.push_back(
      {record, entries == 0 ? 0 : static_cast<uint32_t>(entries - 1)});
}

/// Gives each addendum of payment information to the entry whose trace ends as
/// it says: mostly the one before it.
void Walker::ResolveAddenda() {
  if (batch_.skipped) return;
  if (batch_.entries.empty()) {
    for (const Addendum& addendum : batch_.addenda) {
      Outside(addendum.record, "an entry 6 in its batch");
    }
    return;
  }
  std::map<std::string_view, uint32_t> by_sequence;  // filled on demand
  std::vector<MovedAddendum> moved;
  for (Addendum& addendum : batch_.addenda) {
    const std::string_view sequence = addendum.record.Raw(88, 94);
    if (addendum.type() != "05" || ReadNumber(sequence).value_or(0) == 0 ||
        batch_.entries[addendum.entry].record.Raw(88, 94) == sequence) {
      continue;
    }
    if (by_sequence.empty()) {
      for (uint32_t i = 0; i < batch_.entries.size(); ++i) {
        by_sequence.emplace(batch_.entries[i].record.Raw(88, 94), i);
      }
    }
    const auto at = by_sequence.find(sequence);
    if (at == by_sequence.end()) {
      ReportStray(addendum);
      continue;
    }
    moved.push_back({addendum.entry, at->second});
    addendum.entry = at->second;
  }
  JudgeMoved(moved);
}

/// Where addenda of several entries are mixed, each entry still has its own.
/// One that announces addenda and is left with none had its number damaged: it
/// is held, and so is the entry that the number names.
void Walker::JudgeMoved(const std::vector<MovedAddendum>& moved) {
  std::vector<bool> has(moved.empty() ? 0 : batch_.entries.size());
  for (const Addendum& addendum : batch_.addenda) {
    if (!moved.empty()) has[addendum.entry] = true;
  }
  for (const auto& [from, to] : moved) {
    Entry& left = batch_.entries[from];
    if (has[from] || left.record.Raw(79, 79) != "1") continue;
    Finding finding = At(left.record, "NACHA-ADDENDA");
    finding.place.path += " / entry " + std::to_string(from + 1);
    finding.found = "an addendum behind it of entry " + std::to_string(to + 1);
    finding.expected = "its own, as it announces one";
    finding.severity = Severity::kHeld;
    finding.done = "both entries held";
    if (Report(std::move(finding)) != Severity::kHeld) continue;
    for (const uint32_t entry : {from, to}) {
      std::string_view& held = batch_.entries[entry].held;
      if (held.empty()) held = "NACHA-ADDENDA";
    }
  }
}

void Walker::ReportStray(const Addendum& addendum) {
  Finding finding = At(addendum.record, "NACHA-ADDENDA");
  finding.place.path += " / entry " + std::to_string(addendum.entry + 1);
  finding.found = "an addendum of entry " + Quote(addendum.record.Raw(88, 94));
  finding.expected = "the end of a trace number of this batch";
  finding.severity = Severity::kHeld;
  finding.done = "joined to the entry before it, which is held";
  std::string_view& held = batch_.entries[addendum.entry].held;
  if (Report(std::move(finding), true) == Severity::kHeld && held.empty()) {
    held = "NACHA-ADDENDA";
  }
}

/// Puts the addenda of each entry together, payment information in the order
/// of its numbers, the rest in the order of the file.
void Walker::OrderAddenda() {
  if (batch_.entries.empty()) return;
  const auto number = [](const Addendum& addendum) {
    return addendum.type() == "05"
               ? ReadNumber(addendum.record.Raw(84, 87)).value_or(0)
               : 0;
  };
  const auto before = [&](const Addendum& a, const Addendum& b) {
    return a.entry != b.entry ? a.entry < b.entry : number(a) < number(b);
  };
  std::vector<Addendum>& addenda = batch_.addenda;
  if (!std::is_sorted(addenda.begin(), addenda.end(), before)) {
    std::stable_sort(addenda.begin(), addenda.end(), before);
  }
  for (uint32_t i = 0; i < addenda.size(); ++i) {
    Entry& entry = batch_.entries[addenda[i].entry];
    if (entry.addenda_count++ == 0) entry.addenda_first = i;
  }
}

/// Looks at the numbers of addenda, which say whether one is missing.
void Walker::JudgeAddenda() {
  if (batch_.skipped) return;
  for (size_t i = 0; i < batch_.entries.size(); ++i) {
    Entry& entry = batch_.entries[i];
    const auto report = [&](const Record& record, std::string found,
                            std::string expected) {
      Finding finding = At(record, "NACHA-SEQUENCE");
      finding.place.path += " / entry " + std::to_string(i + 1);
      finding.found = std::move(found);
      finding.expected = std::move(expected);
      finding.done = "accepted";
      if (Report(std::move(finding)) == Severity::kHeld && entry.held.empty()) {
        entry.held = "NACHA-SEQUENCE";
      }
    };
    uint64_t payments = 0;
    for (uint32_t k = 0; k < entry.addenda_count; ++k) {
      const Addendum& addendum = batch_.addenda[entry.addenda_first + k];
      if (addendum.type() != "05") continue;
      ++payments;
      const std::string_view number = addendum.record.Raw(84, 87);
      if (ReadNumber(number) == payments) continue;
      report(addendum.record, "an addendum numbered " + Quote(number),
             "number " + std::to_string(payments));
      break;
    }
    if (batch_.sec != "CTX" || payments == 0) continue;
    const std::string_view declared = entry.record.Raw(55, 58);
    if (ReadNumber(declared) == payments) continue;
    report(entry.record, Quote(declared) + " addenda",
           std::to_string(payments) + " addenda, as they stand");
  }
}

void ReadStructure(std::string_view bytes, const ReadOptions& options,
                   BatchSink* sink, BankFile* file) {
  Walker walker(options, sink, file);
  RecordReader reader(bytes);
  Record record;
  while (reader.Next(&record)) walker.Read(record);
  walker.Finish();
}

}  // namespace cashmatch::nacha
