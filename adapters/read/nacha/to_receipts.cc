// SPDX-License-Identifier: Apache-2.0
// to_receipts.cc - the one file of this reader that knows what a receipt is.
// Tested by tests/unit/adapters/read/nacha/to_receipts_test.cc
#include "adapters/read/nacha/to_receipts.h"

#include <algorithm>
#include <utility>

#include "adapters/read/text_bytes.h"
#include "adapters/read/x12/add_remittance.h"

namespace cashmatch::nacha {
namespace {

constexpr size_t kPayload = 80;  // columns of payment information

bool IsBlankOrZero(std::string_view text) {
  return text.find_first_not_of("0 ") == std::string_view::npos;
}

/// The first addendum of a type, or null.
const Addendum* Find(const Batch& batch, const Entry& entry,
                     std::string_view type) {
  for (uint32_t i = 0; i < entry.addenda_count; ++i) {
    const Addendum& addendum = batch.addenda[entry.addenda_first + i];
    if (addendum.type() == type) return &addendum;
  }
  return nullptr;
}

}  // namespace

ReceiptWriter::ReceiptWriter(std::string_view name, const ReadOptions& options,
                             BankFile* file)
    : options_(options),
      file_(file),
      file_row_(file->receipts.AddFile(name, "nacha")) {}

size_t ReceiptWriter::made() const { return file_->receipts.receipts.size(); }

void ReceiptWriter::Hold(size_t first, size_t last, std::string_view code) {
  for (size_t row = first; row < last; ++row) {
    std::string_view& held = file_->receipts.receipts[row].held;
    if (held.empty()) held = code;
  }
}

std::string_view ReceiptWriter::Keep(std::string_view text) {
  return file_->receipts.Keep(CleanText(text, &scratch_));
}

void ReceiptWriter::Report(const Record& record, const std::string& path,
                           std::string_view code, Severity severity,
                           std::string found, std::string expected,
                           std::string done) {
  Finding finding;
  finding.place = {record.line, record.offset, path};
  finding.code = code;
  finding.severity = severity;
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  finding.done = std::move(done);
  AddFinding(std::move(finding), false, options_, file_);
}

void ReceiptWriter::Take(const Batch& batch) {
  Count(batch);
  if (batch.skipped) {
    ReportSkipped(batch);
    return;
  }
  for (size_t i = 0; i < batch.entries.size(); ++i) {
    TakeEntry(batch, batch.entries[i], i + 1);
  }
}

/// Adds to the summary; sums are as the file signs them.
void ReceiptWriter::Count(const Batch& batch) {
  FileSummary& summary = file_->summary;
  ++summary.statements;
  summary.entries += batch.entries.size();
  summary.details += batch.addenda.size();
  for (const Entry& entry : batch.entries) {
    if (!entry.amount) continue;
    auto& side =
        entry.credit_side ? summary.booked.credit : summary.booked.debit;
    side[kUsDollar] += *entry.amount;
  }
}

/// Says which money of the file made no receipts.
void ReceiptWriter::ReportSkipped(const Batch& batch) {
  WideMinor debit = 0, credit = 0;
  for (const Entry& entry : batch.entries) {
    (entry.credit_side ? credit : debit) += entry.amount.value_or(0);
  }
  SidedSums& left_out = file_->summary.left_out;
  left_out.credit[kUsDollar] += credit;
  left_out.debit[kUsDollar] += debit;
  Report(batch.header, batch.path, "NACHA-SKIPPED", Severity::kWarning,
         "a batch of class " + Quote(batch.sec) + ", debits " +
             FormatMoney(debit, kUsDollar) + ", credits " +
             FormatMoney(credit, kUsDollar),
         "CCD, CTX, PPD or another class of payments",
         "counted, no receipts made");
}

void ReceiptWriter::TakeEntry(const Batch& batch, const Entry& entry,
                              size_t number) {
  if (!entry.amount || entry.kind == EntryKind::kUnknown) return;
  const std::string path = batch.path + " / entry " + std::to_string(number);
  const Meaning meaning = MeaningOf(batch, entry, path);
  if (meaning != Meaning::kNothing) AddReceipt(batch, entry, meaning, path);
}

ReceiptWriter::Meaning ReceiptWriter::MeaningOf(const Batch& batch,
                                                const Entry& entry,
                                                const std::string& path) {
  if (const Addendum* const change = Find(batch, entry, "98")) {
    ReportChange(change->record, path);
    if (entry.amount != 0) {
      Report(entry.record, path, "NACHA-CHANGE", Severity::kHeld,
             "a notification of change of " +
                 FormatMoney(*entry.amount, kUsDollar),
             "0.00: it moves no money", "entry left out");
    }
    return Meaning::kNothing;
  }
  const bool returned = Find(batch, entry, "99") != nullptr ||
                        entry.kind == EntryKind::kReturnedCredit ||
                        entry.kind == EntryKind::kReturnedDebit;
  if (returned && entry.amount == 0) {
    Report(entry.record, path, "NACHA-PRENOTE", Severity::kWarning,
           "a return without money", "the return of an amount",
           "no receipt made");
    return Meaning::kNothing;
  }
  if (returned) {
    return entry.credit_side ? Meaning::kReturnedCredit
                             : Meaning::kReturnedDebit;
  }
  if (!entry.credit_side) return Meaning::kNothing;
  return entry.amount != 0 || Nets(batch, entry) ? Meaning::kCredit
                                                 : Meaning::kNothing;
}

/// True for a zero-dollar entry whose lines net invoices against credits.
bool ReceiptWriter::Nets(const Batch& batch, const Entry& entry) {
  if (entry.kind == EntryKind::kCreditPrenote) return false;
  JoinAddenda(batch, entry);
  bool nets = false;
  x12::Faults ignored;  // reported when the receipt is made
  x12::ForEachRemittance(text_, entry.amount, &ignored,
                         [&nets](const x12::Remittance& remittance) {
                           nets = nets ||
                                  remittance.balance == x12::Balance::kAgrees;
                         });
  return nets;
}

/// New data for an account that we pay or collect from: nothing to post, but a
/// person must know.
void ReceiptWriter::ReportChange(const Record& addendum,
                                 const std::string& path) {
  Report(addendum, path, "NACHA-CHANGE", Severity::kWarning,
         "a notification of change " + Quote(addendum.Field(4, 6)) +
             " of trace " + Quote(addendum.Field(7, 21)) +
             ", new data ending " + Quote(MaskAccount(addendum.Field(36, 64))),
         "a payment", "reported, no receipt made; correct the payer's data");
}

void ReceiptWriter::AddReceipt(const Batch& batch, const Entry& entry,
                               Meaning meaning, const std::string& path) {
  Receipt* const receipt = file_->receipts.Add();
  const Record& record = entry.record;
  receipt->amount = *entry.amount;
  receipt->currency = kUsDollar;
  receipt->direction = meaning == Meaning::kReturnedDebit ? Direction::kDebit
                                                          : Direction::kCredit;
  receipt->method =
      meaning == Meaning::kReturnedDebit ? Method::kDirectDebit : Method::kAch;
  receipt->file = file_row_;
  receipt->line = record.line;
  receipt->value_date =
      batch.effective != kNoDay ? batch.effective : batch.settlement;
  receipt->booking_date =
      batch.settlement != kNoDay ? batch.settlement : batch.effective;
  receipt->held = entry.held.empty() ? batch.held : entry.held;
  receipt->bank_reference = Keep(record.Field(80, 94));
  buffer_ = batch.sec;
  buffer_ += '-';
  buffer_ += entry.code;
  if (meaning == Meaning::kReturnedCredit) buffer_ += "/RTRN";
  receipt->type_code = Keep(buffer_);
  RequireDay(batch, path, receipt);
  if (meaning == Meaning::kCredit) {
    AddCredit(batch, entry, path);
  } else {
    AddReturn(batch, entry, path);
  }
}

void ReceiptWriter::RequireDay(const Batch& batch, const std::string& path,
                               Receipt* receipt) {
  if (receipt->value_date != kNoDay) return;
  Record record;
  record.line = receipt->line;
  const std::string_view stated = batch.header.Field(70, 75);
  Report(record, path, "NACHA-DATE", Severity::kHeld,
         stated.empty() ? "no date" : Quote(stated),
         "the effective date of its batch", "entry held");
  if (receipt->held.empty()) receipt->held = "NACHA-DATE";
}

void ReceiptWriter::AddReference(ReferenceType type, std::string_view value) {
  if (IsBlankOrZero(value)) return;
  file_->receipts.AddReference(type, CleanText(value, &scratch_));
}

void ReceiptWriter::AddText(std::string_view text) {
  if (!text.empty()) file_->receipts.AddText(CleanText(text, &scratch_));
}

/// Money that came in: the account is ours, the batch says who sent it.
void ReceiptWriter::AddCredit(const Batch& batch, const Entry& entry,
                              const std::string& path) {
  const Record& record = entry.record;
  Receipt& receipt = file_->receipts.receipts.back();
  receipt.account = Keep(record.Field(13, 29));
  receipt.payer_name = Keep(batch.header.Field(5, 20));
  receipt.payer_id = Keep(batch.header.Field(41, 50));
  receipt.payer_bank = Keep(RoutingOf(batch.header.Raw(80, 87)));
  AddReference(ReferenceType::kTrace, record.Field(80, 94));
  AddReference(ReferenceType::kOther, record.Field(40, 54));
  AddText(batch.header.Field(54, 63));
  AddText(batch.header.Field(21, 40));
  AddPaymentText(batch, entry, path);
}

/// What we sent comes back: the account is the other party's, and the addendum
/// says of which bank, why, and which entry it was.
void ReceiptWriter::AddReturn(const Batch& batch, const Entry& entry,
                              const std::string& path) {
  const Record& record = entry.record;
  Receipt& receipt = file_->receipts.receipts.back();
  const bool ctx = batch.sec == "CTX";
  receipt.payer_name = Keep(ctx ? record.Field(59, 74) : record.Field(55, 76));
  receipt.payer_id = Keep(record.Field(40, 54));
  const Addendum* const addendum = Find(batch, entry, "99");
  if (addendum == nullptr) {
    Report(record, path, "NACHA-RETURN", Severity::kHeld,
           "a return without its addendum 99", "its reason and trace",
           "entry held");
    if (receipt.held.empty()) receipt.held = "NACHA-RETURN";
    return;
  }
  const std::string_view reason = addendum->record.Field(4, 6);
  if (IsDishonored(reason)) {
    Report(addendum->record, path, "NACHA-DISHONORED", Severity::kHeld,
           "a return sent back, " + Quote(reason), "a return R01 to R53",
           "entry held");
    if (receipt.held.empty()) receipt.held = "NACHA-DISHONORED";
  }
  buffer_ = RoutingOf(addendum->record.Raw(28, 35));
  receipt.payer_bank = Keep(buffer_);
  const std::string_view account = record.Field(13, 29);
  if (!IsBlankOrZero(account)) {
    if (!buffer_.empty()) buffer_ += '/';
    buffer_ += account;
    receipt.payer_account = Keep(buffer_);
  }
  AddReference(ReferenceType::kTrace, addendum->record.Field(7, 21));
  buffer_ = reason;
  if (const std::string_view text = ReasonText(reason); !text.empty()) {
    buffer_ += ' ';
    buffer_ += text;
  }
  AddText(buffer_);
  AddText(addendum->record.Field(36, 79));
  AddText(batch.header.Field(54, 63));
}

/// Pieces of an 820 do not end where addenda do: nothing may be trimmed.
void ReceiptWriter::JoinAddenda(const Batch& batch, const Entry& entry) {
  text_.clear();
  for (uint32_t i = 0; i < entry.addenda_count; ++i) {
    const Addendum& addendum = batch.addenda[entry.addenda_first + i];
    if (addendum.type() != "05") continue;
    const std::string_view payload = addendum.record.Raw(4, 83);
    text_ += payload;
    text_.append(kPayload - payload.size(), ' ');
  }
  text_.erase(text_.find_last_not_of(' ') + 1);
}

void ReceiptWriter::AddPaymentText(const Batch& batch, const Entry& entry,
                                   const std::string& path) {
  JoinAddenda(batch, entry);
  if (text_.empty()) return;
  WideMinor ordered = 0, lines = 0;
  bool any_order = false, differs = false;
  faults_.clear();
  const bool structured = x12::ForEachRemittance(
      text_, entry.amount, &faults_, [&](const x12::Remittance& remittance) {
        any_order = any_order || remittance.ordered;
        ordered += remittance.amount.value_or(0);
        lines += remittance.lines_total;
        differs = differs || remittance.balance == x12::Balance::kDiffers;
        x12::AddRemittance(remittance, &file_->receipts);
        AddReference(ReferenceType::kTrace, remittance.trace);
      });
  if (structured) {
    JudgeAdvice(entry, ordered, any_order, differs, lines, path);
    return;
  }
  if (text_.starts_with("ISA")) ReportUnreadable(entry, path);
  for (uint32_t i = 0; i < entry.addenda_count; ++i) {
    const Addendum& addendum = batch.addenda[entry.addenda_first + i];
    if (addendum.type() == "05") AddText(addendum.record.Field(4, 83));
  }
}

/// Says that an 820 begins in the addenda and cannot be read.
void ReceiptWriter::ReportUnreadable(const Entry& entry,
                                     const std::string& path) {
  Report(entry.record, path + " / 820", "NACHA-ADVICE", Severity::kWarning,
         "text that begins " + Quote(text_.substr(0, 16)),
         "an interchange header ISA with sixteen separators", "kept as text");
  HoldIfStrict("NACHA-ADVICE");
}

void ReceiptWriter::HoldIfStrict(std::string_view code) {
  const size_t row = file_->receipts.receipts.size() - 1;
  if (options_.strictness == Strictness::kStrict) Hold(row, row + 1, code);
}

/// Says where the advice inside of an entry is not about its amount. The money
/// is what the entry says: a fault of the advice holds nothing.
void ReceiptWriter::JudgeAdvice(const Entry& entry, WideMinor ordered,
                                bool any_order, bool differs, WideMinor lines,
                                const std::string& path) {
  const WideMinor amount = *entry.amount;
  for (x12::Faults::value_type& fault : faults_) {
    Report(entry.record, path + " / 820", "NACHA-ADVICE", Severity::kWarning,
           std::move(fault.found), std::move(fault.expected),
           "read as not stated");
    HoldIfStrict("NACHA-ADVICE");
  }
  if (any_order && ordered != amount) {
    lines = ordered;
    differs = true;
  }
  if (!differs) return;
  Report(entry.record, path + " / 820", "NACHA-ADVICE", Severity::kWarning,
         "advice of " + FormatMoney(lines, kUsDollar) + ", remainder " +
             FormatMoney(amount - lines, kUsDollar),
         FormatMoney(amount, kUsDollar) + ", the amount of the entry",
         "the amount of the entry used");
  HoldIfStrict("NACHA-ADVICE");
}

}  // namespace cashmatch::nacha
