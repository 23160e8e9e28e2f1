// SPDX-License-Identifier: Apache-2.0
// checks.cc - records 6 and 4 to checks. Tested by
// tests/unit/adapters/read/lockbox/structure_test.cc
#include "adapters/read/lockbox/checks.h"

#include <string>
#include <utility>

#include "adapters/read/lockbox/fields.h"

namespace cashmatch::lockbox {
namespace {

size_t Width(Columns columns) { return columns.last - columns.first + 1u; }

}  // namespace

std::string_view LockboxNumber(std::string_view record, Columns columns) {
  const std::string_view field = Field(record, columns);
  const std::string_view number = WithoutLeadingZeros(field);
  return number.empty() && !field.empty() ? field.substr(0, 1) : number;
}

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

void LastFlags::Add(const Record& at, uint64_t more_missing,
                    uint64_t more_early) {
  if (missing + early == 0) first = at;
  missing += more_missing;
  early += more_early;
}

void CheckRow::AddCheck(const Record& record, std::string_view batch,
                        Minor amount) {
  if (batches.empty() || batches.back().batch != batch) {
    batches.push_back({record, batch, 0, 0});
  }
  batches.back().sum += amount;
  ++batches.back().count;
}

Checks::Checks(const Layout& layout, const ReadOptions& options,
               CheckSink* sink, BankFile* file)
    : layout_(layout), sink_(sink), file_(file), report_(options, file) {
  if (sink->TakesPlain()) plain_ = PlainChecks::Of(layout);
}

CheckRow Checks::Read(RecordReader* reader, uint64_t end,
                      const CheckContext& context) {
  CheckRow row;
  Record record;
  const bool plain = plain_ && context.day != kNoDay && context.held.empty();
  for (;;) {
    if (plain) ReadPlain(reader, end, context, &row);
    if (!reader->Next(&record)) break;
    if (record.type() == '6') {
      if (row.records != 0 && record.offset >= end) {
        reader->Back();
        break;
      }
      Flush();
      row.Count(record);
      Check(record, context, &row);
    } else if (record.type() == '4' && pending_) {
      row.Count(record);
      Overflow(record);
    } else {
      reader->Back();
      break;
    }
  }
  Flush();
  return row;
}

/// Reads plain checks as long as they come.
void Checks::ReadPlain(RecordReader* reader, uint64_t end,
                       const CheckContext& context, CheckRow* row) {
  for (PlainCheck check;
       reader->offset() < end && plain_->Read(reader->rest(), &check);) {
    Flush();
    check.record.line = reader->line() + 1;
    check.record.offset = reader->offset();
    check.overflow.line = check.record.line + 1;
    check.overflow.offset = check.record.offset + check.second;
    reader->Skip(check.bytes, 2);
    row->records += 2;
    row->latest = check.overflow;
    row->AddCheck(check.record, check.batch, check.amount);
    sink_->TakePlain(check, context.lockbox, context.day);
    ++file_->summary.entries;
    ++file_->summary.details;
  }
}

void Checks::Check(const Record& record, const CheckContext& context,
                   CheckRow* row) {
  const CheckColumns& columns = layout_.check;
  check_ = {};
  check_.record = record;
  check_.lockbox = context.lockbox;
  ReadCheckFields(record.text, columns, &check_);
  check_.day = context.day;
  check_.held = context.held;
  pending_ = true;
  if (check_.day == kNoDay && check_.held.empty()) {
    check_.held = "LBX-DATE";
    report_(record, PathOf(check_), "LBX-DATE", Severity::kHeld, "no date",
            "one in record 5 or 1", "check held");
  }
  ReadAmount(record.text, row);
  ReadInvoices(record, columns.invoices);
  ++file_->summary.entries;
}

void Checks::ReadAmount(std::string_view text, CheckRow* row) {
  const Columns columns = layout_.check.amount;
  const std::string_view slice = Slice(text, columns);
  const std::optional<Minor> amount = ReadDigits(slice, Width(columns));
  row->AddCheck(check_.record, check_.batch, amount.value_or(0));
  const std::optional<Minor> minor =
      amount ? ToMinorUnits(*amount, layout_.decimals,
                            ExponentOf(layout_.currency))
             : std::nullopt;
  check_.amount = minor.value_or(0);
  if (minor) return;
  check_.held = "LBX-AMOUNT";
  report_(check_.record, PathOf(check_), "LBX-AMOUNT", Severity::kHeld,
          Quote(slice),
          std::to_string(Width(columns)) + " digits in columns " +
              std::to_string(columns.first) + " to " +
              std::to_string(columns.last),
          "check held");
}

Minor Checks::InvoiceAmount(const Record& record, Columns columns) {
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
    report_(record, PathOf(check_), "LBX-INVOICE-AMOUNT", Severity::kWarning,
            Quote(slice), "an amount", "document kept without it");
  }
  return amount.value_or(kNotStated);
}

void Checks::ReadInvoices(const Record& record,
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

bool Checks::BelongsToCheck(const Record& record) const {
  const std::string_view batch = Field(record.text, layout_.overflow.batch);
  const std::string_view item = Field(record.text, layout_.overflow.item);
  return (batch.empty() || batch == check_.batch) &&
         (item.empty() || item == check_.item);
}

void Checks::Stray(const Record& record, std::string_view lockbox) {
  ++file_->summary.details;
  report_(record,
          LockboxPath(lockbox, Field(record.text, layout_.overflow.batch),
                      Field(record.text, layout_.overflow.item)),
          "LBX-OVERFLOW", Severity::kWarning, "an overflow record",
          "the batch and item of the check before it", "record skipped");
}

void Checks::Overflow(const Record& record) {
  if (!BelongsToCheck(record)) return Stray(record, check_.lockbox);
  ++file_->summary.details;
  if (last_flag_) last_flags_.Add(record, 0, 1);
  last_flag_ = Field(record.text, layout_.overflow.last_flag) == "9";
  latest_overflow_ = record;
  ++overflows_;
  const std::string_view text = Field(record.text, layout_.overflow.text);
  if (!text.empty()) texts_.push_back(text);
  ReadInvoices(record, layout_.overflow.invoices);
}

void Checks::Flush() {
  if (!pending_) return;
  if (overflows_ > 0 && !last_flag_ && layout_.overflow.last_flag.present()) {
    last_flags_.Add(latest_overflow_, 1, 0);
  }
  sink_->Take(check_, invoices_, texts_);
  pending_ = false;
  last_flag_ = false;
  overflows_ = 0;
  invoices_.clear();
  texts_.clear();
}

}  // namespace cashmatch::lockbox
