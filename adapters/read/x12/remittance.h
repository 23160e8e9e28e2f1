// SPDX-License-Identifier: Apache-2.0
// remittance.h - what an 820 says about one payment: the order and its advice.
//
// The same segments stand in an 820, in the checks of an 823, in the addenda of
// an ACH entry (CTX: a whole 820, CCD+: one segment), and in advice that comes
// apart from the money. Everything here works on text in memory and knows
// nothing of receipts; add_remittance.h makes advice lines of it.
// Source: ASC X12 transaction sets 820 (payment order/remittance advice) and
// 823 (lockbox), versions 004010 to 005010.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "adapters/read/finding.h"
#include "adapters/read/x12/segments.h"
#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch::x12 {

/// A value with the code that says what it is: `PO`, `4500017`.
struct Named {
  std::string_view kind, value;
};

/// ADX, or RMR07/08: signed as written, below zero where the payer keeps back.
struct AdjustmentText {
  Minor amount = 0;
  std::string_view reason;
  Named reference;
  bool of_line = false;  // from RMR08, whose sign implementations disagree on
};

/// A part of one of the lists of a Remittance.
struct Range {
  uint32_t first = 0, count = 0;
};

/// RMR with the REF and ADX behind it, or an ADX that stands alone.
struct RemittanceLine {
  std::string_view kind, number, action;       // IV, 26801, PO
  std::optional<Minor> paid, gross, discount;  // RMR04, RMR05, RMR06
  Range adjustments, references;
  bool alone = false;  // an ADX without an RMR: `paid` is its amount
  uint32_t line = 0;   // in the text
  bool has_amounts() const { return paid || gross || discount; }
};

/// Whether the lines come to the amount of the order.
enum class Balance : uint8_t {
  kAbsent,  // no order, no lines, or lines without amounts
  kAgrees,
  kDiffers,
};

/// One payment. Views point into the text that was read.
struct Remittance {
  // BPR
  bool ordered = false;  // a BPR was there
  std::string_view handling, amount_text, side, method, format;
  std::optional<Minor> amount;  // by Finish; nothing: unreadable, reported
  std::string_view payer_bank_kind, payer_bank, payer_account, company;
  std::string_view our_bank, our_account;
  Day date = kNoDay;  // BPR16
  uint32_t line = 0;
  uint64_t offset = 0;
  // TRN, CUR, N1
  std::string_view trace, trace_company;
  Currency currency = kUsDollar;
  std::string_view payer_name, payer_id, payee_name;
  // Everything else
  std::vector<Named> references;        // of the payment as a whole
  std::vector<std::string_view> texts;  // notes, other names
  std::vector<RemittanceLine> lines;
  std::vector<AdjustmentText> adjustments;
  std::vector<Named> line_references;
  // Set by RemittanceReader::Finish
  Balance balance = Balance::kAbsent;
  WideMinor lines_total = 0;

  bool empty() const {
    return !ordered && lines.empty() && references.empty() && texts.empty() &&
           trace.empty();
  }
};

using Faults = std::vector<Finding>;  // without path

/// Collects the segments of one payment.
class RemittanceReader {
 public:
  /// Where faults go; `currency` is what counts without a CUR.
  explicit RemittanceReader(Faults* faults, Currency currency = kUsDollar)
      : faults_(faults), currency_(currency) {
    Start();
  }

  void set_currency(Currency currency) { currency_ = currency; }
  /// What lines without an order of their own come to: the amount of the entry
  /// that carries them.
  void set_amount(std::optional<Minor> amount) { amount_ = amount; }

  /// Forgets the payment and begins a new one.
  void Start();
  /// Takes one segment; those that say nothing about a payment are passed over.
  void Take(const Segment& segment);
  /// Compares the lines with the order: RMR04 is what is paid, an ADX alone
  /// counts on its own; where only another reading adds up (RMR04 before its
  /// ADX, a credit memo without sign), the lines are changed to it.
  const Remittance& Finish();

  const Remittance& remittance() const { return now_; }

 private:
  void ReadAmount();
  void TakeOrder(const Segment& segment);
  void TakeCurrency(const Segment& segment);
  void TakeName(const Segment& segment);
  void TakePerson(const Segment& segment);
  void TakeLine(const Segment& segment);
  void TakeAdjustment(const Segment& segment);
  void TakeReference(const Segment& segment);
  std::optional<Minor> LineAmount(const Segment& segment, size_t element);
  void Report(const Segment& segment, std::string_view code, Severity severity,
              std::string_view found, std::string expected, std::string done);

  Faults* faults_;
  Currency currency_;
  std::optional<Minor> amount_;
  Remittance now_;
  bool in_line_ = false;  // an RMR is open
};

/// Reads a text that holds an 820 with or without its envelope, or single
/// segments, and calls `each(const Remittance&)` for each payment or advice in
/// it. `amount` is what lines without an order of their own come to, if known.
/// False if the text is none of these; nothing is called then.
/// Cost: one pass over the text.
template <class Each>
bool ForEachRemittance(std::string_view text, std::optional<Minor> amount,
                       Faults* faults, Each each) {
  if (!FindIsa(text) && !DelimitersOfPiece(text)) return false;
  SegmentReader segments(text);
  RemittanceReader reader(faults);
  reader.set_amount(amount);
  Segment segment;
  const auto finish = [&] {
    const Remittance& remittance = reader.Finish();
    if (!remittance.empty()) each(remittance);
    reader.Start();
  };
  while (segments.Next(&segment)) {
    const std::string_view id = segment.id();
    const bool next = id == "ST" || id == "SE" ||
                      (id == "BPR" && reader.remittance().ordered);
    if (next) finish();
    reader.Take(segment);
  }
  finish();
  return true;
}

/// True where `amount` of money travels with this order, or says that it does:
/// handling C, D, U, X, Z by a method that moves money. I and H announce money
/// that the bank reports elsewhere, P is a test of the way.
bool MovesMoney(const Remittance& remittance);

/// What was expected of `element`, "BPR02", where its amount has `fault`.
std::string ExpectedAmount(AmountFault fault, std::string_view element);

}  // namespace cashmatch::x12
