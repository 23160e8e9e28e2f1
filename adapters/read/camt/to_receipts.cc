// SPDX-License-Identifier: Apache-2.0
// to_receipts.cc - status, sides, dates and holds: the meaning of entries.
// Tested by tests/unit/adapters/read/camt/to_receipts_test.cc
#include "adapters/read/camt/to_receipts.h"

#include <utility>

#include "adapters/read/camt/fill_receipt.h"
#include "engine/model/creditor_reference.h"

namespace cashmatch {
namespace {

void AddTo(SidedSums* sums, Side side, Currency currency, WideMinor amount) {
  (side == Side::kCredit ? sums->credit : sums->debit)[currency] += amount;
}

Currency AccountCurrency(const Statement& statement) {
  return ParseCurrency(statement.currency).value_or(Currency::kNone);
}

}  // namespace

std::string ToReceipts::StatementPath() const {
  return std::string(ElementOf(kind_)) + " " +
         std::to_string(file_.summary.statements);
}

std::string ToReceipts::EntryPath(size_t detail) const {
  std::string path =
      StatementPath() + " / Ntry " + std::to_string(statement_entries_);
  if (detail != 0) path += " / TxDtls " + std::to_string(detail);
  return path;
}

std::string ToReceipts::OpenPath(bool in_entry) const {
  if (file_.summary.statements == 0) return {};
  if (!in_entry) return StatementPath();
  return StatementPath() + " / Ntry " + std::to_string(statement_entries_ + 1);
}

std::string_view ToReceipts::Report(std::string_view code, Severity severity,
                                    const Place& place, std::string found,
                                    std::string expected, std::string done,
                                    bool forgivable) {
  Finding finding;
  finding.place = place;
  finding.code = std::string(code);
  finding.severity = severity;
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  finding.done = std::move(done);
  const Severity now =
      AddFinding(std::move(finding), forgivable, options_, &file_);
  return now == Severity::kWarning ? std::string_view() : code;
}

void ToReceipts::BeginMessage(CamtKind kind, uint32_t source_file,
                              int version) {
  kind_ = kind;
  source_file_ = source_file;
  version_ = version;
}

void ToReceipts::BeginStatement(const Statement& statement) {
  ++file_.summary.statements;
  statement_place_ = locator_.At(statement.offset, StatementPath());
  control_.Clear();
  statement_entries_ = 0;
  statement_first_ = file_.made();
  unstated_receipts_.clear();
  unstated_ = SidedSums();
  kept_account_ = {};
}

/// Reads the status. Sets `held` when strict reading makes it a hold.
Booking ToReceipts::ReadStatus(const Statement& statement, const Entry& entry,
                               std::string_view* held) {
  constexpr int kChoiceSince = 7;
  if (entry.status_is_plain && version_ >= kChoiceSince) {
    *held = Report("CAMT-STATUS-PLAIN", Severity::kWarning,
                   locator_.At(entry.offset, EntryPath()), Quote(entry.status),
                   "Sts/Cd in this version", "read as the code");
  }
  const auto account = options_.accounts.find(statement.account);
  const Booking booking = BookingOf(
      entry, kind_,
      account != options_.accounts.end() && account->second.info_is_booked);
  if (booking == Booking::kUnknown || booking == Booking::kUnlisted) {
    Report("CAMT-STATUS", Severity::kWarning,
           locator_.At(entry.offset, EntryPath()),
           entry.status.empty() ? "no status" : Quote(entry.status),
           "BOOK, PDNG, INFO or FUTR", "read as not booked");
  }
  return booking;
}

/// Reads amount and side. False: the entry is held, it makes no receipt.
bool ToReceipts::ReadEntry(const Statement& statement, const Entry& entry,
                           Money* money, Side* side) {
  *money = ReadMoney(entry.amount, AccountCurrency(statement));
  const auto found_side = SideOf(entry.side);
  if (found_side) *side = *found_side;
  if (!money->ok()) {
    const bool currency = money->fault == MoneyFault::kCurrency;
    Report(
        "CAMT-AMOUNT", Severity::kHeld,
        locator_.At(entry.amount.present() ? entry.amount.offset : entry.offset,
                    EntryPath()),
        currency && !entry.amount.currency.empty()
            ? Quote(entry.amount.currency)
            : Quote(entry.amount.digits),
        std::string(ExpectedFor(money->fault)), "entry held");
    return false;
  }
  if (!found_side) {
    Report("CAMT-SIDE", Severity::kHeld, locator_.At(entry.offset, EntryPath()),
           Quote(entry.side), "CRDT or DBIT", "entry held");
    return false;
  }
  return true;
}

void ToReceipts::Count(const Money& money, Side side, Booking booking) {
  FileSummary& summary = file_.summary;
  if (booking == Booking::kBooked || booking == Booking::kUnstated) {
    AddTo(&summary.booked, side, money.currency, money.minor);
  }
  if (booking == Booking::kUnstated) {
    AddTo(&unstated_, side, money.currency, money.minor);
  }
  if (booking == Booking::kPending) {
    AddTo(&summary.pending, side, money.currency, money.minor);
  }
}

void ToReceipts::CountReferences(const Entry& entry) {
  for (const StructuredText& structured : entry.structured) {
    const std::string_view reference = structured.creditor_reference;
    if (!IsReference(reference)) continue;
    const CreditorReferenceKind kind = KindOf(reference);
    if (kind == CreditorReferenceKind::kNone) continue;
    ++file_.summary.references[std::string(NameOf(kind))];
  }
}

std::string_view ToReceipts::ReportBatch(BatchFault fault) {
  if (fault.disagrees) SetControl(Control::kFailed, false);
  if (fault.severity == Severity::kHeld && !fault.disagrees) {
    SetControl(Control::kAbsent, true);
  }
  return Report(fault.code, fault.severity,
                locator_.At(fault.offset, EntryPath()), std::move(fault.found),
                std::move(fault.expected), std::move(fault.done));
}

void ToReceipts::AddEntry(const Message& message, const Statement& statement,
                          const Entry& entry) {
  ++statement_entries_;
  ++file_.summary.entries;
  file_.summary.details += entry.details.size();
  CountReferences(entry);
  if (IsTemplate(entry)) {
    Report("CAMT-TEMPLATE", Severity::kRejected,
           locator_.At(entry.offset, EntryPath()), "a placeholder",
           "a file that was filled in", "file rejected");
  }
  std::string_view held;
  const Booking booking = ReadStatus(statement, entry, &held);
  Money money;
  Side side = Side::kCredit;
  const bool readable = ReadEntry(statement, entry, &money, &side);
  const bool for_control = readable || (money.fault == MoneyFault::kTooFine &&
                                        SideOf(entry.side).has_value());
  if (for_control) {
    control_.Add(money, side, entry.reversal, booking);
  } else {
    control_.AddUnreadable();
  }
  if (!readable) return;
  Count(money, side, booking);
  if (auto fault = CheckBatchCounts(entry)) ReportBatch(std::move(*fault));
  if (booking != Booking::kBooked && booking != Booking::kUnstated) return;
  const uint64_t first = file_.made();
  AddParts(message, statement, entry, money, side, held);
  if (booking == Booking::kUnstated) AddUnstated(first, file_.made());
  if (file_.HandOver()) kept_account_ = {};
}

void ToReceipts::AddParts(const Message& message, const Statement& statement,
                          const Entry& entry, const Money& money, Side side,
                          std::string_view held) {
  SplitEntry(entry, money, side, &split_);
  bool any = false;
  for (const Part& part : split_.parts) any |= IsReceipt(entry, part, side);
  if (!any) return;
  const auto also_held = [&](std::string_view code) {
    if (held.empty()) held = code;
  };
  if (money.rounded) {
    also_held(Report("CAMT-ROUNDED", Severity::kWarning,
                     locator_.At(entry.amount.offset, EntryPath()),
                     Quote(entry.amount.digits),
                     std::string(ExpectedFor(MoneyFault::kTooFine)),
                     "read as " + FormatMoney(money.minor, money.currency)));
  }
  if (!money.own_currency) {
    also_held(Report("CAMT-CURRENCY", Severity::kWarning,
                     locator_.At(entry.amount.offset, EntryPath()),
                     "an amount without Ccy",
                     std::string(ExpectedFor(MoneyFault::kCurrency)),
                     "read in the account's currency"));
  }
  if (!split_.code.empty()) {
    also_held(Report(split_.code, split_.severity,
                     locator_.At(split_.offset, EntryPath(split_.place)),
                     std::move(split_.found), std::move(split_.expected),
                     std::move(split_.done)));
  }
  if (auto fault = CheckBatchTotals(entry, money, side, split_)) {
    also_held(ReportBatch(std::move(*fault)));
  }
  also_held(SetDays(message, statement, entry));
  if (held.empty()) CountTurned(money.currency, side);
  for (const Part& part : split_.parts) {
    if (IsReceipt(entry, part, side)) {
      AddPart(statement, entry, part, money.currency, held);
    }
  }
}

/// Finds booking and value day. Returns the code that holds the entry, if any.
std::string_view ToReceipts::SetDays(const Message& message,
                                     const Statement& statement,
                                     const Entry& entry) {
  booking_day_ = ReadDay(entry.booking_date);
  value_day_ = ReadDay(entry.value_date);
  std::string_view held;
  for (const auto& [text, day] : {std::pair(entry.booking_date, booking_day_),
                                  std::pair(entry.value_date, value_day_)}) {
    if (text.empty() || day != kNoDay) continue;
    held = Report("CAMT-DATE", Severity::kWarning,
                  locator_.At(entry.offset, EntryPath()), Quote(text),
                  "YYYY-MM-DD", "read as if there were none");
  }
  if (value_day_ == kNoDay) value_day_ = booking_day_;
  if (value_day_ == kNoDay) value_day_ = StatementDay(message, statement);
  if (booking_day_ == kNoDay) booking_day_ = value_day_;
  if (value_day_ != kNoDay) return held;
  return Report("CAMT-DATE", Severity::kHeld,
                locator_.At(entry.offset, EntryPath()), "no date",
                "a value date, a booking date or a date of the statement",
                "entry held");
}

void ToReceipts::AddPart(const Statement& statement, const Entry& entry,
                         const Part& part, Currency currency,
                         std::string_view held) {
  ReceiptBlock& block = file_.receipts;
  if (kept_account_.empty()) kept_account_ = block.Keep(statement.account);
  const size_t offset =
      part.detail == nullptr ? entry.offset : part.detail->offset;
  Receipt* const receipt = block.Add();
  receipt->amount = part.amount;
  receipt->charges = part.charges.value_or(kNotStated);
  receipt->direction =
      part.side == Side::kCredit ? Direction::kCredit : Direction::kDebit;
  receipt->currency = currency;
  receipt->booking_date = booking_day_;
  receipt->value_date = value_day_;
  receipt->provisional = kind_ == CamtKind::k052;
  receipt->file = source_file_;
  const Place place = locator_.At(offset, {});
  receipt->line = place.line;
  receipt->offset = place.offset;
  receipt->account = kept_account_;
  receipt->held = held;
  const BookedLine& line = part.detail == nullptr
                               ? static_cast<const BookedLine&>(entry)
                               : *part.detail;
  const Money instructed = ReadMoney(line.instructed, currency);
  if (instructed.ok() &&
      (instructed.currency != currency || instructed.minor != part.amount)) {
    receipt->instructed_amount = instructed.minor;
    receipt->instructed_currency = instructed.currency;
  }
  FillReceipt(entry, part.detail, kind_ == CamtKind::k054, receipt, &block);
}

/// Details against their entry take off what it shows, and stand on receipts.
void ToReceipts::CountTurned(Currency currency, Side side) {
  for (const Part& part : split_.parts) {
    if (part.side == side) continue;
    AddTo(&file_.summary.turned, side, currency, part.amount);
  }
}

}  // namespace cashmatch
