// SPDX-License-Identifier: Apache-2.0
// structure.cc - the nesting of interchanges, groups, sets and payments.
// Tested by tests/unit/adapters/read/x12/structure_test.cc
#include "adapters/read/x12/structure.h"

#include <charconv>
#include <utility>

#include "adapters/read/x12/walker.h"

namespace cashmatch::x12 {
namespace {

SetKind KindOf(std::string_view set) {
  if (set == "820") return SetKind::kPayment820;
  return set == "823" ? SetKind::kLockbox823 : SetKind::kOther;
}

/// Codes of BPR01 that the standard has.
bool IsHandling(std::string_view code) {
  constexpr std::string_view kCodes = "CDHIPUXZ";
  return code.size() == 1 && kCodes.find(code[0]) != std::string_view::npos;
}

}  // namespace

std::string Walker::Path() const {
  std::string path;
  const auto add = [&path](std::string_view word, uint32_t number) {
    if (!path.empty()) path += " / ";
    path += word;
    path += std::to_string(number);
  };
  if (interchanges_ > 1) add("interchange ", interchanges_);
  if (set_.open) add("set ", sets_);
  if (deposit_.open) add("deposit ", deposits_);
  if (batch_.open) add("batch ", batches_);
  return path;
}

std::string Walker::PaymentPath() const {
  const bool check = kind_ == SetKind::kLockbox823;
  std::string path = Path();
  path += path.empty() ? "" : " / ";
  path += check ? "check " : "payment ";
  return path + std::to_string(payments_);
}

Finding Walker::At(const Segment& segment, std::string_view code) const {
  Finding finding;
  finding.place = {segment.line, segment.offset, Path()};
  finding.code = code;
  return finding;
}

Severity Walker::Report(Finding finding, bool forgivable) {
  return AddFinding(std::move(finding), forgivable, options_, file_);
}

/// Reports what was found wrong in a payment; `held` is set if that holds it.
void Walker::ReportFaults(const std::string& path, std::string_view* held) {
  for (Finding& fault : faults_) {
    fault.place.path = path;
    const std::string code = fault.code;
    if (Report(std::move(fault)) == Severity::kHeld && held->empty()) {
      *held = file_->receipts.Keep(code);
    }
  }
  faults_.clear();
}

void Walker::Read(const Segment& segment) {
  const std::string_view id = segment.id();
  if (!any_ && id != "ISA") ReportNoInterchange(segment);
  any_ = true;
  last_line_ = segment.line;
  if (set_.open) ++segments_;
  if (segment.wrapped && !wrapped_) ReportWrapped(segment);
  if (id == "ISA" && segment.count == 17) {
    OpenInterchange(segment);
  } else if (id == "GS") {
    OpenGroup(segment);
  } else if (id == "ST") {
    OpenSet(segment);
  } else if (id == "SE") {
    EndSet(segment);
  } else if (id == "GE") {
    EndGroup(segment);
  } else if (id == "IEA") {
    EndInterchange(segment);
  } else if (set_.open) {
    TakeBody(segment);
  } else if (id != "TA1") {
    Finding finding = At(segment, "X12-OUTSIDE");
    finding.severity = Severity::kHeld;
    finding.found = "a segment " + Quote(id.substr(0, 3));
    finding.expected = "a transaction set ST around it";
    finding.done = "segment left out";
    Report(std::move(finding));
  }
}

void Walker::Open(const Segment& segment, std::string_view number,
                  Envelope* envelope) {
  *envelope = {true, number, 0, segment.line, segment.offset, sink_->made()};
}

void Walker::ReportNoInterchange(const Segment& segment) {
  Finding finding = At(segment, "X12-NO-ISA");
  finding.found = "no segment ISA";
  finding.expected = "an interchange around each set";
  finding.done = "accepted";
  Report(std::move(finding));
}

/// Reports the first segment that has line breaks inside.
void Walker::ReportWrapped(const Segment& segment) {
  wrapped_ = true;
  Finding finding = At(segment, "X12-WRAPPED");
  finding.found = "line breaks inside of segments";
  finding.expected = "none but after a terminator";
  finding.done = "taken out";
  if (Report(std::move(finding)) == Severity::kHeld) set_held_ = "X12-WRAPPED";
}

void Walker::OpenGroup(const Segment& segment) {
  LeaveGroup();
  Open(segment, segment[6], &group_);
  ++interchange_.parts;
  if (interchanges_ < 2 && !segment[8].empty()) {
    file_->summary.version = segment[8].substr(0, 12);
  }
}

void Walker::OpenSet(const Segment& segment) {
  LeaveSet();
  Open(segment, segment[2], &set_);
  set_first_row_ = file_->made();
  segments_ = 1;
  ++group_.parts;
  ++sets_;
  payments_ = deposits_ = batches_ = 0;
  kind_ = KindOf(segment[1]);
  set_held_ = wrapped_ && options_.strictness == Strictness::kStrict
                  ? "X12-WRAPPED"
                  : std::string_view();
  set_currency_ = kUsDollar;
  reader_.set_currency(set_currency_);
  reader_.Start();
  if (kind_ == SetKind::kOther) {
    return ReportOtherSet(segment, Severity::kWarning);
  }
  ++file_->summary.statements;
}

/// A set that is passed over. It orders no payment, or its number is damaged.
void Walker::ReportOtherSet(const Segment& segment, Severity severity) {
  Finding finding = At(segment, "X12-SET");
  const bool pays = severity == Severity::kHeld;
  finding.severity = severity;
  finding.found = pays ? "a payment" : "a transaction set " + Quote(segment[1]);
  finding.expected = "820 or 823";
  finding.done = pays ? "payment left out" : "skipped";
  Report(std::move(finding));
}

void Walker::TakeBody(const Segment& segment) {
  if (kind_ == SetKind::kOther) {
    if (segment.id() == "BPR") ReportOtherSet(segment, Severity::kHeld);
    return;
  }
  if (kind_ == SetKind::kLockbox823 && TakeDeposit(segment)) return;
  if (segment.id() == "BPR" && reader_.remittance().ordered) EndPayment();
  reader_.Take(segment);
}

/// Hands the payment that was read to the sink.
void Walker::EndPayment() {
  const Remittance& payment = reader_.Finish();
  if (payment.ordered) {
    ++payments_;
    PaymentPlace place;
    place.set = kind_;
    place.test = test_;
    place.path = PaymentPath();
    place.held = set_held_;
    place.lockbox = deposit_.number;
    place.account = deposit_.account;
    place.batch = batch_.number;
    place.deposit_day = deposit_.day != kNoDay ? deposit_.day : batch_.day;
    ReportFaults(place.path, &place.held);
    JudgeBalance(payment, &place);
    CountPayment(payment);
    place.item =
        static_cast<uint32_t>(batch_.open ? batch_.checks : deposit_.checks);
    sink_->Take(payment, place);
  } else {
    ReportFaults(Path(), &set_held_);
  }
  reader_.Start();
}

/// Says where lines and order disagree: the money is what the order says.
void Walker::JudgeBalance(const Remittance& payment, PaymentPlace* place) {
  Finding finding;
  finding.place = {payment.line, payment.offset, place->path};
  if (kind_ == SetKind::kPayment820 && !IsHandling(payment.handling)) {
    finding.code = "X12-HANDLING";
    finding.severity = Severity::kHeld;
    finding.found = Quote(payment.handling);
    finding.expected = "C, D, H, I, P, U, X or Z in BPR01";
    finding.done = "payment held";
    Report(finding);
    if (place->held.empty()) place->held = "X12-HANDLING";
  }
  if (payment.side != "C" && payment.side != "D") {
    finding.code = "X12-SIDE";
    finding.severity = Severity::kHeld;
    finding.found = Quote(payment.side);
    finding.expected = "C or D in BPR03";
    finding.done = "payment held";
    Report(finding);
    if (place->held.empty()) place->held = "X12-SIDE";
  }
  if (payment.balance == Balance::kAgrees) proved_ = true;
  if (payment.balance != Balance::kDiffers) return;
  finding.code = "X12-SUM";
  finding.severity = Severity::kWarning;
  finding.found =
      "lines of " + FormatMoney(payment.lines_total, payment.currency) +
      ", remainder " +
      FormatMoney(*payment.amount - payment.lines_total, payment.currency);
  finding.expected =
      FormatMoney(*payment.amount, payment.currency) + ", the amount of BPR02";
  finding.done = "the amount of BPR02 used";
  if (Report(std::move(finding)) == Severity::kHeld && place->held.empty()) {
    place->held = "X12-SUM";
  }
}

void Walker::EndSet(const Segment& segment) {
  if (!set_.open) {
    Finding finding = At(segment, "X12-OUTSIDE");
    finding.severity = Severity::kHeld;
    finding.found = "a segment SE";
    finding.expected = "a transaction set ST before it";
    finding.done = "segment left out";
    Report(std::move(finding));
    return;
  }
  EndPayment();
  JudgeCount(segment, set_, segments_, "segments");
  JudgeNumber(segment, set_);
  JudgeRepeat(segment);
  CloseSet();
}

void Walker::CloseSet() {
  CloseDeposit();
  NumberPart();
  if (kind_ == SetKind::kPayment820 && payments_ == 0) {
    Finding finding;
    finding.place = {set_.line, set_.offset, Path()};
    finding.code = "X12-NO-PAYMENT";
    finding.found = "no segment BPR";
    finding.expected = "one in each 820";
    finding.done = "no receipt made";
    Report(std::move(finding));
  }
  if (!set_held_.empty()) {
    sink_->Hold(set_.first_receipt, sink_->made(), set_held_);
  }
  set_.open = false;
}

/// Ends a set without its SE: lines of it may be lost.
void Walker::LeaveSet() {
  if (!set_.open) return;
  EndPayment();
  Finding finding;
  finding.place = {set_.line, set_.offset, Path()};
  finding.code = "X12-NO-SE";
  finding.severity =
      options_.trailer_optional ? Severity::kWarning : Severity::kHeld;
  finding.found = "no segment SE";
  finding.expected = "one at the end of each set";
  finding.done = options_.trailer_optional ? "accepted" : "set held";
  if (kind_ != SetKind::kOther &&
      Report(std::move(finding), true) == Severity::kHeld &&
      set_held_.empty()) {
    set_held_ = "X12-NO-SE";
  }
  CloseSet();
}

void Walker::EndGroup(const Segment& segment) {
  LeaveSet();
  JudgeCount(segment, group_, group_.parts, "sets");
  JudgeNumber(segment, group_);
  group_.open = false;
}

void Walker::LeaveGroup() {
  LeaveSet();
  if (!group_.open) return;
  Finding finding;
  finding.place = {group_.line, group_.offset, Path()};
  finding.code = "X12-NO-GE";
  finding.found = "no segment GE";
  finding.expected = "one at the end of each group";
  finding.done = "accepted";
  Report(std::move(finding));
  group_.open = false;
}

void Walker::EndInterchange(const Segment& segment) {
  LeaveGroup();
  JudgeCount(segment, interchange_, interchange_.parts, "groups");
  JudgeNumber(segment, interchange_);
  interchange_.open = false;
}

/// Ends an interchange without its IEA: it may have been cut off.
void Walker::LeaveInterchange() {
  LeaveGroup();
  if (!interchange_.open) return;
  const bool optional = options_.trailer_optional;
  Finding finding;
  finding.place = {last_line_, 0, Path()};
  finding.code = "X12-NO-IEA";
  finding.severity = optional ? Severity::kWarning : Severity::kRejected;
  finding.found = "no segment IEA";
  finding.expected = "one at the end of each interchange";
  finding.done = optional ? "accepted" : "file rejected as possibly cut off";
  Report(std::move(finding));
  interchange_.open = false;
}

/// Compares a declared count with what was read; a difference is a warning.
void Walker::JudgeCount(const Segment& segment, const Envelope& envelope,
                        uint64_t read, std::string_view what) {
  const std::string_view text = segment[1];
  uint64_t declared = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), declared);
  if (error == std::errc() && end == text.data() + text.size() &&
      declared == read) {
    return;
  }
  Finding finding = At(segment, "X12-COUNT");
  finding.found = Quote(text) + " in " + std::string(segment.id()) + "01";
  finding.expected =
      "number of " + std::string(what) + " " + std::to_string(read);
  finding.done = "accepted";
  if (Report(std::move(finding)) == Severity::kHeld) {
    sink_->Hold(envelope.first_receipt, sink_->made(), "X12-COUNT");
  }
}

void Walker::JudgeNumber(const Segment& segment, const Envelope& envelope) {
  if (segment[2] == envelope.number) return;
  Finding finding = At(segment, "X12-NUMBER");
  finding.found = Quote(segment[2]) + " in " + std::string(segment.id()) + "02";
  finding.expected = "the number of its header, " + Quote(envelope.number);
  finding.done = "accepted";
  if (Report(std::move(finding)) == Severity::kHeld) {
    sink_->Hold(envelope.first_receipt, sink_->made(), "X12-NUMBER");
  }
}

void Walker::Finish() {
  LeaveInterchange();
  file_->summary.control = failed_   ? Control::kFailed
                           : proved_ ? Control::kProved
                                     : Control::kAbsent;
}

void ReadStructure(std::string_view bytes, size_t begin,
                   const ReadOptions& options, PaymentSink* sink,
                   BankFile* file) {
  Walker walker(bytes, options, sink, file);
  SegmentReader reader(bytes, begin);
  Segment segment;
  while (reader.Next(&segment)) walker.Read(segment);
  walker.Finish();
}

}  // namespace cashmatch::x12
