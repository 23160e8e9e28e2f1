// SPDX-License-Identifier: Apache-2.0
// judge.cc - findings of messages and entries; what they hold back.
// Tested by tests/unit/adapters/read/mt940/judge_test.cc
#include "adapters/read/mt940/judge.h"

#include <algorithm>
#include <utility>

#include "engine/model/own_account.h"

namespace cashmatch::mt940 {

namespace {

/// Control bytes and signs alone name none.
bool NamesAnAccount(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return IsDigit(c) || IsUpper(c) || (c >= 'a' && c <= 'z');
  });
}

}  // namespace

std::string_view Judge::Report(std::string_view code, Severity severity,
                               Spot spot, const std::string& path,
                               std::string found, std::string expected,
                               std::string done, bool forgivable) {
  Finding finding;
  finding.place.line = spot.line;
  finding.place.offset = spot.offset;
  finding.place.path = path;
  finding.code = std::string(code);
  finding.severity = severity;
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  finding.done = std::move(done);
  const Severity now =
      AddFinding(std::move(finding), forgivable, options_, file_);
  return now == Severity::kWarning ? std::string_view() : code;
}

std::string Judge::Path(const Message& message) const {
  std::string path = "message " + std::to_string(file_->summary.statements);
  if (!message.account.empty()) {
    path += " / account " + MaskAccount(message.account);
  }
  return path;
}

std::string Judge::EntryPath(const Message& message, size_t number) const {
  return Path(message) + " / entry " + std::to_string(number);
}

void Judge::Hold(std::string_view code) {
  if (!code.empty()) sink_->Hold(first_receipt_, code);
}

void Judge::Take(Message* message) {
  if (!IsStatementType(message->type)) {
    // Entries in a message that has none: its type may be damaged.
    Report("MT-TYPE",
           message->passes_over_entries ? Severity::kHeld : Severity::kWarning,
           {message->line, message->offset}, {},
           "a message MT" + std::string(message->type) +
               (message->passes_over_entries ? " with entries" : ""),
           "MT940 or MT942", "message passed over");
    return;
  }
  first_receipt_ = sink_->made();
  if (!message->oddities.empty() &&
      message->oddities[0].kind == Oddity::Kind::kOutsideEntry) {
    return TakeOutside(message);
  }
  ++file_->summary.statements;
  Tally tally;
  TakeEntries(*message, &tally);
  ReportOddities(*message);
  if (!NamesAnAccount(message->account) && !message->entries.empty()) {
    Hold(Report("MT-ACCOUNT", Severity::kHeld, {message->line, message->offset},
                Path(*message), "no account", "one in :25:", "statement held"));
  }
  JudgeEnd(*message);
  Prove(*message, tally);
  JudgeContinuity(*message);
  last_account_ = std::string(message->account);
  last_currency_ = message->currency();
}

/// Entries behind the end of a message: whose they are is a guess.
void Judge::TakeOutside(Message* message) {
  message->account = last_account_;
  message->floor_currency = last_currency_;
  Tally tally;
  TakeEntries(*message, &tally);
  // No balance covers this money.
  if (tally.credit != tally.debit) file_->summary.control = Control::kFailed;
  const Oddity& first = message->oddities[0];
  Hold(Report("MT-OUTSIDE", Severity::kHeld, {first.line, first.offset}, {},
              "a field :" + std::string(first.name) + ": outside of a message",
              ":20:, which begins one", "entries held"));
}

void Judge::ReportOddities(const Message& message) {
  for (const Oddity& oddity : message.oddities) {
    const Spot spot{oddity.line, oddity.offset};
    const std::string field = "a field :" + std::string(oddity.name) + ":";
    switch (oddity.kind) {
      case Oddity::Kind::kOutOfPlace:
        Hold(Report("MT-ORDER", Severity::kWarning, spot, Path(message), field,
                    "account, number, opening balance, entries, closing "
                    "balance, in this order",
                    oddity.name == "61" ? "read as it is" : "passed over"));
        break;
      case Oddity::Kind::kNoReference:
        Hold(Report("MT-START", Severity::kWarning, spot, Path(message), field,
                    ":20:, which begins a message", "read as one"));
        break;
      case Oddity::Kind::kTextCut:
        Hold(Report("MT-LONG", Severity::kWarning, spot, Path(message),
                    "a text of more than 65536 bytes or 1024 lines",
                    "six lines of 65", "text cut"));
        break;
      case Oddity::Kind::kOutsideEntry:
        break;
    }
  }
}

/// Whether the input ends before the message does.
void Judge::JudgeEnd(const Message& message) {
  if (!message.at_end || message.ended) return;
  const bool sums = message.credits.present || message.debits.present;
  const bool complete = message.is_intraday() ? sums : message.closing.present;
  const Spot spot{message.line, message.offset};
  if (complete) {
    if (!message.enveloped) return;
    Hold(Report("MT-NO-END", Severity::kWarning, spot, Path(message),
                "the end of the file", "-}, the end of the message",
                "read as complete"));
    return;
  }
  if (message.is_intraday() && !message.enveloped) {
    Hold(Report("MT-NO-END", Severity::kHeld, spot, Path(message),
                "the end of the file",
                "sums :90C: or :90D:, or a line - at the end of the message",
                "message held", true));
    return;
  }
  Report("MT-TRUNCATED", Severity::kRejected, spot, Path(message),
         "the end of the file after " + std::to_string(message.entries.size()) +
             (message.entries.size() == 1 ? " entry" : " entries"),
         message.is_intraday() ? "-}, the end of the message"
                               : "a closing balance :62F:",
         "file rejected as possibly cut off");
}

void Judge::TakeEntries(const Message& message, Tally* tally) {
  const Currency currency = message.currency();
  size_t number = 0;
  for (const Entry& entry : message.entries) {
    ++file_->summary.entries;
    ++number;
    Minor amount = 0;
    if (!ReadMoney(message, entry, number, &amount)) {
      tally->readable = false;
      continue;
    }
    tally->Add(entry.mark, amount);
    Count(entry, currency, amount);
    std::string_view held = JudgeDays(message, entry, number);
    const std::string_view funds = JudgeFunds(message, entry, number);
    if (held.empty()) held = funds;
    sink_->Take(message, entry, amount, currency, held);
  }
}

/// Reads mark and amount. False: the entry is held, it makes no receipt.
bool Judge::ReadMoney(const Message& message, const Entry& entry, size_t number,
                      Minor* amount) {
  const Spot spot{entry.line, entry.offset};
  if (entry.mark == Mark::kNone) {
    Report("MT-ENTRY", Severity::kHeld, spot, EntryPath(message, number),
           "no mark behind the dates", "C, D, RC, RD, EC or ED", "entry held");
    return false;
  }
  if (message.currency() == Currency::kNone) {
    // Of a statement, the balance that is missing says it.
    if (message.is_intraday()) {
      Report("MT-CURRENCY", Severity::kHeld, spot, EntryPath(message, number),
             "no currency", "one in :34F:, :90C: or :90D:", "entry held");
    }
    return false;
  }
  const ParsedAmount parsed = ReadAmount(entry.amount, message.currency());
  *amount = parsed.minor;
  if (parsed.ok()) return true;
  Report("MT-AMOUNT", Severity::kHeld, spot, EntryPath(message, number),
         Quote(entry.amount), std::string(ExpectedFor(parsed.fault)),
         "entry held");
  return false;
}

std::string_view Judge::JudgeDays(const Message& message, const Entry& entry,
                                  size_t number) {
  const Spot spot{entry.line, entry.offset};
  const auto report = [&](Severity severity, std::string_view text,
                          std::string_view expected, std::string_view done) {
    return Report("MT-DATE", severity, spot, EntryPath(message, number),
                  Quote(text), std::string(expected), std::string(done));
  };
  if (entry.value.day == kNoDay) {
    return report(Severity::kHeld, entry.value_text, "a value date YYMMDD",
                  "entry held");
  }
  std::string_view held;
  if (entry.value.clamped) {
    held = report(Severity::kWarning, entry.value_text, "a day of the calendar",
                  "read as " + FormatDay(entry.value.day));
  }
  if (entry.entry_text.empty()) return held;
  if (entry.entry.day == kNoDay || entry.entry.clamped) {
    const std::string_view code = report(
        Severity::kWarning, entry.entry_text, "an entry date MMDD",
        entry.entry.day == kNoDay ? "read as the value date"
                                  : "read as " + FormatDay(entry.entry.day));
    if (held.empty()) held = code;
  }
  return held;
}

/// The funds code is the third letter of the currency.
std::string_view Judge::JudgeFunds(const Message& message, const Entry& entry,
                                   size_t number) {
  const CurrencyCode code = CodeOf(message.currency());
  if (entry.funds == 0 || entry.funds == code.letters[2]) return {};
  return Report("MT-FUNDS", Severity::kWarning, {entry.line, entry.offset},
                EntryPath(message, number),
                "the funds code " + Quote({&entry.funds, 1}),
                "the third letter of " + std::string(code),
                "read in the currency of the account");
}

void Judge::Count(const Entry& entry, Currency currency, Minor amount) {
  FileSummary& summary = file_->summary;
  SidedSums& sums = IsExpected(entry.mark) ? summary.pending : summary.booked;
  (IsCreditSide(entry.mark) ? sums.credit : sums.debit)[currency] += amount;
}

void Judge::TakeCheck(const Message& message, const Check& check, Spot spot) {
  Control& whole = file_->summary.control;
  if (check.control == Control::kFailed || whole == Control::kAbsent) {
    whole = check.control;
  }
  if (check.code.empty()) return;
  const bool count = check.code == "MT-COUNT";
  unproved_ |= !count && check.control == Control::kAbsent;
  Hold(Report(check.code, count ? Severity::kWarning : Severity::kHeld, spot,
              Path(message), check.found, check.expected,
              count ? "read as they are" : "statement held"));
}

void Judge::Prove(const Message& message, const Tally& tally) {
  if (file_->findings.rejected() && message.at_end) return;
  unproved_ |= !tally.readable;
  const auto spot = [&message](const Balance& balance) {
    return balance.present ? Spot{balance.line, balance.offset}
                           : Spot{message.line, message.offset};
  };
  if (!message.is_intraday()) {
    const bool at_closing = message.opening.readable;
    TakeCheck(message, ProveBalances(message, tally),
              spot(at_closing ? message.closing : message.opening));
  }
  for (const bool credit : {true, false}) {
    const Balance& declared = credit ? message.credits : message.debits;
    TakeCheck(message, ProveSum(message, credit, tally), spot(declared));
    TakeCheck(message, CompareCount(message, credit, tally), spot(declared));
  }
}

void Judge::JudgeContinuity(const Message& message) {
  const uint64_t begin = message.content_begin, end = message.content_end;
  const Break found = continuity_.Follow(
      message,
      end > begin ? bytes_.substr(begin, end - begin) : std::string_view());
  if (found.code != "MT-TWICE") {
    AddEnds(message);
    NumberPart(message);
  }
  if (found.code.empty()) return;
  Hold(Report(found.code, found.severity, {found.line, found.offset},
              Path(message), found.found, found.expected, found.done));
}

/// For whoever compares statements of several files.
void Judge::AddEnds(const Message& message) {
  const Balance& opening = message.opening;
  const Balance& closing = message.closing;
  if (message.is_intraday() || !opening.readable || !closing.readable ||
      opening.currency != closing.currency || closing.day == kNoDay) {
    return;
  }
  const bool paged = message.opening_is_page || message.closing_is_page;
  file_->ends.push_back({{},
                         opening.line,
                         std::string(message.account),
                         closing.currency,
                         closing.day,
                         opening.amount,
                         closing.amount,
                         paged ? 0 : message.number});
}

/// Numbers begin anew each year; the day of the opening tells which it is.
void Judge::NumberPart(const Message& message) {
  if (message.is_intraday() || message.number == 0 || message.account.empty() ||
      !message.opening.readable) {
    return;
  }
  file_->AddPart(
      PartId({"mt940", OwnAccountKey(message.account),
              std::to_string(message.number), std::to_string(message.page),
              FormatDay(message.opening.day)}),
      message.line, first_receipt_);
}

void Judge::Finish() {
  Control& whole = file_->summary.control;
  if (unproved_ && whole == Control::kProved) whole = Control::kAbsent;
  Break found;
  for (std::string account; continuity_.NextUnfinished(&account, &found);) {
    Report(found.code, found.severity, {found.line, found.offset},
           "account " + MaskAccount(account), found.found, found.expected,
           found.done);
  }
}

}  // namespace cashmatch::mt940
