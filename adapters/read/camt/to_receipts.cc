// SPDX-License-Identifier: Apache-2.0
// to_receipts.cc - status, sides, dates and holds: the meaning of entries.
// Tested by tests/unit/adapters/read/camt/to_receipts_test.cc
#include "adapters/read/camt/to_receipts.h"

#include <charconv>
#include <utility>

#include "adapters/read/camt/fill_receipt.h"
#include "adapters/read/camt/statement_ends.h"
#include "engine/model/creditor_reference.h"
#include "engine/model/own_account.h"

namespace cashmatch {
namespace {

std::string_view ElementOf(CamtKind kind) {
  switch (kind) {
    case CamtKind::k052:
      return "Rpt";
    case CamtKind::k053:
      return "Stmt";
    case CamtKind::k054:
      return "Ntfctn";
  }
  return {};
}

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

void ToReceipts::CheckBatch(const Entry& entry) {
  uint64_t count = 0;
  const std::string_view text = entry.batch_count;
  const auto [end, fault] =
      std::from_chars(text.data(), text.data() + text.size(), count);
  // A single detail often only sums up a batch whose details come elsewhere.
  if (text.empty() || fault != std::errc() || entry.details.size() < 2 ||
      count == entry.details.size()) {
    return;
  }
  Report("CAMT-BATCH-COUNT", Severity::kWarning,
         locator_.At(entry.offset, EntryPath()),
         std::to_string(entry.details.size()) + " details",
         std::string(text) + " by NbOfTxs", "read as they are");
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
  CheckBatch(entry);
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
  also_held(SetDays(message, statement, entry));
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

void ToReceipts::EndStatement(const Statement& statement) {
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
  SetControl(proof.control);
  if (kind_ == CamtKind::k053 && !proof.paged) {
    AddEnds(statement, place.line, &file_.ends);
  }
  if (kind_ != CamtKind::k052) NumberPart(statement);
  if (proof.control == Control::kFailed) {
    Hold(statement_first_,
         Report(proof.money_code, Severity::kHeld, place, proof.found,
                proof.expected,
                "account " + MaskAccount(statement.account) + " held"));
  } else {
    SettleUnstated(proof);
  }
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

void ToReceipts::SetControl(Control control) {
  Control& whole = file_.summary.control;
  if (control == Control::kFailed || whole == Control::kAbsent) {
    whole = control;
  }
}

}  // namespace cashmatch
