// SPDX-License-Identifier: Apache-2.0
// deposits.cc - deposits and batches of an 823, and what they declare.
// Tested by tests/unit/adapters/read/x12/deposits_test.cc
#include <charconv>
#include <utility>

#include "adapters/read/x12/remittance.h"
#include "adapters/read/x12/walker.h"

namespace cashmatch::x12 {
namespace {

// AMT01 and QTY01 codes. Source: X12 data elements 522 and 673.
constexpr std::string_view kBatchTotal = "2";
constexpr std::string_view kDepositTotal = "3";
constexpr std::string_view kBatchCount = "41";
constexpr std::string_view kCheckCount = "42";

}  // namespace

/// Takes a segment that belongs to a deposit or batch and not to a check.
bool Walker::TakeDeposit(const Segment& segment) {
  const std::string_view id = segment.id();
  if (id == "DEP") {
    OpenDeposit(segment);
    return true;
  }
  if (id == "BAT") {
    OpenBatch(segment);
    return true;
  }
  if (id == "BPR" || reader_.remittance().ordered) return false;
  if (id == "AMT") {
    TakeTotal(segment);
  } else if (id == "QTY") {
    TakeQuantity(segment);
  } else if (id == "CUR") {
    set_currency_ = ParseCurrency(segment[2]).value_or(Currency::kNone);
    reader_.set_currency(set_currency_);
    reader_.Start();
    if (set_currency_ == Currency::kNone) reader_.Take(segment);
  }
  return true;
}

void Walker::OpenDeposit(const Segment& segment) {
  EndPayment();
  CloseDeposit();
  ++deposits_;
  batches_ = payments_ = 0;
  deposit_ = Deposit();
  deposit_.open = true;
  deposit_.place = {segment.line, segment.offset, Path()};
  deposit_.first_receipt = sink_->made();
  deposit_.number = segment[1];
  deposit_.account = segment[8];
  deposit_.day = ParseCompactDay(segment[2]).value_or(kNoDay);
}

void Walker::OpenBatch(const Segment& segment) {
  EndPayment();
  CloseBatch();
  ++batches_;
  payments_ = 0;
  batch_ = Deposit();
  batch_.open = true;
  batch_.place = {segment.line, segment.offset, Path()};
  batch_.first_receipt = sink_->made();
  batch_.number = segment[3];
  batch_.day = ParseCompactDay(segment[1]).value_or(kNoDay);
}

/// The total of a level is the amount with its code, else the first one.
void Walker::TakeTotal(const Segment& segment) {
  Deposit* const level = batch_.open ? &batch_ : &deposit_;
  if (!level->open) return;
  const bool own = segment[1] == (batch_.open ? kBatchTotal : kDepositTotal);
  if (level->declared && (level->by_own_code || !own)) return;
  const ParsedAmount parsed =
      ParseDecimal(segment[2], ExponentOf(set_currency_));
  if (!parsed.ok()) {
    Finding finding = At(segment, "X12-TOTAL");
    finding.severity = Severity::kHeld;
    finding.found = Quote(segment[2]);
    finding.expected = ExpectedAmount(parsed.fault, "AMT02");
    finding.done = "set held";
    Report(std::move(finding));
    if (set_held_.empty()) set_held_ = "X12-TOTAL";
    failed_ = true;
    return;
  }
  level->declared = parsed.minor;
  level->by_own_code = own;
}

void Walker::TakeQuantity(const Segment& segment) {
  Deposit* const level = batch_.open ? &batch_ : &deposit_;
  if (segment[1] == kCheckCount) level->declared_checks = segment[2];
  if (segment[1] == kBatchCount) level->declared_batches = segment[2];
}

void Walker::CountPayment(const Remittance& payment) {
  const WideMinor amount = payment.amount ? *payment.amount : 0;
  if (batch_.open) {
    ++batch_.checks;
    batch_.paid += amount;
    batch_.chained += amount;
  } else {
    deposit_.chained += amount;
  }
  ++deposit_.checks;
  deposit_.paid += amount;
}

void Walker::CloseBatch() {
  if (!batch_.open) return;
  JudgeTotal(batch_, "X12-BATCH", "batch held");
  JudgeQuantity(batch_, batch_.declared_checks, batch_.checks, "checks");
  deposit_.chained += batch_.declared.value_or(batch_.paid);
  ++deposit_.batches;
  batch_ = Deposit();
}

void Walker::CloseDeposit() {
  CloseBatch();
  if (!deposit_.open) return;
  JudgeTotal(deposit_, "X12-DEPOSIT", "deposit held");
  JudgeQuantity(deposit_, deposit_.declared_checks, deposit_.checks, "checks");
  JudgeQuantity(deposit_, deposit_.declared_batches, deposit_.batches,
                "batches");
  deposit_ = Deposit();
}

/// Compares the total of a deposit or batch with its checks.
void Walker::JudgeTotal(const Deposit& deposit, std::string_view code,
                        std::string_view done) {
  if (!deposit.declared) return;
  if (*deposit.declared == deposit.paid) {
    proved_ = true;
    return;
  }
  // A batch that was held already may be all that is wrong.
  if (*deposit.declared == deposit.chained && deposit.batches > 0) return;
  failed_ = true;
  Finding finding;
  finding.place = deposit.place;
  finding.place.path = Path();
  finding.code = code;
  finding.severity = Severity::kHeld;
  finding.found = "a total of " +
                  FormatMoney(*deposit.declared, set_currency_) +
                  ", difference " +
                  FormatMoney(*deposit.declared - deposit.paid, set_currency_);
  finding.expected =
      FormatMoney(deposit.paid, set_currency_) + ", the sum of its checks";
  finding.done = done;
  Report(std::move(finding));
  sink_->Hold(deposit.first_receipt, sink_->made(), code);
}

/// Compares a number of checks or batches; a difference is a warning.
void Walker::JudgeQuantity(const Deposit& deposit, std::string_view declared,
                           uint64_t read, std::string_view what) {
  if (declared.empty()) return;
  const ParsedAmount parsed = ParseDecimal(declared, 0);
  if (parsed.ok() && parsed.minor >= 0 &&
      static_cast<uint64_t>(parsed.minor) == read) {
    return;
  }
  Finding finding;
  finding.place = deposit.place;
  finding.place.path = Path();
  finding.code = "X12-COUNT";
  finding.found = Quote(declared) + " in QTY02";
  finding.expected =
      "number of " + std::string(what) + " " + std::to_string(read);
  finding.done = "accepted";
  if (Report(std::move(finding)) == Severity::kHeld) {
    sink_->Hold(deposit.first_receipt, sink_->made(), "X12-COUNT");
  }
}

}  // namespace cashmatch::x12
