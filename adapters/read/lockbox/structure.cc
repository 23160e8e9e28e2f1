// SPDX-License-Identifier: Apache-2.0
// structure.cc - records to checks. Tested by
// tests/unit/adapters/read/lockbox/structure_test.cc
#include "adapters/read/lockbox/structure.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/read/lockbox/fields.h"
#include "adapters/read/lockbox/plain_checks.h"
#include "adapters/read/lockbox/totals.h"

namespace cashmatch::lockbox {
namespace {

size_t Width(Columns columns) { return columns.last - columns.first + 1u; }

std::string_view LockboxNumber(std::string_view record, Columns columns) {
  const std::string_view field = Field(record, columns);
  const std::string_view number = WithoutLeadingZeros(field);
  return number.empty() && !field.empty() ? field.substr(0, 1) : number;
}

}  // namespace

void ReadCheckFields(std::string_view record, const CheckColumns& columns,
                     LockboxCheck* check) {
  check->batch = Field(record, columns.batch);
  check->item = Field(record, columns.item);
  check->routing = Field(record, columns.routing);
  check->account = Field(record, columns.account);
  check->check_number = Field(record, columns.check_number);
  check->remitter = Field(record, columns.remitter);
  check->customer = Field(record, columns.customer);
  check->text = Field(record, columns.text);
}

namespace {

class Structure {
 public:
  Structure(RecordReader reader, const Layout& layout,
            const ReadOptions& options, CheckSink* sink, BankFile* file)
      : reader_(reader),
        layout_(layout),
        options_(options),
        sink_(sink),
        file_(file),
        totals_(
            layout, options,
            [sink](size_t check, std::string_view code) {
              sink->Hold(check, code);
            },
            file) {}

  void Read();

 private:
  void ReadPlain();
  void FileHeader(const Record& record);
  void Deposit(const Record& record);
  void Check(const Record& record);
  void Overflow(const Record& record);
  void Total(const Record& record, const TotalColumns& columns);
  void Unknown(const Record& record);
  void OpenAhead();
  void ReadAmount(std::string_view text);
  void ReadInvoices(const Record& record,
                    const std::vector<InvoiceColumns>& columns);
  Minor InvoiceAmount(const Record& record, Columns columns);
  bool BelongsToCheck(const Record& record) const;
  void Flush();
  void ReportLastFlags();
  Day ReadDay(const Record& record, Columns columns, std::string_view* held);
  void Report(const Record& record, std::string path, std::string code,
              Severity severity, std::string found, std::string expected,
              std::string done);
  std::string PathOf(const LockboxCheck& check) const {
    return LockboxPath(check.lockbox, check.batch, check.item);
  }

  RecordReader reader_;
  const Layout& layout_;
  const ReadOptions& options_;
  CheckSink* sink_;
  BankFile* file_;
  Totals totals_;
  std::optional<PlainChecks> plain_;

  Day file_day_ = kNoDay, deposit_day_ = kNoDay;
  std::string_view deposit_held_;

  bool pending_ = false;  // check_ waits for its overflow
  LockboxCheck check_;
  std::vector<LockboxInvoice> invoices_;
  std::vector<std::string_view> texts_;
  Record latest_overflow_;
  uint64_t overflows_ = 0;  // of this check
  bool last_flag_ = false;  // on the latest of them
  Record first_unflagged_;
  uint64_t unflagged_ = 0, flagged_early_ = 0;
};

void Structure::Report(const Record& record, std::string path, std::string code,
                       Severity severity, std::string found,
                       std::string expected, std::string done) {
  Finding finding;
  finding.place = {record.line, record.offset, std::move(path)};
  finding.code = std::move(code);
  finding.severity = severity;
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  finding.done = std::move(done);
  AddFinding(std::move(finding), false, options_, file_);
}

void Structure::Read() {
  Record record;
  if (sink_->TakesPlain()) plain_ = PlainChecks::Of(layout_);
  for (;;) {
    if (plain_) ReadPlain();
    if (!reader_.Next(&record)) break;
    if (record.type() != '4') Flush();
    totals_.Count(record);
    switch (record.type()) {
      case '1':
        FileHeader(record);
        break;
      case '2':
        break;  // routing of the file itself, nothing about receipts
      case '5':
        Deposit(record);
        break;
      case '6':
        Check(record);
        break;
      case '4':
        Overflow(record);
        break;
      case '7':
        Total(record, layout_.batch_total);
        totals_.BatchTotal(record);
        break;
      case '8':
        Total(record, layout_.lockbox_total);
        totals_.LockboxTotal(record);
        break;
      case '9':
        totals_.Trailer(record);
        break;
      default:
        Unknown(record);
    }
  }
  Flush();
  totals_.Finish();
  ReportLastFlags();
}

/// Reads plain checks as long as they come.
void Structure::ReadPlain() {
  const Day day = deposit_day_ != kNoDay ? deposit_day_ : file_day_;
  if (!totals_.open() || day == kNoDay || !deposit_held_.empty()) return;
  for (PlainCheck check; plain_->Read(reader_.rest(), &check);) {
    Flush();
    check.record.line = reader_.line() + 1;
    check.record.offset = reader_.offset();
    check.overflow.line = check.record.line + 1;
    check.overflow.offset = check.record.offset + check.second;
    reader_.Skip(check.bytes, 2);
    totals_.Count(check.record);
    totals_.Count(check.overflow);
    totals_.AddCheck(check.record, check.batch, check.amount);
    sink_->TakePlain(check, totals_.lockbox(), day);
    ++file_->summary.entries;
    ++file_->summary.details;
  }
}

void Structure::Unknown(const Record& record) {
  Report(record, LockboxPath(totals_.lockbox(), {}, {}), "LBX-RECORD",
         Severity::kWarning, Quote(record.text.substr(0, 1)),
         "a record type 1, 2 or 4 to 9", "record skipped");
}

/// A date that is no date keeps back what depends on it; zeros are no date.
Day Structure::ReadDay(const Record& record, Columns columns,
                       std::string_view* held) {
  const std::string_view slice = Slice(record.text, columns);
  const std::optional<Day> day = ReadPatternDay(slice, layout_.date_format);
  *held = day ? std::string_view() : "LBX-DATE";
  if (!day) {
    Report(record,
           LockboxPath(LockboxNumber(record.text, layout_.deposit.lockbox), {},
                       {}),
           "LBX-DATE", Severity::kHeld, Quote(slice),
           "a date " + layout_.date_format, "deposit held");
  }
  return day.value_or(kNoDay);
}

void Structure::FileHeader(const Record& record) {
  const std::string_view slice = Slice(record.text, layout_.file_date);
  const std::optional<Day> day = ReadPatternDay(slice, layout_.date_format);
  file_day_ = day.value_or(kNoDay);
  deposit_day_ = kNoDay;
  deposit_held_ = {};
  if (!day) {
    Report(record, "file", "LBX-DATE", Severity::kWarning, Quote(slice),
           "a date " + layout_.date_format, "read as no date");
  }
}

void Structure::Deposit(const Record& record) {
  const std::string_view number =
      LockboxNumber(record.text, layout_.deposit.lockbox);
  if (!totals_.open() || number != totals_.lockbox()) {
    totals_.OpenLockbox(number);
  }
  deposit_day_ = ReadDay(record, layout_.deposit.date, &deposit_held_);
}

/// Opens a lockbox that no record 5 announced: its number and date stand in
/// the next total. Looks at each record at most once, as a lockbox that has no
/// total before the next record 1, 5 or 9 goes on until there.
void Structure::OpenAhead() {
  RecordReader ahead = reader_;
  Record record;
  std::string_view number;
  deposit_day_ = kNoDay;
  deposit_held_ = {};
  while (ahead.Next(&record)) {
    const char type = record.type();
    if (type == '1' || type == '5' || type == '9') break;
    if (type != '7' && type != '8') continue;
    const TotalColumns& columns =
        type == '7' ? layout_.batch_total : layout_.lockbox_total;
    number = LockboxNumber(record.text, columns.lockbox);
    deposit_day_ = ReadDay(record, columns.date, &deposit_held_);
    break;
  }
  totals_.OpenLockbox(number);
}

void Structure::Total(const Record& record, const TotalColumns& columns) {
  const std::string_view number = LockboxNumber(record.text, columns.lockbox);
  if (!totals_.open()) totals_.OpenLockbox(number);
  if (number.empty() || number == totals_.lockbox()) return;
  Report(record, LockboxPath(totals_.lockbox(), {}, {}), "LBX-LOCKBOX",
         Severity::kWarning, "the total of lockbox " + MaskAccount(number),
         "that of lockbox " + MaskAccount(totals_.lockbox()),
         "taken as this one's");
}

void Structure::Check(const Record& record) {
  if (!totals_.open()) OpenAhead();
  const CheckColumns& columns = layout_.check;
  const std::string_view text = record.text;
  check_ = {};
  check_.record = record;
  check_.lockbox = totals_.lockbox();
  ReadCheckFields(text, columns, &check_);
  check_.day = deposit_day_ != kNoDay ? deposit_day_ : file_day_;
  check_.held = deposit_held_;
  pending_ = true;
  if (check_.day == kNoDay && check_.held.empty()) {
    check_.held = "LBX-DATE";
    Report(record, PathOf(check_), "LBX-DATE", Severity::kHeld, "no date",
           "one in record 5 or 1", "check held");
  }
  ReadAmount(text);
  ReadInvoices(record, columns.invoices);
  ++file_->summary.entries;
}

void Structure::ReadAmount(std::string_view text) {
  const Columns columns = layout_.check.amount;
  const std::string_view slice = Slice(text, columns);
  const std::optional<Minor> amount = ReadDigits(slice, Width(columns));
  totals_.AddCheck(check_.record, check_.batch, amount);
  const std::optional<Minor> minor =
      amount ? ToMinorUnits(*amount, layout_.decimals,
                            ExponentOf(layout_.currency))
             : std::nullopt;
  check_.amount = minor.value_or(0);
  if (minor) return;
  check_.held = "LBX-AMOUNT";
  Report(check_.record, PathOf(check_), "LBX-AMOUNT", Severity::kHeld,
         Quote(slice),
         std::to_string(Width(columns)) + " digits in columns " +
             std::to_string(columns.first) + " to " +
             std::to_string(columns.last),
         "check held");
}

Minor Structure::InvoiceAmount(const Record& record, Columns columns) {
  const std::string_view slice = Slice(record.text, columns);
  if (slice.empty()) return kNotStated;
  bool blank = false;
  std::optional<Minor> amount = ReadSigned(slice, Width(columns), &blank);
  if (blank) return kNotStated;
  if (amount) {
    amount =
        ToMinorUnits(*amount, layout_.decimals, ExponentOf(layout_.currency));
  }
  if (!amount) {
    Report(record, PathOf(check_), "LBX-INVOICE-AMOUNT", Severity::kWarning,
           Quote(slice), "an amount", "document kept without it");
  }
  return amount.value_or(kNotStated);
}

void Structure::ReadInvoices(const Record& record,
                             const std::vector<InvoiceColumns>& columns) {
  for (const InvoiceColumns& at : columns) {
    LockboxInvoice invoice;
    invoice.number = Field(record.text, at.number);
    if (IsBlankOrZero(invoice.number)) invoice.number = {};
    invoice.gross = InvoiceAmount(record, at.gross);
    invoice.paid = InvoiceAmount(record, at.amount);
    invoice.discount = InvoiceAmount(record, at.discount);
    invoice.deduction = InvoiceAmount(record, at.deduction);
    invoice.reason = Field(record.text, at.reason);
    const auto nothing = [](Minor m) { return m == kNotStated || m == 0; };
    if (invoice.number.empty() && nothing(invoice.gross) &&
        nothing(invoice.paid) && nothing(invoice.deduction)) {
      continue;
    }
    invoices_.push_back(invoice);
  }
}

bool Structure::BelongsToCheck(const Record& record) const {
  const std::string_view batch = Field(record.text, layout_.overflow.batch);
  const std::string_view item = Field(record.text, layout_.overflow.item);
  return pending_ && (batch.empty() || batch == check_.batch) &&
         (item.empty() || item == check_.item);
}

void Structure::Overflow(const Record& record) {
  ++file_->summary.details;
  if (!BelongsToCheck(record)) {
    Report(record,
           LockboxPath(totals_.lockbox(),
                       Field(record.text, layout_.overflow.batch),
                       Field(record.text, layout_.overflow.item)),
           "LBX-OVERFLOW", Severity::kWarning, "an overflow record",
           "the batch and item of the check before it", "record skipped");
    return;
  }
  if (last_flag_ && flagged_early_++ == 0 && unflagged_ == 0) {
    first_unflagged_ = record;
  }
  last_flag_ = Field(record.text, layout_.overflow.last_flag) == "9";
  latest_overflow_ = record;
  ++overflows_;
  const std::string_view text = Field(record.text, layout_.overflow.text);
  if (!text.empty()) texts_.push_back(text);
  ReadInvoices(record, layout_.overflow.invoices);
}

void Structure::Flush() {
  if (!pending_) return;
  if (overflows_ > 0 && !last_flag_ && layout_.overflow.last_flag.present()) {
    if (unflagged_ == 0 && flagged_early_ == 0) {
      first_unflagged_ = latest_overflow_;
    }
    ++unflagged_;
  }
  sink_->Take(check_, invoices_, texts_);
  pending_ = false;
  last_flag_ = false;
  overflows_ = 0;
  invoices_.clear();
  texts_.clear();
}

void Structure::ReportLastFlags() {
  if (unflagged_ + flagged_early_ == 0) return;
  std::string found = std::to_string(unflagged_) +
                      " checks whose last overflow record is not marked";
  if (flagged_early_ > 0) {
    found += " and " + std::to_string(flagged_early_) + " marked too early";
  }
  Report(first_unflagged_, "file", "LBX-LAST-FLAG", Severity::kWarning,
         std::move(found), "9 on the last overflow record alone",
         "order of the records trusted");
}

}  // namespace

void ReadLockboxStructure(RecordReader reader, const Layout& layout,
                          const ReadOptions& options, CheckSink* sink,
                          BankFile* file) {
  Structure(reader, layout, options, sink, file).Read();
}

}  // namespace cashmatch::lockbox
