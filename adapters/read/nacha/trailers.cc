// SPDX-License-Identifier: Apache-2.0
// trailers.cc - ending batches and files, with or without a trailer.
// Tested by tests/unit/adapters/read/nacha/trailers_test.cc
#include <utility>

#include "adapters/read/nacha/walker.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::nacha {
namespace {

constexpr uint64_t kBlock = 10;  // records

std::string Amounts(const Totals& totals) {
  return "debits " + FormatMoney(totals.debit, kUsDollar) + ", credits " +
         FormatMoney(totals.credit, kUsDollar);
}

std::string Digits(uint64_t hash) {
  constexpr uint64_t kTenDigits = 10'000'000'000;
  return std::to_string(hash % kTenDigits);
}

}  // namespace

void Walker::EndBatch(const Record& record) {
  if (!in_batch_) return Outside(record, "a batch header 5 before it");
  const Declared declared = ReadBatchControl(record, batch_.sec == "ADV");
  JudgeBatch(record, declared);
  JudgeCount(record, record.Raw(5, 10), batch_read_.records,
             "entries and addenda", sink_->made());
  JudgeHeader(record);
  JudgeRepeat(record);
  file_chained_.Add(declared.readable() ? declared.totals() : batch_read_);
  CloseBatch();
}

/// Compares what header and control both say: if it is not the same, payer and
/// date may be those of another batch.
void Walker::JudgeHeader(const Record& record) {
  const Record& header = batch_.header;
  if (batch_.skipped) return;  // layouts of their own
  const std::string_view company = record.Field(45, 54);
  std::string found, expected;
  if (record.Raw(88, 94) != header.Raw(88, 94)) {
    found = "batch number " + Quote(record.Raw(88, 94));
    expected = Quote(header.Raw(88, 94));
  } else if (record.Raw(2, 4) != header.Raw(2, 4)) {
    found = "service class " + Quote(record.Raw(2, 4));
    expected = Quote(header.Raw(2, 4));
  } else if (!company.empty() && company != header.Field(41, 50)) {
    found = "company " + Quote(company);
    expected = Quote(header.Field(41, 50));
  } else {
    return;
  }
  Finding finding = At(record, "NACHA-NUMBER");
  finding.severity = Severity::kHeld;
  finding.found = std::move(found);
  finding.expected = "as in its header, " + expected;
  finding.done = "batch held";
  if (Report(std::move(finding), true) == Severity::kHeld &&
      batch_.held.empty()) {
    batch_.held = "NACHA-NUMBER";
  }
}

/// Holds a batch that stands before, to the byte: its number and traces are its
/// own.
void Walker::JudgeRepeat(const Record& record) {
  if (batch_.skipped || batch_.entries.empty()) return;
  const Record& header = batch_.header;
  const uint32_t line = repeats_.SeenBefore(
      {}, bytes_.substr(header.offset, record.offset - header.offset),
      header.line);
  if (line == 0) return;
  Finding finding = At(header, "NACHA-TWICE");
  finding.severity = Severity::kHeld;
  finding.found =
      "the batch again, the same as in line " + std::to_string(line);
  finding.expected = "each batch once";
  finding.done = "batch held";
  if (Report(std::move(finding)) == Severity::kHeld && batch_.held.empty()) {
    batch_.held = "NACHA-TWICE";
  }
}

/// Compares the totals of a batch; a difference holds it.
void Walker::JudgeBatch(const Record& record, const Declared& declared) {
  const Totals said = declared.totals();
  if (declared.debit && declared.credit &&
      (said.same_money(batch_read_) ||
       Planted("an ACH batch is not checked"))) {
    proved_ = true;
  } else {
    failed_ = true;
    Finding finding = At(record, "NACHA-BATCH-TOTAL");
    finding.severity = Severity::kHeld;
    finding.found = declared.debit && declared.credit
                        ? Amounts(said)
                        : Quote(record.Raw(21, 44));
    finding.expected = Amounts(batch_read_);
    finding.done = "batch held";
    Report(std::move(finding));
    if (batch_.held.empty()) batch_.held = "NACHA-BATCH-TOTAL";
  }
  if (declared.hash && said.same_hash(batch_read_)) return;
  Finding finding = At(record, "NACHA-HASH");
  finding.severity = Severity::kHeld;
  finding.found = Quote(record.Raw(11, 20));
  finding.expected = "the sum of routing numbers, " + Digits(batch_read_.hash);
  finding.done = "batch held";
  if (Report(std::move(finding), true) == Severity::kHeld &&
      batch_.held.empty()) {
    batch_.held = "NACHA-HASH";
  }
}

/// Compares a declared count; a difference is a warning.
void Walker::JudgeCount(const Record& record, std::string_view columns,
                        uint64_t read, std::string_view what,
                        size_t first_receipt) {
  if (ReadNumber(columns) == read) return;
  Finding finding = At(record, "NACHA-COUNT");
  finding.found = Quote(columns);
  finding.expected =
      "number of " + std::string(what) + " " + std::to_string(read);
  finding.done = "accepted";
  if (Report(std::move(finding)) != Severity::kHeld) return;
  if (in_batch_ && batch_.held.empty()) batch_.held = "NACHA-COUNT";
  sink_->Hold(first_receipt, sink_->made(), "NACHA-COUNT");
}

/// Ends a batch that no total proves; the file's total will judge it.
void Walker::LeaveBatch() {
  Unclosed unclosed;
  unclosed.place = {batch_.header.line, batch_.header.offset, Path()};
  unclosed.first_receipt = sink_->made();
  file_chained_.Add(batch_read_);
  CloseBatch();
  unclosed.last_receipt = sink_->made();
  unclosed_.push_back(unclosed);
}

void Walker::CloseBatch() {
  ResolveAddenda();
  OrderAddenda();
  JudgeMissing();
  JudgeAddenda();
  const size_t first = sink_->made();
  sink_->Take(batch_);
  if (!headless_) {
    file_->AddPart(PartId({"nacha", file_id_, batch_.header.Field(5, 20),
                           batch_.sec, batch_.header.Field(88, 94)}),
                   batch_.header.line, first);
  }
  file_read_.Add(batch_read_);
  in_batch_ = false;
}

void Walker::EndFile(const Record& record) {
  if (in_batch_) LeaveBatch();
  const Declared declared = ReadFileControl(record, only_adv_ && batches_ > 0);
  JudgeFile(record, declared);
  JudgeCount(record, record.Raw(2, 7), batches_, "batches", first_of_file_);
  JudgeCount(record, record.Raw(8, 13), (records_ + kBlock - 1) / kBlock,
             "blocks of ten records", first_of_file_);
  JudgeCount(record, record.Raw(14, 21), file_read_.records,
             "entries and addenda", first_of_file_);
  CloseFile();
}

/// Compares the totals of a file. What its batches declare counts as well: a
/// batch that is held already may be all that is wrong.
void Walker::JudgeFile(const Record& record, const Declared& declared) {
  const Totals said = declared.totals();
  const bool money =
      declared.debit && declared.credit &&
      (said.same_money(file_read_) || said.same_money(file_chained_));
  if (money) {
    proved_ = true;
  } else {
    failed_ = true;
    Finding finding = At(record, "NACHA-FILE-TOTAL");
    finding.severity = Severity::kHeld;
    finding.found = declared.debit && declared.credit
                        ? Amounts(said)
                        : Quote(record.Raw(32, 55));
    finding.expected = Amounts(file_read_);
    finding.done = "file held";
    Report(std::move(finding));
    sink_->Hold(first_of_file_, sink_->made(), "NACHA-FILE-TOTAL");
  }
  JudgeUnclosed(money);
  const bool hash = declared.hash && (said.same_hash(file_read_) ||
                                      said.same_hash(file_chained_));
  if (hash) return;
  // Each batch has a hash of its own, so that this one proves no routing
  // number.
  Finding finding = At(record, "NACHA-FILE-HASH");
  finding.found = Quote(record.Raw(22, 31));
  finding.expected = "the sum of routing numbers, " + Digits(file_read_.hash);
  finding.done = "accepted";
  if (Report(std::move(finding)) == Severity::kHeld) {
    sink_->Hold(first_of_file_, sink_->made(), "NACHA-FILE-HASH");
  }
}

/// Reports batches without a trailer; forgivable where the file's total proves
/// them.
void Walker::JudgeUnclosed(bool proved) {
  for (const Unclosed& unclosed : unclosed_) {
    const bool accepted = proved && options_.trailer_optional;
    Finding finding;
    finding.place = unclosed.place;
    finding.code = "NACHA-NO-8";
    finding.severity = accepted ? Severity::kWarning : Severity::kHeld;
    finding.found = "no batch control 8";
    finding.expected =
        proved ? "one at its end; the file's total agrees" : "one at its end";
    finding.done = accepted ? "accepted" : "batch held";
    if (Report(std::move(finding), proved) == Severity::kHeld) {
      sink_->Hold(unclosed.first_receipt, unclosed.last_receipt, "NACHA-NO-8");
    }
  }
  unclosed_.clear();
}

/// Ends a file without its control: it may have been cut off.
void Walker::LeaveFile() {
  if (in_batch_) LeaveBatch();
  JudgeUnclosed(false);
  const bool optional = options_.trailer_optional;
  Finding finding;
  finding.place = {last_line_, 0, Path()};
  finding.code = "NACHA-NO-9";
  finding.severity = optional ? Severity::kWarning : Severity::kRejected;
  finding.found = "no file control 9";
  finding.expected = "one at the end of each file";
  finding.done = optional ? "accepted" : "file rejected as possibly cut off";
  if (Report(std::move(finding)) == Severity::kHeld) {
    sink_->Hold(first_of_file_, sink_->made(), "NACHA-NO-9");
  }
  CloseFile();
}

void Walker::CloseFile() { in_file_ = false; }

void Walker::Finish() {
  if (in_file_) LeaveFile();
  if (!any_) {
    Finding finding;
    finding.code = "NACHA-EMPTY";
    finding.severity = Severity::kRejected;
    finding.found = "an empty file";
    finding.expected = "records of 94 columns";
    finding.done = "file rejected";
    Report(std::move(finding));
  }
  file_->summary.control = failed_   ? Control::kFailed
                           : proved_ ? Control::kProved
                                     : Control::kAbsent;
}

}  // namespace cashmatch::nacha
