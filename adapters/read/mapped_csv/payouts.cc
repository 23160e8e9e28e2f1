// SPDX-License-Identifier: Apache-2.0
// payouts.cc - charges, refunds, chargebacks and fees by payout.
// Tested by tests/unit/adapters/read/mapped_csv/payouts_test.cc
#include "adapters/read/mapped_csv/payouts.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/read/mapped_csv/values.h"

namespace cashmatch {
namespace {

using F = PayoutField;

enum class RowType : uint8_t {
  kCharge,
  kRefund,
  kChargeback,
  kFee,
  kAdjustment,
  kPayout
};
constexpr std::array<std::string_view, 6> kTypes = {
    "charge", "refund", "chargeback", "fee", "adjustment", "payout"};

/// What one row moves: `net` = `gross` - `fee`.
struct Movement {
  Minor gross = 0, fee = 0, net = 0;
};

struct Line {
  std::string reference, text;
  Minor amount = 0;
  Minor written = 0;  // as Payout::written_gross
};

/// One payout, while its rows come in.
struct Payout {
  std::string id, account, payer_name, payer_id, trace;
  Place place;
  Currency currency = Currency::kNone;
  Day day = kNoDay;
  std::optional<Minor> stated;
  WideMinor gross = 0, fees = 0;
  // With refunds and chargebacks as they are signed: a plus may be money that
  // comes back, of a dispute that was won.
  WideMinor written_gross = 0, written_fees = 0;
  std::vector<Line> lines;
  std::string_view held;  // the first code that holds it
};

/// Makes what a row does not say out of what it says; `turn`: refunds and
/// chargebacks take money whatever their sign. False: it contradicts itself.
bool Settle(RowType type, bool has_gross, bool has_net, bool turn,
            Movement read, Movement* out) {
  // A row of nothing but a fee: whichever column has it, it is a cost.
  if (type == RowType::kFee) {
    const Minor cost = read.fee != 0 ? read.fee
                       : has_net     ? read.net
                                     : read.gross;
    *out = {0, cost < 0 ? -cost : cost, 0};
    out->net = -out->fee;
    return true;
  }
  if (turn && read.gross > 0) {
    read.gross = -read.gross;
    if (read.net > 0) read.net = -read.net;
  }
  if (!has_net) {
    if (read.fee < 0) read.fee = -read.fee;  // nothing but a cost
    read.net = read.gross - read.fee;
  } else if (!has_gross) {
    if (read.fee < 0) read.fee = -read.fee;
    if (turn && read.net > 0) read.net = -read.net;
    read.gross = read.net + read.fee;
  } else if (read.gross - read.fee != read.net) {
    read.fee = -read.fee;  // the file writes costs with a minus
  }
  *out = read;
  return read.gross - read.fee == read.net;
}

bool Fits(WideMinor amount) {
  return amount <= kAmountMax && amount >= -kAmountMax;
}

/// Reads one file; each function one part of a row.
class PayoutFile {
 public:
  PayoutFile(const Source& source, const CsvMapping& mapping, MappedRows* rows,
             BankFile* file)
      : mapping_(mapping),
        rows_(*rows),
        file_(*file),
        block_(file->receipts),
        source_file_(file->receipts.AddFile(source.name, "csv")) {}

  void Read() {
    while (rows_.Next()) Row();
    for (Payout& payout : payouts_) states_ |= payout.stated.has_value();
    for (Payout& payout : payouts_) Finish(&payout);
    file_.summary.statements = file_.summary.entries = payouts_.size();
    file_.summary.details = rows_.rows();
  }

 private:
  void Hold(std::string_view code, std::string_view field, std::string found,
            std::string expected, Payout* payout) {
    rows_.Report(code, Severity::kHeld, field, std::move(found),
                 std::move(expected), "payout held");
    if (payout->held.empty()) payout->held = code;
  }

  Payout* Find() {
    const std::string id(rows_.Of(F::kPayoutId));
    const auto [known, added] = by_id_.try_emplace(id, payouts_.size());
    if (added) {
      Payout& payout = payouts_.emplace_back();
      payout.id = id;
      payout.place = rows_.place();
      payout.place.path = "payout " + Quote(id);
    }
    return &payouts_[known->second];
  }

  void Row() {
    Payout* const payout = Find();
    ReadHead(payout);
    RowType type = RowType::kCharge;
    Movement movement, written;
    if (payout->currency == Currency::kNone || !ReadType(&type, payout) ||
        !ReadMovement(type, &movement, &written, payout)) {
      return;
    }
    if (type == RowType::kPayout) {
      // The payout leaves the gateway: most sign it with a minus.
      return State(movement.net < 0 ? -movement.net : movement.net, payout);
    }
    payout->gross += movement.gross;
    payout->fees += movement.fee;
    payout->written_gross += written.gross;
    payout->written_fees += written.fee;
    if (movement.gross == 0) return;
    payout->lines.push_back({std::string(rows_.Of(F::kReference)),
                             std::string(rows_.Of(F::kText)), movement.gross,
                             written.gross});
  }

  void ReadHead(Payout* payout) {
    const auto set = [&](F field, std::string* text) {
      if (text->empty()) *text = rows_.Of(field);
    };
    set(F::kAccount, &payout->account);
    set(F::kPayerName, &payout->payer_name);
    set(F::kPayerId, &payout->payer_id);
    set(F::kTrace, &payout->trace);
    if (payout->id.empty() && payout->held.empty()) {
      Hold("CSV-PAYOUT", "payout_id", "nothing", "the payout of each row",
           payout);
    }
    ReadCurrency(payout);
    ReadDay(payout);
    const std::string_view stated = rows_.Of(F::kPayoutAmount);
    if (stated.empty() || payout->currency == Currency::kNone) return;
    Minor amount = 0;
    if (ReadAmount(F::kPayoutAmount, "payout_amount", &amount, payout)) {
      State(amount, payout);
    }
  }

  void ReadCurrency(Payout* payout) {
    const std::string_view code = rows_.Of(F::kCurrency);
    const std::optional<Currency> currency = ParseCurrency(code);
    const bool first = payout->currency == Currency::kNone;
    if (currency && first) payout->currency = *currency;
    if (currency && *currency == payout->currency) return;
    Hold("CSV-CURRENCY", "currency", code.empty() ? "nothing" : Quote(code),
         first ? "an ISO 4217 code such as USD"
               : std::string(CodeOf(payout->currency)) +
                     ", as in the payout's first row",
         payout);
  }

  void ReadDay(Payout* payout) {
    const std::string_view text = rows_.Of(F::kPayoutDate);
    if (text.empty()) return;
    const std::optional<Day> day = ReadDayBy(mapping_.date_format, text);
    if (day && (payout->day == kNoDay || payout->day == *day)) {
      payout->day = *day;
      return;
    }
    Hold("CSV-DATE", "payout_date", Quote(text),
         day ? FormatDay(payout->day) + ", as in the payout's first row"
             : "a date " + mapping_.date_format,
         payout);
  }

  /// Notes what was paid out; two that differ are one too many.
  void State(Minor amount, Payout* payout) {
    if (!payout->stated) payout->stated = amount;
    if (*payout->stated == amount) return;
    Hold("CSV-PAYOUT-SUM", "payout_amount",
         FormatMoney(amount, payout->currency),
         FormatMoney(*payout->stated, payout->currency) + ", as before",
         payout);
  }

  bool ReadType(RowType* type, Payout* payout) {
    const std::string_view text = rows_.Of(F::kType);
    if (text.empty() && !rows_.Knows(F::kType)) return true;
    for (size_t i = 0; i < kTypes.size(); ++i) {
      if (text != kTypes[i]) continue;
      *type = static_cast<RowType>(i);
      return true;
    }
    Hold("CSV-TYPE", "type", text.empty() ? "nothing" : Quote(text),
         "charge, refund, chargeback, fee, adjustment or payout, or a word of "
         "the mapping",
         payout);
    return false;
  }

  bool ReadAmount(F field, std::string_view name, Minor* amount,
                  Payout* payout) {
    const std::string_view text = rows_.Of(field);
    const ParsedAmount parsed =
        ReadMappedAmount(text, payout->currency, mapping_);
    *amount = parsed.minor;
    if (parsed.ok()) return true;
    Hold("CSV-AMOUNT", name, Quote(text),
         ExpectedAmount(parsed.fault, payout->currency, mapping_), payout);
    return false;
  }

  /// Reads gross, fee and net, each as far as it is there, and makes the rest.
  bool ReadMovement(RowType type, Movement* out, Movement* written,
                    Payout* payout) {
    const bool has_gross = !rows_.Of(F::kGross).empty();
    const bool has_fee = !rows_.Of(F::kFee).empty();
    const bool has_net = !rows_.Of(F::kNet).empty();
    Minor gross = 0, fee = 0, net = 0;
    if ((has_gross && !ReadAmount(F::kGross, "gross", &gross, payout)) ||
        (has_fee && !ReadAmount(F::kFee, "fee", &fee, payout)) ||
        (has_net && !ReadAmount(F::kNet, "net", &net, payout))) {
      return false;
    }
    if (!has_gross && !has_net && !has_fee) {
      Hold("CSV-PAYOUT", {}, "no amount", "gross or net", payout);
      return false;
    }
    const Movement read = {gross, fee, net};
    const bool takes_back =
        type == RowType::kRefund || type == RowType::kChargeback;
    if (!Settle(type, has_gross, has_net, takes_back, read, out)) {
      Hold("CSV-PAYOUT", "net", FormatMoney(out->net, payout->currency),
           FormatMoney(out->gross, payout->currency) + " less a fee of " +
               FormatMoney(out->fee < 0 ? -out->fee : out->fee,
                           payout->currency),
           payout);
      return false;
    }
    if (!Settle(type, has_gross, has_net, false, read, written))
      *written = *out;
    return true;
  }

  /// Takes the signs of refunds and chargebacks as they are written where only
  /// so the rows come to what was paid out.
  static void ChooseSigns(Payout* payout) {
    const WideMinor written = payout->written_gross - payout->written_fees;
    if (!payout->stated || payout->gross - payout->fees == *payout->stated ||
        written != *payout->stated) {
      return;
    }
    payout->gross = payout->written_gross;
    payout->fees = payout->written_fees;
    for (Line& line : payout->lines) line.amount = line.written;
  }

  void Finish(Payout* payout) {
    ChooseSigns(payout);
    const WideMinor sum = payout->gross - payout->fees;
    CheckSum(sum, payout);
    if (payout->currency == Currency::kNone) return;  // no money to keep
    const WideMinor amount = payout->stated ? *payout->stated : sum;
    if (!Fits(amount) || !Fits(payout->fees)) {
      return Say(payout, "CSV-AMOUNT", Severity::kHeld, "too much money",
                 "at most " + FormatMoney(kAmountMax, payout->currency),
                 "payout left out");
    }
    SidedSums& booked = file_.summary.booked;
    (amount < 0 ? booked.debit : booked.credit)[payout->currency] +=
        amount < 0 ? -amount : amount;
    if (amount < 0) {
      return Say(payout, "CSV-PAYOUT-DEBIT", Severity::kWarning,
                 FormatMoney(amount, payout->currency), "money that comes in",
                 "no receipt");
    }
    if (payout->day == kNoDay && payout->held.empty()) {
      Say(payout, "CSV-DATE", Severity::kHeld, "no payout_date",
          "a date " + mapping_.date_format, "payout held");
      payout->held = "CSV-DATE";
    }
    AddReceipt(static_cast<Minor>(amount), *payout);
  }

  /// Where other payouts say what was paid out, one that does not has not been
  /// paid yet, or a row that is damaged made it up.
  void CheckUnstated(WideMinor sum, Payout* payout) {
    if (!states_ || !payout->held.empty()) return;
    file_.summary.control = Control::kFailed;
    Say(payout, "CSV-PAYOUT-SUM", Severity::kHeld,
        "rows of " + FormatMoney(sum, payout->currency),
        "what was paid out, as other payouts of the file state", "payout held");
    payout->held = "CSV-PAYOUT-SUM";
  }

  /// Rows that could not be read are missing from the sum: the payout is held
  /// for them already.
  void CheckSum(WideMinor sum, Payout* payout) {
    if (!payout->stated) return CheckUnstated(sum, payout);
    Control& control = file_.summary.control;
    if (*payout->stated == sum && payout->held.empty()) {
      if (control == Control::kAbsent) control = Control::kProved;
      return;
    }
    if (!payout->held.empty()) return;
    control = Control::kFailed;
    Say(payout, "CSV-PAYOUT-SUM", Severity::kHeld,
        "rows of " + FormatMoney(sum, payout->currency),
        FormatMoney(*payout->stated, payout->currency) + ", which was paid out",
        "payout held");
    payout->held = "CSV-PAYOUT-SUM";
  }

  void Say(Payout* payout, std::string_view code, Severity severity,
           std::string found, std::string expected, std::string done) {
    rows_.ReportAt(payout->place, code, severity, std::move(found),
                   std::move(expected), std::move(done));
  }

  void AddReceipt(Minor amount, const Payout& payout) {
    Receipt* const receipt = block_.Add();
    receipt->file = source_file_;
    receipt->line = payout.place.line;
    receipt->amount = amount;
    receipt->currency = payout.currency;
    receipt->method = Method::kCard;
    receipt->value_date = receipt->booking_date = payout.day;
    receipt->bank_reference = block_.Keep(payout.id);
    receipt->account = block_.Keep(payout.account);
    receipt->payer_name = block_.Keep(payout.payer_name);
    receipt->payer_id = block_.Keep(payout.payer_id);
    receipt->held = payout.held;
    if (payout.fees > 0) receipt->charges = static_cast<Minor>(payout.fees);
    if (!payout.trace.empty()) {
      block_.AddReference(ReferenceType::kTrace, payout.trace);
    }
    for (const Line& line : payout.lines) {
      AdviceLine* const advice = block_.AddAdvice(line.reference);
      advice->gross = advice->paid = line.amount;
      if (!line.text.empty()) block_.AddText(line.text);
    }
  }

  const CsvMapping& mapping_;
  MappedRows& rows_;
  BankFile& file_;
  ReceiptBlock& block_;
  uint32_t source_file_;
  std::vector<Payout> payouts_;
  std::map<std::string, size_t> by_id_;
  bool states_ = false;  // a payout of the file says what was paid out
};

}  // namespace

void ReadPayoutRows(const Source& source, const CsvMapping& mapping,
                    MappedRows* rows, BankFile* file) {
  PayoutFile(source, mapping, rows, file).Read();
}

}  // namespace cashmatch
