// SPDX-License-Identifier: Apache-2.0
// to_receipts_end.cc - the end of a statement: its proof, and what it holds.
// Tested by tests/unit/adapters/read/camt/to_receipts_test.cc
#include "adapters/read/camt/statement_ends.h"
#include "adapters/read/camt/to_receipts.h"
#include "engine/model/own_account.h"

namespace cashmatch {
namespace {

/// Whether a statement states both ends of its own.
bool HasEnds(const Statement& statement) {
  bool opens = false, closes = false;
  for (const BalanceText& balance : statement.balances) {
    opens |= balance.code == "OPBD" || balance.code == "PRCD";
    closes |= balance.code == "CLBD";
  }
  return opens && closes;
}

}  // namespace

/// Where a message is one page of several, so is a statement in it that does
/// not say its own page and is not whole.
void ToReceipts::EndStatement(const Message& message,
                              const Statement& statement) {
  const CamtPage page = ReadPage(message.page, message.last_page);
  continuity_.NoteMessage(page, statement_place_);
  if (!page.paged() || !statement.page.empty() ||
      !statement.last_page.empty() || HasEnds(statement)) {
    return Prove(statement);
  }
  Statement paged = statement;
  paged.page = message.page;
  paged.last_page = message.last_page;
  Prove(paged);
}

void ToReceipts::Prove(const Statement& statement) {
  const Proof proof = control_.Prove(statement);
  const Place& place = statement_place_;
  if (statement_entries_ == 0 && proof.control != Control::kProved) {
    Report("CAMT-EMPTY", Severity::kWarning, place,
           "0 entries in " + std::string(ElementOf(kind_)), "entries",
           "nothing to read");
  }
  if (!proof.count_code.empty()) {
    Report(proof.count_code, Severity::kWarning,
           locator_.At(proof.count_offset, StatementPath()), proof.count_found,
           proof.count_expected, "read as they are");
  }
  SetControl(proof.control, proof.unreadable);
  if (kind_ == CamtKind::k053 && !proof.paged) {
    AddEnds(statement, place.line, &file_.ends);
  }
  if (kind_ != CamtKind::k052) NumberPart(statement);
  if (!proof.money_code.empty()) {
    Hold(statement_first_,
         Report(proof.money_code, Severity::kHeld,
                proof.money_offset == 0
                    ? place
                    : locator_.At(proof.money_offset, StatementPath()),
                proof.found, proof.expected,
                "account " + MaskAccount(statement.account) + " held"));
  } else {
    SettleUnstated(proof);
  }
  FollowOn(statement, proof);
  CheckCopy(statement);
}

/// Intraday reports repeat each other; a statement or notification goes on.
void ToReceipts::FollowOn(const Statement& statement, const Proof& proof) {
  if (kind_ == CamtKind::k052) return;
  if (const auto found =
          continuity_.Follow(statement, proof, statement_place_)) {
    HoldStatement(ReportBreak(*found));
  }
}

/// A duplicate is money that was there before. Beside its original it counts
/// once, as any copy; alone, a person must say whether it is new.
void ToReceipts::CheckCopy(const Statement& statement) {
  const bool duplicate = statement.copy == "DUPL";
  if (!duplicate && statement.copy != "CODU") return;
  HoldStatement(
      Report("CAMT-COPY", duplicate ? Severity::kHeld : Severity::kWarning,
             statement_place_, Quote(statement.copy) + " by CpyDplctInd",
             duplicate ? "an original" : "an original, or a copy of one",
             duplicate ? "account " + MaskAccount(statement.account) + " held"
                       : "read as it is",
             true));
}

void ToReceipts::JudgeRepeat(std::string_view text) {
  if (kind_ == CamtKind::k052 || statement_entries_ == 0) return;
  const uint32_t line = repeats_.SeenBefore({}, text, statement_place_.line);
  if (line == 0) return;
  const std::string element(ElementOf(kind_));
  HoldStatement(Report(
      "CAMT-TWICE", Severity::kHeld, statement_place_,
      "the " + element + " again, the same as in line " + std::to_string(line),
      "each " + element + " once", element + " held"));
}

void ToReceipts::Finish() {
  while (const auto found = continuity_.NextUnfinished()) ReportBreak(*found);
}

std::string_view ToReceipts::ReportBreak(const CamtBreak& found) {
  return Report(found.code, found.severity, found.place, found.found,
                found.expected, found.done);
}

void ToReceipts::HoldStatement(std::string_view code) {
  if (!code.empty()) file_.Hold(statement_first_, file_.made(), code, false);
}

/// A sequence number outranks Id, which many banks make anew when they send a
/// statement again. Either may begin anew each year; the days tell which it is,
/// and without a day nothing does.
void ToReceipts::NumberPart(const Statement& statement) {
  const std::string_view day =
      statement.period_end.empty() ? statement.created : statement.period_end;
  std::string_view number = statement.number;
  if (number.empty()) number = statement.legal_number;
  if (number.empty()) number = statement.id;
  if (number.empty() || statement.account.empty() || day.empty()) return;
  file_.AddPart(PartId({ElementOf(kind_), OwnAccountKey(statement.account),
                        number, day.substr(0, 10), statement.page}),
                statement_place_.line, statement_first_);
}

/// Entries of a statement without status are booked if its balances say so.
void ToReceipts::SettleUnstated(const Proof& proof) {
  const bool left_out = proof.unstated_is_not_booked;
  if (left_out) {
    for (const auto& [currency, sum] : unstated_.credit) {
      file_.summary.booked.credit[currency] -= sum;
    }
    for (const auto& [currency, sum] : unstated_.debit) {
      file_.summary.booked.debit[currency] -= sum;
    }
  }
  if (unstated_receipts_.empty()) return;
  if (proof.balances_proved && !left_out) return;
  uint64_t count = 0;
  for (const auto& [first, last] : unstated_receipts_) count += last - first;
  const std::string_view held =
      Report("CAMT-STATUS", Severity::kHeld, statement_place_,
             std::to_string(count) + " receipts of entries without a status",
             left_out ? "BOOK: the balances agree only without them"
                      : "BOOK, or balances that prove them",
             "entries held");
  for (const auto& [first, last] : unstated_receipts_) {
    file_.Hold(first, last, held, true);
  }
}

void ToReceipts::Hold(uint64_t first, std::string_view code) {
  file_.Hold(first, file_.made(), code, true);
}

void ToReceipts::SetControl(Control control, bool unreadable) {
  Control& whole = file_.summary.control;
  unreadable_ |= unreadable;
  if (control == Control::kFailed || whole == Control::kAbsent) {
    whole = control;
  }
  if (unreadable_ && whole == Control::kProved) whole = Control::kAbsent;
}

}  // namespace cashmatch
