// SPDX-License-Identifier: Apache-2.0
// parts.cc - amounts of details, charges and what is left unexplained.
// Tested by tests/unit/adapters/read/camt/parts_test.cc
#include "adapters/read/camt/parts.h"

#include <algorithm>

namespace cashmatch {

Minor ChargesOf(const ChargesText& text, Currency currency) {
  WideMinor sum = 0;
  const auto add = [&](const AmountText& amount, bool credit) {
    const Money money = ReadMoney(amount, currency);
    if (!money.ok() || money.currency != currency) return;
    sum += credit ? -money.minor : money.minor;
  };
  for (const ChargeText& record : text.records) {
    add(record.amount, SideOf(record.side) == Side::kCredit);
  }
  if (text.records.empty()) add(text.total, false);
  return sum > kAmountMax || sum < -kAmountMax ? 0 : static_cast<Minor>(sum);
}

namespace {

bool SaysIncluded(const ChargesText& text) {
  return !text.records.empty() &&
         std::all_of(text.records.begin(), text.records.end(),
                     [](const ChargeText& record) { return record.included; });
}

/// The charges of a line, when its amount is what was left after them.
std::optional<Minor> ChargesTakenOff(const BookedLine& line, Minor amount,
                                     Currency currency) {
  const Minor charges = ChargesOf(line.charges, currency);
  if (charges <= 0) return std::nullopt;
  const Money instructed = ReadMoney(line.instructed, currency);
  const bool shown = instructed.ok() && instructed.currency == currency &&
                     instructed.minor - amount == charges;
  if (!shown && !SaysIncluded(line.charges)) return std::nullopt;
  return charges;
}

/// Splits one entry; the steps of SplitEntry share these.
class Splitter {
 public:
  Splitter(const Entry& entry, const Money& money, Side side, Split* split)
      : entry_(entry), money_(money), side_(side), split_(*split) {}

  void Run() {
    split_.parts.clear();
    if (entry_.details.empty()) return Whole();
    for (const Detail& detail : entry_.details) {
      if (!AddPart(detail)) return;
    }
    Balance();
  }

 private:
  void Whole() {
    split_.parts.assign(
        1,
        {nullptr, money_.minor, side_,
         ChargesTakenOff(entry_, money_.minor, money_.currency), money_.minor});
  }

  void Say(std::string_view code, Severity severity, size_t offset,
           size_t place = 0) {
    split_.code = code;
    split_.severity = severity;
    split_.offset = offset;
    split_.place = place;
  }

  size_t PlaceOf(const Detail& detail) const {
    return static_cast<size_t>(&detail - entry_.details.data()) + 1;
  }

  /// Reads the amount of one detail. False: the entry stays whole.
  bool AddPart(const Detail& detail) {
    const bool alone = entry_.details.size() == 1;
    const AmountText* const candidates[] = {&detail.amount, &detail.transacted,
                                            &detail.instructed,
                                            &detail.countervalue};
    std::optional<Minor> amount;
    bool ordered =
        false;  // known is only what the payer ordered, and less came
    for (const AmountText* const text : candidates) {
      const Money found = ReadMoney(*text, money_.currency);
      if (found.fault == MoneyFault::kMissing) continue;
      if (!found.ok() && !amount) {
        return Unreadable(detail, *text, found.fault);
      }
      if (!found.ok() || found.currency != money_.currency) continue;
      if (alone && found.minor == money_.minor) amount = found.minor;
      if (amount) continue;
      amount = found.minor;
      ordered = text == &detail.instructed && found.minor > money_.minor &&
                side_ == Side::kCredit;
    }
    if (alone && (!amount || ordered)) amount = money_.minor;
    if (!amount) return WithoutAmount(detail);
    split_.parts.push_back({&detail,
                            BeforeFee(detail, *amount),
                            SideOf(detail.side).value_or(side_),
                            {},
                            *amount});
    return true;
  }

  bool Unreadable(const Detail& detail, const AmountText& text,
                  MoneyFault fault) {
    Say("CAMT-AMOUNT", Severity::kHeld, text.offset, PlaceOf(detail));
    split_.found =
        Quote(fault == MoneyFault::kCurrency ? text.currency : text.digits);
    split_.expected = ExpectedFor(fault);
    split_.done = "entry held";
    Whole();
    return false;
  }

  bool WithoutAmount(const Detail& detail) {
    Say("CAMT-DETAIL-AMOUNT", Severity::kWarning, detail.offset,
        PlaceOf(detail));
    split_.found = "no amount in " + CodeText();
    split_.expected = "an amount in each of " +
                      std::to_string(entry_.details.size()) + " details";
    split_.done = "read as one receipt";
    Whole();
    return false;
  }

  std::string CodeText() const { return std::string(CodeOf(money_.currency)); }

  /// A returned item of 50 that is booked with its fee as 53: the item is 50.
  Minor BeforeFee(const Detail& detail, Minor amount) const {
    if (side_ != Side::kDebit) return amount;
    const Minor charges = ChargesOf(detail.charges, money_.currency);
    const Money instructed = ReadMoney(detail.instructed, money_.currency);
    const bool shown = charges > 0 && instructed.ok() &&
                       instructed.currency == money_.currency &&
                       amount - charges == instructed.minor;
    return shown ? instructed.minor : amount;
  }

  /// How far the details are above a credit, or below a debit.
  WideMinor Gap(bool own_sides) const {
    WideMinor sum = 0;
    for (const Part& part : split_.parts) {
      const bool against = own_sides && part.side != side_;
      sum += against ? -part.amount : part.amount;
    }
    return side_ == Side::kCredit ? sum - money_.minor : money_.minor - sum;
  }

  void Balance() {
    for (Part& part : split_.parts) {
      part.charges =
          ChargesTakenOff(*part.detail, part.amount, money_.currency);
    }
    const WideMinor gap = Gap(true);
    if (gap == 0) return;
    const WideMinor flat_gap = Gap(false);
    const bool differs = flat_gap != gap;
    if (differs && flat_gap == 0) return TakeEntrySide();
    if (ExplainByCharges(gap)) return;
    if (!differs && IsReturnFee(gap)) return;
    if (differs && (flat_gap > 0) && ExplainByCharges(flat_gap)) {
      for (Part& part : split_.parts) part.side = side_;
      return;
    }
    Unexplained(gap);
  }

  void TakeEntrySide() {
    for (Part& part : split_.parts) part.side = side_;
    Say("CAMT-DETAIL-SIDE", Severity::kWarning, entry_.offset);
    split_.found = "details on the other side than their entry";
    split_.expected = "details that add up to it";
    split_.done = "the entry's side counts";
  }

  bool ExplainByCharges(WideMinor gap) {
    if (gap <= 0) return false;
    WideMinor of_details = 0;
    for (const Part& part : split_.parts) {
      of_details += ChargesOf(part.detail->charges, money_.currency);
    }
    const Minor of_entry = ChargesOf(entry_.charges, money_.currency);
    const bool details = gap == of_details || gap == of_details + of_entry;
    const bool entry = gap == of_entry || (details && gap != of_details);
    if ((!details && !entry) || !TakeOff(details, entry ? of_entry : 0)) {
      return false;
    }
    Say("CAMT-CHARGES", Severity::kWarning, entry_.offset);
    split_.found =
        "details and entry " + CodeText() + " " + Format(gap) + " apart";
    split_.expected = "charges of that amount, which the file states";
    split_.done = side_ == Side::kCredit ? "taken off the receipts as charges"
                                         : "read as charges";
    return true;
  }

  /// Takes charges off credits. False, and nothing changed: too little money.
  bool TakeOff(bool details, Minor of_entry) {
    std::vector<Part> parts = split_.parts;
    for (Part& part : parts) {
      part.charges.reset();
      const Minor charges =
          details ? ChargesOf(part.detail->charges, money_.currency) : 0;
      if (charges != 0 && !TakeOff(charges, &part)) return false;
    }
    if (of_entry != 0) {
      const auto largest = std::max_element(
          parts.begin(), parts.end(),
          [](const Part& a, const Part& b) { return a.amount < b.amount; });
      if (!TakeOff(of_entry, &*largest)) return false;
    }
    split_.parts = std::move(parts);
    return true;
  }

  bool TakeOff(Minor charges, Part* part) const {
    if (side_ == Side::kCredit) part->amount -= charges;
    if (charges > 0) part->charges = part->charges.value_or(0) + charges;
    return part->amount >= 0;
  }

  bool IsReturnFee(WideMinor gap) {
    if (side_ != Side::kDebit || gap <= 0 || gap >= money_.minor - gap) {
      return false;
    }
    if (split_.parts.size() == 1) {
      split_.parts[0].charges = static_cast<Minor>(gap);
    }
    Say("CAMT-CHARGES", Severity::kWarning, entry_.offset);
    split_.found =
        "details " + CodeText() + " " + Format(gap) + " below their debit";
    split_.expected = "details that add up to it";
    split_.done = "the rest read as a fee";
    return true;
  }

  void Unexplained(WideMinor gap) {
    Say("CAMT-DETAIL-SUM", Severity::kHeld, entry_.offset);
    const WideMinor sum =
        side_ == Side::kCredit ? gap + money_.minor : money_.minor - gap;
    split_.found = "details of " + CodeText() + " " + Format(sum);
    split_.expected = "the entry's " + CodeText() + " " + Format(money_.minor);
    split_.done = "entry held";
  }

  std::string Format(WideMinor minor) const {
    return FormatMoney(minor, money_.currency);
  }

  const Entry& entry_;
  const Money& money_;
  const Side side_;
  Split& split_;
};

}  // namespace

void SplitEntry(const Entry& entry, const Money& money, Side side,
                Split* split) {
  split->code = {};
  Splitter(entry, money, side, split).Run();
}

}  // namespace cashmatch
