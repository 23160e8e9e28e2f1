// SPDX-License-Identifier: Apache-2.0
// to_receipts.cc - the one file of this reader that knows what a receipt is.
// Tested by tests/unit/adapters/read/x12/to_receipts_test.cc
#include "adapters/read/x12/to_receipts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/read/text_bytes.h"
#include "adapters/read/x12/add_remittance.h"

namespace cashmatch::x12 {
namespace {

struct NamedMethod {
  std::string_view code;
  Method method;
};

/// BPR04. Source: X12 data element 591, payment method code.
constexpr std::array<NamedMethod, 8> kMethods = {{
    {"ACH", Method::kAch},
    {"CHK", Method::kCheck},
    {"CCC", Method::kCard},
    {"FEW", Method::kWire},
    {"FWT", Method::kWire},
    {"SWT", Method::kWire},
    {"CWT", Method::kWire},
    {"DXC", Method::kCheck},
}};

Method MethodOf(std::string_view code) {
  const auto at = std::find_if(
      kMethods.begin(), kMethods.end(),
      [code](const NamedMethod& named) { return named.code == code; });
  return at == kMethods.end() ? Method::kOther : at->method;
}

/// Checks of a lockbox were deposited, whatever BPR01 says. An 820 is money if
/// it says so, or if its lines net to nothing: no bank will report that.
bool IsMoney(const Remittance& payment, const PaymentPlace& place) {
  if (payment.amount == 0) {
    return payment.balance == Balance::kAgrees && payment.handling != "P";
  }
  return place.set == SetKind::kLockbox823 || MovesMoney(payment);
}

std::string_view WithoutLeadingZeros(std::string_view text) {
  while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
  return text;
}

bool AllDigits(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

ReceiptWriter::ReceiptWriter(std::string_view name, std::string_view format,
                             const ReadOptions& options, BankFile* file)
    : options_(options), file_(file), block_(&file->receipts) {
  file->receipts.AddFile(name, format);
  file->advice.AddFile(name, format);
}

size_t ReceiptWriter::made() const { return made_.size(); }

void ReceiptWriter::Hold(size_t first, size_t last, std::string_view code) {
  for (size_t i = first; i < last; ++i) {
    std::string_view& held = made_[i].block->receipts[made_[i].row].held;
    if (held.empty()) held = code;
  }
}

std::string_view ReceiptWriter::Keep(std::string_view text) {
  return block_->Keep(CleanText(text, &scratch_));
}

void ReceiptWriter::Take(const Remittance& payment, const PaymentPlace& place) {
  Count(payment, place);
  if (!payment.amount || payment.currency == Currency::kNone) return;
  if (place.test || payment.side == "D") return;
  if (IsMoney(payment, place)) {
    block_ = &file_->receipts;
    AddReceipt(payment, place);
  } else if (payment.amount != 0 && payment.handling != "P") {
    block_ = &file_->advice;
    AddReceipt(payment, place);
  }
}

/// Adds to the summary. What is announced and not moved is pending.
void ReceiptWriter::Count(const Remittance& payment,
                          const PaymentPlace& place) {
  FileSummary& summary = file_->summary;
  ++summary.entries;
  summary.details += static_cast<uint64_t>(
      std::count_if(payment.lines.begin(), payment.lines.end(),
                    [](const RemittanceLine& line) { return !line.alone; }));
  if (!payment.amount || payment.currency == Currency::kNone) return;
  const auto add = [&](SidedSums* sums) {
    auto& side = payment.side == "D" ? sums->debit : sums->credit;
    side[payment.currency] += *payment.amount;
  };
  const bool is_money = IsMoney(payment, place);
  add(is_money ? &summary.booked : &summary.pending);
  if (is_money && place.test) add(&summary.left_out);
}

/// The trace, which the bank passes on; a check of a lockbox without one is
/// named as in a lockbox file, with its place in the batch as the item.
std::string_view ReceiptWriter::BankReference(const Remittance& payment,
                                              const PaymentPlace& place) {
  if (!payment.trace.empty() || place.set != SetKind::kLockbox823) {
    return Keep(payment.trace);
  }
  buffer_ = WithoutLeadingZeros(place.lockbox);
  buffer_ += '-';
  for (const char c : FormatDay(place.deposit_day)) {
    if (c != '-') buffer_ += c;
  }
  buffer_ += '-';
  buffer_ += place.batch;
  std::string item = std::to_string(place.item);
  item.insert(0, item.size() < 3 ? 3 - item.size() : 0, '0');
  buffer_ += '-';
  buffer_ += item;
  return Keep(buffer_);
}

void ReceiptWriter::AddPayer(const Remittance& payment, Receipt* receipt) {
  receipt->payer_name = Keep(payment.payer_name);
  for (const std::string_view id :
       {payment.company, payment.payer_id, payment.trace_company}) {
    if (id.empty()) continue;
    receipt->payer_id = Keep(id);
    break;
  }
  receipt->payer_bank = Keep(payment.payer_bank);
  if (payment.payer_account.empty()) return;
  // 01: the bank is named by its ABA routing number.
  buffer_.clear();
  if (payment.payer_bank_kind == "01" && !payment.payer_bank.empty()) {
    buffer_ = payment.payer_bank;
    buffer_ += '/';
  }
  buffer_ += payment.payer_account;
  receipt->payer_account = Keep(buffer_);
}

/// A receipt without a value date is held.
void ReceiptWriter::RequireDay(const PaymentPlace& place, Receipt* receipt) {
  if (receipt->value_date != kNoDay || !receipt->held.empty()) return;
  if (block_ == &file_->advice) return;  // what it speaks of has a day
  receipt->held = "X12-DATE";
  Finding finding;
  finding.place = {receipt->line, 0, place.path};
  finding.code = "X12-DATE";
  finding.severity = Severity::kHeld;
  finding.found = "no date";
  finding.expected = "the effective date in BPR16";
  finding.done = "payment held";
  AddFinding(std::move(finding), false, options_, file_);
}

/// Adds to block_: a receipt, or advice written down as the receipt that it
/// speaks of.
void ReceiptWriter::AddReceipt(const Remittance& payment,
                               const PaymentPlace& place) {
  made_.push_back({block_, block_->receipts.size()});
  Receipt* const receipt = block_->Add();
  const bool lockbox = place.set == SetKind::kLockbox823;
  receipt->amount = *payment.amount;
  receipt->currency = payment.currency;
  receipt->method = MethodOf(payment.method);
  receipt->file = 0;  // the only one of its block
  receipt->line = payment.line;
  receipt->value_date =
      payment.date != kNoDay ? payment.date : place.deposit_day;
  receipt->booking_date = lockbox && place.deposit_day != kNoDay
                              ? place.deposit_day
                              : receipt->value_date;
  receipt->held = block_->Keep(place.held);
  receipt->bank_reference = BankReference(payment, place);
  buffer_ = payment.method;
  if (!payment.format.empty()) buffer_ += '-';
  buffer_ += payment.format;
  receipt->type_code = Keep(buffer_);
  receipt->account = !lockbox ? Keep(payment.our_account)
                     : !place.account.empty()
                         ? Keep(place.account)
                         : Keep(WithoutLeadingZeros(place.lockbox));
  AddPayer(payment, receipt);
  RequireDay(place, receipt);
  if (!payment.trace.empty()) {
    const bool check =
        receipt->method == Method::kCheck && AllDigits(payment.trace);
    block_->AddReference(
        check ? ReferenceType::kCheckNumber : ReferenceType::kTrace,
        CleanText(payment.trace, &scratch_));
  }
  AddRemittance(payment, block_);
}

}  // namespace cashmatch::x12
