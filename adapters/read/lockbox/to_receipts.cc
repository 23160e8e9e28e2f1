// SPDX-License-Identifier: Apache-2.0
// to_receipts.cc - checks to receipts. Tested by
// tests/unit/adapters/read/lockbox/to_receipts_test.cc
#include "adapters/read/lockbox/to_receipts.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "adapters/read/lockbox/fields.h"
#include "adapters/read/lockbox/plain_checks.h"
#include "adapters/read/lockbox/text.h"
#include "engine/base/check.h"

namespace cashmatch::lockbox {
namespace {

constexpr uint32_t kNoRow = UINT32_MAX;

bool IsStated(Minor amount) { return amount != kNotStated && amount != 0; }

/// A row that says nothing but what was kept back from a document.
bool OnlyDeducts(const LockboxInvoice& row) {
  return !row.number.empty() && IsStated(row.deduction) &&
         !IsStated(row.paid) && !IsStated(row.gross) && !IsStated(row.discount);
}

/// Makes the receipts that plain checks were not.
class CheckReader : public PlainReader {
 public:
  explicit CheckReader(PlainChecks checks) : checks_(std::move(checks)) {}

  void MakeReceipts(const PlainFile& file, const PlainDeposit& deposit,
                    std::span<const uint32_t> rows,
                    ReceiptBlock* block) const override {
    BankFile made;
    ToCheckReceipts checks({}, deposit.currency, &made);
    for (const uint32_t row : rows) {
      Give(file, deposit, file.rows[row], &checks);
    }
    for (const Receipt& receipt : made.receipts.receipts) {
      block->AddCopy(made.receipts, receipt);
    }
  }

 private:
  void Give(const PlainFile& file, const PlainDeposit& deposit,
            const PlainReceipt& row, ToCheckReceipts* to) const {
    PlainCheck plain;
    CASHMATCH_CHECK(checks_.Read(file.bytes.substr(row.record), &plain));
    LockboxCheck check;
    check.record = plain.record;
    check.record.line = row.line;
    check.record.offset = row.record;
    check.lockbox = deposit.account;
    check.day = deposit.day;
    LockboxInvoice invoice;
    checks_.Describe(plain.record.text, plain.overflow.text, &check, &invoice);
    to->Take(check, {&invoice, 1}, {});
  }

  PlainChecks checks_;
};

/// Appends a day as YYYYMMDD.
void AppendCompactDay(Day day, std::string* out) {
  for (const char c : FormatDay(day)) {
    if (c != '-') *out += c;
  }
}

}  // namespace

ToCheckReceipts::ToCheckReceipts(std::string_view source, Currency currency,
                                 BankFile* file)
    : file_(file),
      source_(file->receipts.AddFile(source, "lockbox")),
      currency_(currency),
      booked_(&file->summary.booked.credit[currency]) {
  file->summary.booked.debit[currency];  // checks are credits: always 0
}

void ToCheckReceipts::KeepPlain(std::string_view bytes, const Layout& layout) {
  std::optional<PlainChecks> checks = PlainChecks::Of(layout);
  if (!checks) return;
  plain_ = &file_->receipts.plain.emplace_back();
  plain_->file = source_;
  plain_->bytes = bytes;
  plain_->reader = std::make_shared<CheckReader>(*std::move(checks));
  const auto part = [](Columns columns) {
    return PlainFile::Part{
        static_cast<uint16_t>(columns.first - 1),
        static_cast<uint16_t>(columns.last - columns.first + 1)};
  };
  plain_->batch = part(layout.check.batch);
  plain_->item = part(layout.check.item);
  for (const Columns columns :
       {layout.check.remitter, layout.check.check_number}) {
    if (columns.present()) plain_->texts.push_back(part(columns));
  }
  // Most checks are plain, and have two records.
  plain_->rows.reserve(bytes.size() / (2 * (layout.record_length + size_t{1})));
}

/// Goes on to the next check. What tells checks apart at their bank must grow
/// in a lockbox and day, or two of them might be equal.
/// Returns: true if it is the first of a lockbox and day.
bool ToCheckReceipts::Advance(const Context& next) {
  ++taken_;
  const bool is_new =
      taken_ == 1 || next.lockbox != latest_.lockbox || next.day != latest_.day;
  const bool grows =
      std::pair(latest_.batch, latest_.item) < std::pair(next.batch, next.item);
  if (is_new ? !contexts_.emplace(next.lockbox, next.day).second : !grows) {
    must_read_again_ = true;
  }
  if (taken_ == 1) first_ = next;
  latest_ = next;
  return is_new;
}

PlainDeposit* ToCheckReceipts::DepositOf(const Context& context) {
  ReceiptBlock& block = file_->receipts;
  if (!IsPlainText(context.lockbox)) must_read_again_ = true;
  PlainDeposit& deposit = plain_->deposits.emplace_back();
  buffer_.assign(context.lockbox);
  deposit.account = block.Keep(buffer_);
  if (!buffer_.empty()) buffer_ += '-';
  AppendCompactDay(context.day, &buffer_);
  buffer_ += '-';
  deposit.reference = block.Keep(buffer_);
  deposit.day = context.day;
  deposit.currency = currency_;
  deposit.first = static_cast<uint32_t>(plain_->rows.size());
  return &deposit;
}

void ToCheckReceipts::TakePlain(const PlainCheck& plain,
                                std::string_view lockbox, Day day) {
  const bool is_new = Advance({lockbox, plain.batch, plain.item, day});
  if (is_new) deposit_ = nullptr;
  if (deposit_ == nullptr) deposit_ = DepositOf(latest_);
  ++deposit_->count;
  PlainReceipt& row = plain_->rows.emplace_back();
  row.amount = plain.amount;
  row.record = plain.record.offset;
  row.line = plain.record.line;
  row.position = taken_ - 1;
  row.number_at =
      static_cast<uint16_t>(plain.number.data() - plain.record.text.data());
  row.number_size = static_cast<uint16_t>(plain.number.size());
  *booked_ += plain.amount;
}

std::string_view ToCheckReceipts::Clean(std::string_view text,
                                        const Record& record) {
  if (IsPlainText(text)) return text;
  if (CleanText(text, &cleaned_) && foreign_.line == 0) foreign_ = record;
  return cleaned_;
}

std::string_view ToCheckReceipts::BankReference(const LockboxCheck& check) {
  buffer_.clear();
  if (!check.lockbox.empty()) {
    buffer_ += Clean(check.lockbox, check.record);
    buffer_ += '-';
  }
  if (check.day != day_ || day_text_.empty()) {
    day_ = check.day;
    day_text_.clear();
    AppendCompactDay(check.day, &day_text_);
  }
  buffer_ += day_text_;
  for (const std::string_view part : {check.batch, check.item}) {
    buffer_ += '-';
    buffer_ += Clean(part, check.record);
  }
  return file_->receipts.Keep(buffer_);
}

void ToCheckReceipts::AddPayer(const LockboxCheck& check, Receipt* receipt) {
  ReceiptBlock& block = file_->receipts;
  receipt->payer_name = block.Keep(Clean(check.remitter, check.record));
  receipt->payer_id = block.Keep(Clean(check.customer, check.record));
  const std::string_view routing = RoutingDigits(check.routing);
  if (IsBlankOrZero(routing)) return;
  receipt->payer_bank = block.Keep(routing);
  if (IsBlankOrZero(check.account)) return;
  buffer_.assign(routing);
  buffer_ += '/';
  buffer_ += Clean(check.account, check.record);
  receipt->payer_account = block.Keep(buffer_);
}

void ToCheckReceipts::Take(const LockboxCheck& check,
                           std::span<const LockboxInvoice> invoices,
                           std::span<const std::string_view> texts) {
  ReceiptBlock& block = file_->receipts;
  const std::string_view bank_reference = BankReference(check);
  Receipt* const receipt = block.Add();
  receipt->amount = check.amount;
  receipt->booking_date = receipt->value_date = check.day;
  receipt->currency = currency_;
  receipt->method = Method::kCheck;
  receipt->file = source_;
  receipt->line = check.record.line;
  receipt->bank_reference = bank_reference;
  receipt->account = block.Keep(Clean(check.lockbox, check.record));
  receipt->held = check.held;
  if (plain_ != nullptr) {
    const bool is_new =
        Advance({check.lockbox, check.batch, check.item, check.day});
    if (is_new) deposit_ = nullptr;
    receipt->position = taken_ - 1;
  }
  AddPayer(check, receipt);
  const std::string_view number = WithoutLeadingZeros(check.check_number);
  if (!number.empty()) {
    block.AddReference(ReferenceType::kCheckNumber,
                       Clean(number, check.record));
  }
  if (!check.text.empty()) block.AddText(Clean(check.text, check.record));
  for (const std::string_view text : texts) {
    block.AddText(Clean(text, check.record));
  }
  if (!invoices.empty()) AddAdvice(invoices, check.record);
  *booked_ += check.amount;
}

/// Links each row that only deducts to the row of the same document.
void ToCheckReceipts::GroupDeductions(
    std::span<const LockboxInvoice> invoices) {
  next_.assign(invoices.size(), kNoRow);
  last_.assign(invoices.size(), kNoRow);
  first_row_.clear();
  for (uint32_t row = 0; row < invoices.size(); ++row) {
    last_[row] = row;
    if (invoices[row].number.empty()) continue;
    const auto [entry, is_first] =
        first_row_.try_emplace(invoices[row].number, row);
    if (is_first) continue;
    const uint32_t head = entry->second;
    if (OnlyDeducts(invoices[row])) {
      next_[last_[head]] = row;
      last_[head] = row;
    } else if (OnlyDeducts(invoices[head])) {
      next_[row] = head;
      last_[row] = last_[head];
      last_[head] = kNoRow;
      entry->second = row;
      continue;
    } else {
      continue;
    }
    last_[row] = kNoRow;  // told by its head
  }
}

void ToCheckReceipts::AddDeductions(std::span<const LockboxInvoice> invoices,
                                    size_t row, const Record& record) {
  for (auto at = static_cast<uint32_t>(row); at != kNoRow; at = next_[at]) {
    if (IsStated(invoices[at].deduction)) {
      file_->receipts.AddAdjustment(invoices[at].deduction,
                                    Clean(invoices[at].reason, record), {});
    }
  }
}

void ToCheckReceipts::AddAdvice(std::span<const LockboxInvoice> invoices,
                                const Record& record) {
  const bool grouped =
      std::any_of(invoices.begin(), invoices.end(), OnlyDeducts);
  if (grouped) {
    GroupDeductions(invoices);
  } else {
    next_.assign(invoices.size(), kNoRow);
  }
  for (size_t row = 0; row < invoices.size(); ++row) {
    const LockboxInvoice& invoice = invoices[row];
    if (grouped && last_[row] == kNoRow) continue;
    const bool amounts =
        invoice.gross != kNotStated || invoice.paid != kNotStated ||
        invoice.discount != kNotStated || invoice.deduction != kNotStated;
    const std::string_view number = Clean(invoice.number, record);
    if (!amounts) {
      file_->receipts.AddReference(ReferenceType::kInvoice, number);
      continue;
    }
    AdviceLine* const line = file_->receipts.AddAdvice(number);
    line->gross = invoice.gross;
    line->paid = OnlyDeducts(invoice) ? 0 : invoice.paid;
    if (IsStated(invoice.discount)) line->discount = invoice.discount;
    AddDeductions(invoices, row, record);
  }
}

void ToCheckReceipts::Hold(size_t first, size_t last, std::string_view code) {
  if (plain_ != nullptr) {
    must_read_again_ = must_read_again_ || first != last;
  } else {
    file_->Hold(first, last, code, false);
  }
}

std::unique_ptr<CheckSink> ToCheckReceipts::ForRun(BankFile* run) const {
  auto sink =
      std::make_unique<ToCheckReceipts>(std::string_view(), currency_, run);
  if (plain_ != nullptr) sink->plain_ = &run->receipts.plain.emplace_back();
  return sink;
}

void ToCheckReceipts::Join(CheckSink* run) {
  auto& next = static_cast<ToCheckReceipts&>(*run);
  if (plain_ != nullptr) JoinPlain(&next);
  if (foreign_.line == 0) foreign_ = next.foreign_;
  ReceiptBlock& block = file_->receipts;
  size_t row = block.receipts.size();
  next.file_->receipts.files.clear();  // all are of this file
  block.Append(std::move(next.file_->receipts));
  for (; row < block.receipts.size(); ++row) {
    block.receipts[row].file = source_;
  }
}

/// Moves plain checks behind those that are here; all of a run have one lockbox
/// and day.
void ToCheckReceipts::JoinPlain(ToCheckReceipts* run) {
  const uint32_t before = taken_;
  if (Advance(run->first_)) deposit_ = nullptr;
  taken_ = before + run->taken_;
  latest_ = run->latest_;
  must_read_again_ = must_read_again_ || run->must_read_again_;
  ReceiptBlock& block = run->file_->receipts;
  for (Receipt& receipt : block.receipts) receipt.position += before;
  std::vector<PlainReceipt>& rows = run->plain_->rows;
  if (!rows.empty()) {
    if (deposit_ == nullptr) deposit_ = DepositOf(latest_);
    deposit_->count += static_cast<uint32_t>(rows.size());
    for (PlainReceipt& row : rows) row.position += before;
    plain_->rows.insert(plain_->rows.end(), rows.begin(), rows.end());
  }
  block.plain.clear();
}

}  // namespace cashmatch::lockbox
