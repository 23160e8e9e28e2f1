// SPDX-License-Identifier: Apache-2.0
// remittance.cc - segments of one payment to an order, its lines and sums.
// Tested by tests/unit/adapters/read/x12/remittance_test.cc
#include "adapters/read/x12/remittance.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/planted_bug.h"

namespace cashmatch::x12 {
namespace {

constexpr std::string_view kCreditMemo = "CM";

uint32_t SizeOf(const auto& list) { return static_cast<uint32_t>(list.size()); }

WideMinor OrZero(const std::optional<Minor>& amount) {
  return amount ? *amount : 0;
}

bool Fits(WideMinor amount) {
  return amount <= kAmountMax && amount >= -kAmountMax;
}

/// The adjustments of a line, as written.
WideMinor AdjustedBy(const Remittance& remittance, const RemittanceLine& line) {
  WideMinor sum = 0;
  for (uint32_t i = 0; i < line.adjustments.count; ++i) {
    sum += remittance.adjustments[line.adjustments.first + i].amount;
  }
  return sum;
}

/// Gives RMR08 the sign that makes the line add up; as written if none does.
void SignLineAdjustment(Remittance* remittance, const RemittanceLine& line) {
  if (line.alone || !line.paid || !line.gross) return;
  const WideMinor rest = WideMinor{*line.paid} - *line.gross +
                         OrZero(line.discount) - AdjustedBy(*remittance, line);
  for (uint32_t i = 0; i < line.adjustments.count; ++i) {
    AdjustmentText& text = remittance->adjustments[line.adjustments.first + i];
    if (text.of_line && rest == -2 * WideMinor{text.amount}) {
      text.amount = -text.amount;
      return;
    }
  }
}

/// True where a line says itself that RMR04 is what is left after its ADX.
bool SaysNet(const RemittanceLine& line, WideMinor adjusted) {
  return line.gross && adjusted != 0 &&
         WideMinor{*line.paid} != *line.gross - OrZero(line.discount);
}

/// The sums that an order may be equal to.
struct LineSums {
  WideMinor paid = 0;      // as RMR04 says
  WideMinor adjusted = 0;  // what ADX behind an RMR04 come to
  WideMinor credits = 0;   // credit memos that have no sign
  bool stated = true;      // every line has an amount
  bool net = false;        // a line says that its ADX are taken off already
};

LineSums SumLines(const Remittance& remittance) {
  LineSums sums;
  for (const RemittanceLine& line : remittance.lines) {
    const WideMinor adjusted = line.alone ? 0 : AdjustedBy(remittance, line);
    if (line.paid) {
      sums.paid += *line.paid;
      sums.adjusted += adjusted;
      sums.net = sums.net || SaysNet(line, adjusted);
      if (line.kind == kCreditMemo && *line.paid > 0)
        sums.credits += *line.paid;
    } else if (line.gross) {
      sums.paid += *line.gross - OrZero(line.discount) + adjusted;
    } else {
      sums.stated = false;
    }
  }
  return sums;
}

/// RMR04 stands before its ADX: takes them off, so that it says what is paid.
void TakeOffAdjustments(Remittance* remittance) {
  for (RemittanceLine& line : remittance->lines) {
    if (line.alone || !line.paid) continue;
    const WideMinor paid = *line.paid + AdjustedBy(*remittance, line);
    if (Fits(paid)) line.paid = static_cast<Minor>(paid);
  }
}

void NegateCredits(Remittance* remittance) {
  for (RemittanceLine& line : remittance->lines) {
    if (line.kind != kCreditMemo || !line.paid || *line.paid <= 0) continue;
    line.paid = -*line.paid;
    if (line.gross && *line.gross > 0) line.gross = -*line.gross;
  }
}

}  // namespace

bool MovesMoney(const Remittance& remittance) {
  constexpr std::string_view kWithMoney = "CDUXZ";
  return remittance.ordered && remittance.handling.size() == 1 &&
         kWithMoney.find(remittance.handling[0]) != std::string_view::npos &&
         remittance.method != "NON";
}

void RemittanceReader::Start() {
  Remittance fresh;
  // Keep the room that the lists have.
  for (auto* const list : {&now_.references, &now_.line_references})
    list->clear();
  now_.texts.clear();
  now_.lines.clear();
  now_.adjustments.clear();
  fresh.references.swap(now_.references);
  fresh.line_references.swap(now_.line_references);
  fresh.texts.swap(now_.texts);
  fresh.lines.swap(now_.lines);
  fresh.adjustments.swap(now_.adjustments);
  now_ = std::move(fresh);
  now_.currency = currency_;
  in_line_ = false;
}

void RemittanceReader::Take(const Segment& segment) {
  const std::string_view id = segment.id();
  if (segment.too_long) {
    Report(segment, "X12-SEGMENT", Severity::kHeld, segment.id(),
           "a segment of at most 4096 bytes", "payment held");
  }
  if (id == "RMR") {
    TakeLine(segment);
  } else if (id == "REF") {
    TakeReference(segment);
  } else if (id == "ADX") {
    TakeAdjustment(segment);
  } else if (id == "ENT") {
    in_line_ = false;  // another customer or place
  } else if (id == "BPR") {
    TakeOrder(segment);
  } else if (id == "TRN") {
    if (!now_.trace.empty()) return;
    now_.trace = segment[2];
    now_.trace_company = segment[3];
  } else if (id == "CUR") {
    TakeCurrency(segment);
  } else if (id == "N1") {
    TakeName(segment);
  } else if (id == "NM1") {
    TakePerson(segment);
  } else if (id == "NTE" && !segment[2].empty()) {
    now_.texts.push_back(segment[2]);
  }
}

void RemittanceReader::TakeOrder(const Segment& segment) {
  now_.ordered = true;
  now_.line = segment.line;
  now_.offset = segment.offset;
  now_.handling = segment[1];
  now_.side = segment[3];
  now_.method = segment[4];
  now_.format = segment[5];
  now_.payer_bank_kind = segment[6];
  now_.payer_bank = segment[7];
  now_.payer_account = segment[9];
  now_.company = segment[10];
  now_.our_bank = segment[13];
  now_.our_account = segment[15];
  now_.amount_text = segment[2];
  const std::string_view date = segment[16];
  if (date.empty()) return;
  now_.date = ParseCompactDay(date).value_or(kNoDay);
  if (now_.date != kNoDay) return;
  Report(segment, "X12-DATE", Severity::kHeld, date, "a date YYYYMMDD in BPR16",
         "payment held");
}

void RemittanceReader::TakeCurrency(const Segment& segment) {
  const std::optional<Currency> currency = ParseCurrency(segment[2]);
  if (!currency) {
    Report(segment, "X12-CURRENCY", Severity::kHeld, segment[2],
           "an ISO 4217 currency", "payment held");
    return;
  }
  // Amounts that were read for another currency may be other money.
  if (!now_.lines.empty() &&
      ExponentOf(*currency) != ExponentOf(now_.currency)) {
    Report(segment, "X12-CURRENCY", Severity::kHeld, segment[2],
           "a currency before the first line", "payment held");
  }
  now_.currency = *currency;
}

void RemittanceReader::TakeName(const Segment& segment) {
  const std::string_view kind = segment[1];
  const std::string_view name = segment[2];
  if ((kind == "PR" || kind == "RM") && now_.payer_name.empty()) {
    now_.payer_name = name;
    now_.payer_id = segment[4];
  } else if (kind == "PE") {
    if (now_.payee_name.empty()) now_.payee_name = name;
  } else if (!name.empty()) {
    now_.texts.push_back(name);
  }
}

/// A person or company that lines are about.
void RemittanceReader::TakePerson(const Segment& segment) {
  for (const size_t element : {size_t{3}, size_t{4}}) {
    if (!segment[element].empty()) now_.texts.push_back(segment[element]);
  }
}

std::optional<Minor> RemittanceReader::LineAmount(const Segment& segment,
                                                  size_t element) {
  const std::string_view text = segment[element];
  if (text.empty()) return std::nullopt;
  const ParsedAmount parsed = ParseDecimal(text, ExponentOf(now_.currency));
  if (parsed.ok()) return parsed.minor;
  std::string name(segment.id());
  name += element < 10 ? "0" : "";
  name += std::to_string(element);
  Report(segment, "X12-LINE-AMOUNT", Severity::kWarning, text,
         ExpectedAmount(parsed.fault, name), "read as not stated");
  return std::nullopt;
}

void RemittanceReader::TakeLine(const Segment& segment) {
  RemittanceLine& line = now_.lines.emplace_back();
  in_line_ = true;
  line.kind = segment[1];
  line.number = segment[2];
  line.action = segment[3];
  line.line = segment.line;
  line.references.first = SizeOf(now_.line_references);
  line.adjustments.first = SizeOf(now_.adjustments);
  line.paid = LineAmount(segment, 4);
  line.gross = LineAmount(segment, 5);
  line.discount = LineAmount(segment, 6);
  const std::optional<Minor> kept = LineAmount(segment, 8);
  if (!kept || *kept == 0) return;
  now_.adjustments.push_back({*kept, segment[7], {}, true});
  ++line.adjustments.count;
}

void RemittanceReader::TakeAdjustment(const Segment& segment) {
  const std::optional<Minor> amount = LineAmount(segment, 1);
  if (!amount) return;
  const AdjustmentText text{
      *amount, segment[2], {segment[3], segment[4]}, false};
  if (in_line_) {
    now_.adjustments.push_back(text);
    ++now_.lines.back().adjustments.count;
    return;
  }
  RemittanceLine& line = now_.lines.emplace_back();
  line.kind = segment[3];
  line.number = segment[4];
  line.paid = amount;
  line.alone = true;
  line.line = segment.line;
  line.references.first = SizeOf(now_.line_references);
  line.adjustments = {SizeOf(now_.adjustments), 1};
  now_.adjustments.push_back(text);
}

void RemittanceReader::TakeReference(const Segment& segment) {
  const Named reference{segment[1],
                        segment[2].empty() ? segment[3] : segment[2]};
  if (reference.value.empty()) return;
  if (!in_line_) {
    now_.references.push_back(reference);
    return;
  }
  now_.line_references.push_back(reference);
  ++now_.lines.back().references.count;
}

void RemittanceReader::ReadAmount() {
  if (!now_.ordered) return;
  const ParsedAmount parsed =
      ParseDecimal(now_.amount_text, ExponentOf(now_.currency));
  if (parsed.ok() && parsed.minor >= 0) {
    now_.amount = parsed.minor;
    return;
  }
  Segment order;
  order.line = now_.line;
  order.offset = now_.offset;
  Report(order, "X12-AMOUNT", Severity::kHeld, now_.amount_text,
         ExpectedAmount(parsed.fault, "BPR02"), "payment held");
}

const Remittance& RemittanceReader::Finish() {
  ReadAmount();
  for (const RemittanceLine& line : now_.lines) SignLineAdjustment(&now_, line);
  const LineSums sums = SumLines(now_);
  now_.lines_total = sums.paid;
  now_.balance = Balance::kAbsent;
  const std::optional<Minor> ordered = now_.ordered ? now_.amount : amount_;
  if (!ordered || now_.lines.empty() || !sums.stated) return now_;
  const WideMinor amount = *ordered;
  now_.balance = Balance::kAgrees;
  if (sums.paid == amount || Planted("remittance lines need not add up"))
    return now_;
  if (!sums.net && sums.paid + sums.adjusted == amount) {
    TakeOffAdjustments(&now_);
    now_.lines_total = amount;
  } else if (sums.paid - 2 * sums.credits == amount) {
    NegateCredits(&now_);
    now_.lines_total = amount;
  } else {
    now_.balance = Balance::kDiffers;
  }
  return now_;
}

void RemittanceReader::Report(const Segment& segment, std::string_view code,
                              Severity severity, std::string_view found,
                              std::string expected, std::string done) {
  Finding finding;
  finding.place = {segment.line, segment.offset, ""};
  finding.code = code;
  finding.severity = severity;
  finding.found = Quote(found);
  finding.expected = std::move(expected);
  finding.done = std::move(done);
  faults_->push_back(std::move(finding));
}

std::string ExpectedAmount(AmountFault fault, std::string_view element) {
  std::string expected = "an amount in ";
  if (fault == AmountFault::kOutOfRange) {
    expected = "at most 10^17 minor units in ";
  } else if (fault == AmountFault::kTooManyDigits) {
    expected = "no fraction of the currency's minor unit in ";
  }
  return expected += element;
}

}  // namespace cashmatch::x12
