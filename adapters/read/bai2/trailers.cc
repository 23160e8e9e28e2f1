// SPDX-License-Identifier: Apache-2.0
// trailers.cc - ending accounts, groups and files, with or without a trailer.
// Tested by tests/unit/adapters/read/bai2/trailers_test.cc
#include <charconv>

#include "adapters/read/bai2/sides.h"
#include "adapters/read/bai2/walker.h"
#include "engine/base/planted_bug.h"
#include "engine/model/own_account.h"

namespace cashmatch::bai2 {

Walker::Trailer Walker::ReadTrailer(const Record& record,
                                    bool has_parts) const {
  FieldStream fields(record);
  Trailer trailer;
  trailer.total_text = fields.NextOrEmpty();
  trailer.total = ReadBaiTotal(trailer.total_text, options_.decimal_amounts,
                               ExponentOf(group_currency_));
  if (has_parts) trailer.parts_text = fields.NextOrEmpty();
  trailer.records_text = fields.NextOrEmpty();
  return trailer;
}

/// True where the difference is exactly what the unreadable amounts leave.
bool Walker::ExplainedByUnreadable(WideMinor declared) const {
  return in_account_.open && any_unreadable_ &&
         declared - in_account_.sums.plain == unreadable_;
}

/// Compares a declared total with what was read; a difference holds `level`.
Walker::Judged Walker::JudgeTotal(const Record& record, const Trailer& trailer,
                                  Level* level, std::string_view done) {
  if (trailer.total.state == BaiAmount::State::kAbsent) return Judged::kAbsent;
  const WideMinor declared = trailer.total.sum;
  const bool readable = trailer.total.known();
  const TotalCheck check =
      readable ? CheckTotal(level->sums, declared) : TotalCheck::kFailed;
  if (check == TotalCheck::kProved ||
      Planted("a control total is not checked")) {
    proved_ = true;
    return Judged::kProved;
  }
  const std::string expected =
      "control total " + PlainDigits(level->sums.plain);
  Fault fault{"BAI-TOTAL", Severity::kHeld,
              record.line, Quote(trailer.total_text),
              expected,    done};
  if (check == TotalCheck::kConvention) {
    proved_ = true;
    fault.severity = Severity::kWarning;
    fault.done = "read as a total with debits subtracted";
    if (Report(fault, Path(), record.offset) == Severity::kHeld) {
      level->held = fault.code;
    }
    return Judged::kProved;
  }
  failed_ = true;
  if (readable) {
    fault.found += ", difference " + PlainDigits(declared - level->sums.plain);
    if (ExplainedByUnreadable(declared)) {
      fault.severity = Severity::kWarning;
      fault.done = "it is what the unreadable amounts leave";
      Report(fault, Path(), record.offset);
      return Judged::kProved;
    }
    if (level == &in_account_) {
      const std::string hint = DifferenceHint(
          level->sums, declared, account_record_.summaries, account_.details);
      if (!hint.empty()) fault.found += " (" + hint + ")";
    }
  }
  level->held = fault.code;
  Report(fault, Path(), record.offset);
  return Judged::kFailed;
}

/// Compares a declared count with what was read; a difference is a warning.
void Walker::JudgeCount(const Record& record, std::string_view text,
                        uint64_t read, std::string_view what, Level* level) {
  uint64_t declared = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), declared);
  const bool number = error == std::errc() && end == text.data() + text.size();
  if (number && declared == read) return;
  std::string expected = "number of ";
  expected += what;
  expected += ' ';
  expected += std::to_string(read);
  Fault fault{"BAI-COUNT", Severity::kWarning, record.line,
              Quote(text), expected,           "accepted"};
  if (number && what == "records") {
    const std::string habit = CountHabit(level->sums, declared);
    if (!habit.empty()) fault.found += " (" + habit + ")";
  }
  if (Report(fault, Path(), record.offset) == Severity::kHeld &&
      level->held.empty()) {
    level->held = fault.code;
  }
}

void Walker::EndAccount(const Record& record) {
  if (!in_account_.open) {
    Count(record);
    Report({"BAI-OUTSIDE", Severity::kHeld, record.line, "a record 49",
            "an account record 03 before it", "record left out"},
           Path(), record.offset);
    return;
  }
  Count(record);
  const Trailer trailer = ReadTrailer(record, false);
  const Judged judged =
      JudgeTotal(record, trailer, &in_account_, "account held");
  JudgeCount(record, trailer.records_text, in_account_.sums.records, "records",
             &in_account_);
  JudgeRepeat(record);
  if (judged == Judged::kAbsent) {
    LeaveAccount();
  } else {
    CloseAccount(trailer.total);
  }
}

/// Holds an account that the file brought before, to the byte, for the same
/// day. An intraday report may say the same again.
void Walker::JudgeRepeat(const Record& trailer) {
  if (!account_.posts || account_.provisional || !account_.identified ||
      account_.details.size() == 0) {
    return;
  }
  const uint32_t line = repeats_.SeenBefore(
      FormatDay(account_.day) + std::string(CodeOf(account_.currency)),
      source_.bytes.substr(in_account_.offset,
                           trailer.offset - in_account_.offset),
      account_.line);
  if (line == 0) return;
  const Fault fault{
      "BAI-TWICE",
      Severity::kHeld,
      account_.line,
      "the account again, the same as in line " + std::to_string(line),
      "each account of a day once",
      "account held"};
  if (Report(fault, Path(), in_account_.offset) == Severity::kHeld &&
      in_account_.held.empty()) {
    in_account_.held = fault.code;
  }
}

/// Ends an account that no total proves; the group's total will judge it.
void Walker::LeaveAccount() {
  Unclosed unclosed;
  unclosed.place = {in_account_.line, in_account_.offset, account_.path};
  unclosed.code = "BAI-NO-49";
  unclosed.first_receipt = sink_->made();
  CloseAccount(BaiTotal());
  unclosed.last_receipt = sink_->made();
  if (!in_account_.assumed) unclosed_.push_back(unclosed);
}

/// Holds a detail whose side the account's own balances contradict.
void Walker::JudgeSides() {
  const auto judge = [this](const Detail& detail) {
    if (!detail.held.empty()) return;  // its code is known to be wrong
    const Fault fault{"BAI-SIDE",
                      Severity::kHeld,
                      detail.line,
                      "type code " + std::to_string(detail.type),
                      "a code of another side, as totals and balances of "
                      "record 03 then agree",
                      "record held"};
    const std::string path =
        account_.path + " / detail " + std::to_string(detail.number);
    if (Report(fault, path, detail.offset) == Severity::kHeld) {
      account_.details.Hold(detail.number, fault.code);
    }
  };
  ForEachTurnedSide(account_record_.summaries, account_.details, judge);
}

void Walker::CloseAccount(const BaiTotal& declared) {
  JudgeSides();
  account_.held = in_account_.held;
  const uint64_t first = sink_->made();
  sink_->Take(account_);
  if (account_.posts && !account_.provisional && account_.identified &&
      account_.day != kNoDay && !in_file_.assumed) {
    file_->AddPart(PartId({"bai2", file_id_, OwnAccountKey(account_.number),
                           FormatDay(account_.day)}),
                   account_.line, first);
  }
  in_group_.sums.AddPart(in_account_.sums, declared);
  if (!account_.identified) --in_group_.sums.parts;
  in_account_.open = false;
}

void Walker::EndGroup(const Record& record) {
  RequireGroup(record);
  if (in_account_.open) LeaveAccount();
  Count(record);
  const Trailer trailer = ReadTrailer(record, true);
  const Judged judged = JudgeTotal(record, trailer, &in_group_, "group held");
  JudgeCount(record, trailer.parts_text, in_group_.sums.parts, "accounts",
             &in_group_);
  JudgeCount(record, trailer.records_text, in_group_.sums.records, "records",
             &in_group_);
  if (judged == Judged::kAbsent) {
    LeaveGroup();
    return;
  }
  JudgeUnclosed(in_group_.first_unclosed, judged);
  CloseGroup(trailer.total);
}

/// Ends a group that no total proves; the file's total will judge it.
void Walker::LeaveGroup() {
  if (in_account_.open) LeaveAccount();
  Unclosed unclosed;
  unclosed.place = {in_group_.line, in_group_.offset, GroupPath()};
  unclosed.code = "BAI-NO-98";
  unclosed.first_receipt = in_group_.first_receipt;
  unclosed.last_receipt = sink_->made();
  if (!in_group_.assumed) unclosed_.push_back(unclosed);
  CloseGroup(BaiTotal());
}

void Walker::CloseGroup(const BaiTotal& declared) {
  if (!in_group_.held.empty()) {
    sink_->Hold(in_group_.first_receipt, sink_->made(), in_group_.held);
  }
  in_file_.sums.AddPart(in_group_.sums, declared);
  in_group_.open = false;
}

void Walker::EndFile(const Record& record) {
  RequireFile(record);
  if (in_group_.open) LeaveGroup();
  Count(record);
  const Trailer trailer = ReadTrailer(record, true);
  const Judged judged = JudgeTotal(record, trailer, &in_file_, "file held");
  JudgeCount(record, trailer.parts_text, in_file_.sums.parts, "groups",
             &in_file_);
  JudgeCount(record, trailer.records_text, in_file_.sums.records, "records",
             &in_file_);
  JudgeUnclosed(in_file_.first_unclosed, judged);
  if (judged == Judged::kAbsent && !in_file_.assumed) ReportNoFileTrailer();
  CloseFile();
}

/// Ends a file without a trailer: it may have been cut off.
void Walker::LeaveFile() {
  if (in_group_.open) LeaveGroup();
  JudgeUnclosed(in_file_.first_unclosed, Judged::kAbsent);
  if (!in_file_.assumed) ReportNoFileTrailer();
  CloseFile();
}

void Walker::ReportNoFileTrailer() {
  if (Planted("a truncated file is taken")) return;
  const bool optional = options_.trailer_optional;
  const Severity severity =
      Report({"BAI-NO-99", optional ? Severity::kWarning : Severity::kRejected,
              last_line_, "no file total 99", "one at the end of each file",
              optional ? "accepted" : "file rejected as possibly cut off"},
             Path(), 0);
  if (severity == Severity::kHeld) in_file_.held = "BAI-NO-99";
}

void Walker::CloseFile() {
  if (!in_file_.held.empty()) {
    sink_->Hold(in_file_.first_receipt, sink_->made(), in_file_.held);
  }
  in_file_.open = false;
}

/// Reports accounts and groups without a trailer. They are held unless the
/// user made trailers optional; only a total above that agrees makes the hold
/// one for a missing trailer alone.
void Walker::JudgeUnclosed(size_t first, Judged judged) {
  for (size_t i = first; i < unclosed_.size(); ++i) {
    const Unclosed& unclosed = unclosed_[i];
    const bool account = unclosed.code == "BAI-NO-49";
    const bool optional =
        options_.trailer_optional && judged != Judged::kFailed;
    Finding finding;
    finding.place = unclosed.place;
    finding.code = unclosed.code;
    finding.severity = optional ? Severity::kWarning : Severity::kHeld;
    finding.found = account ? "no account total 49" : "no group total 98";
    finding.expected = "one at its end";
    if (judged == Judged::kProved) {
      finding.expected +=
          account ? "; the total above agrees" : "; the file's total agrees";
    }
    finding.done = optional  ? "accepted"
                   : account ? "account held"
                             : "group held";
    if (AddFinding(finding, judged == Judged::kProved, options_, file_) ==
        Severity::kHeld) {
      sink_->Hold(unclosed.first_receipt, unclosed.last_receipt, unclosed.code);
    }
  }
  unclosed_.resize(first);
}

}  // namespace cashmatch::bai2
