// SPDX-License-Identifier: Apache-2.0
// settle_advice.cc - line by line, by the amounts the payer states. Tested by
// tests/unit/engine/propose/settle_test.cc and the scenarios.
#include <algorithm>

#include "engine/propose/settlement.h"

namespace cashmatch {
namespace {

Minor OrZero(Minor amount) { return amount == kNotStated ? 0 : amount; }

/// Settles the lines of one advice and keeps their sums.
class AdviceSettler {
 public:
  AdviceSettler(const ReceiptView& view, Settlement* out)
      : view_(view), out_(*out) {}

  void Line(const SettledItem& item) {
    const AdviceLine& line =
        view_.block.Advice(view_.receipt)[static_cast<size_t>(item.advice)];
    const MatchingPolicy& policy =
        view_.PolicyOf(view_.Hot(item.item).customer);
    const Minor adjusted = Adjust(item, line, policy);
    const Minor discount = Discount(item, OrZero(line.discount), policy);
    const Minor paid = PaidBy(line, item.open - discount - adjusted, adjusted);
    const WideMinor off = static_cast<WideMinor>(item.open) - paid - discount -
                          adjusted;
    paid_ += paid;
    if (item.open < 0) {
      Credit(item, paid, off);
    } else if (off >= 0) {
      out_.Add(item.item, ApplicationKind::kPayment, paid);
      if (off > 0) Short(item, static_cast<Minor>(off), policy, discount == 0);
    } else {
      out_.Add(item.item, ApplicationKind::kPayment,
               static_cast<Minor>(paid + off));
      excess_ -= off;
    }
    open_ += item.open;
  }

  void Unsettled(const UnsettledReference& reference) {
    const Minor paid = OrZero(reference.paid);
    paid_ += paid;
    const RemainderKind kind =
        paid < 0 ? RemainderKind::kClaim : RemainderKind::kUnapplied;
    out_.remainders.push_back({kind, paid, reference.text, {}});
    if (paid < 0) {
      out_.Block(ExceptionCode::kUnexplainedDeduction);
    } else {
      out_.Remark(reference.why);
    }
  }

  /// Compares the sum of the lines with the receipt.
  void Finish(const std::vector<SettledItem>& items) {
    const SettledItem& largest = *std::max_element(
        items.begin(), items.end(), [](const auto& a, const auto& b) {
          return a.open < b.open;
        });
    const CustomerRow customer = view_.Hot(largest.item).customer;
    const MatchingPolicy& policy = view_.PolicyOf(customer);
    if (written_off_ >
        policy.under.Allowance(view_.receipt.currency, ClampedOpen())) {
      out_.Block(ExceptionCode::kShortPay);
    }
    const WideMinor left =
        static_cast<WideMinor>(view_.receipt.amount) - paid_;
    if (left < 0) {
      LinesExceedReceipt(largest, static_cast<Minor>(
                                      std::min<WideMinor>(-left, kAmountMax)));
      return;
    }
    const WideMinor excess = left + excess_;
    if (excess == 0) return;
    PlaceExcess(view_, Narrow(excess), ClampedOpen(), customer, {}, &out_);
  }

 private:
  /// Returns what a line pays: as stated, else its gross less what was kept.
  static Minor PaidBy(const AdviceLine& line, Minor otherwise, Minor adjusted) {
    if (line.paid != kNotStated) return line.paid;
    if (line.gross == kNotStated) return otherwise;
    return line.gross - OrZero(line.discount) - adjusted;
  }

  Minor ClampedOpen() const {
    return static_cast<Minor>(
        std::clamp<WideMinor>(open_, -kAmountMax, kAmountMax));
  }

  /// Writes the stated deductions; returns what they take off the item.
  Minor Adjust(const SettledItem& item, const AdviceLine& line,
               const MatchingPolicy& policy) {
    Minor sum = 0;
    for (const Adjustment& part : view_.block.Adjustments(line)) {
      const auto reason = view_.policy.reasons.find(part.reason);
      const bool known = reason != view_.policy.reasons.end();
      if (!known && policy.short_pay != ShortPay::kApply) {
        out_.Block(ExceptionCode::kUnexplainedDeduction);
      }
      const Treatment treatment =
          known ? reason->second.treatment : Treatment::kDeduction;
      if (treatment == Treatment::kLeaveOpen) {
        left_open_ += part.amount;
        continue;
      }
      out_.Add(item.item,
               treatment == Treatment::kWriteOff ? ApplicationKind::kWriteOff
                                                 : ApplicationKind::kDeduction,
               part.amount,
               known ? std::string_view(reason->second.code) : part.reason);
      sum += part.amount;
    }
    return sum;
  }

  /// Writes a stated discount, earned or by policy; returns what it takes off.
  Minor Discount(const SettledItem& item, Minor stated,
                 const MatchingPolicy& policy) {
    if (stated <= 0) return 0;
    constexpr Minor kRounding = 1;
    if (stated <= item.earned + kRounding) {
      out_.Add(item.item, ApplicationKind::kDiscount, stated);
      return stated;
    }
    if (policy.unearned == Unearned::kSuggest) {
      out_.Block(ExceptionCode::kUnearnedDiscount);
      for (const DiscountOffer& offer :
           OffersOf(view_.book, item.item, item.open)) {
        if (offer.amount + kRounding < stated || offer.last_day == kNoDay) {
          continue;
        }
        out_.grace_days_short = view_.receipt.booking_date - offer.last_day -
                                policy.grace_days;
      }
    }
    out_.Add(item.item,
             policy.unearned == Unearned::kDeduction
                 ? ApplicationKind::kDeduction
                 : ApplicationKind::kDiscount,
             stated);
    return stated;
  }

  /// An item paid short by `off` that the advice does not explain.
  void Short(const SettledItem& item, Minor off, const MatchingPolicy& policy,
             bool no_discount_yet) {
    constexpr Minor kRounding = 1;
    if (left_open_ != 0) {
      off -= std::min(off, left_open_);
      left_open_ = 0;
      if (off == 0) return;
    }
    if (no_discount_yet && item.earned != 0 &&
        off <= item.earned + kRounding && off >= item.earned - kRounding) {
      out_.Add(item.item, ApplicationKind::kDiscount, off);
      return;
    }
    if (off <= policy.under.Allowance(view_.receipt.currency, item.open)) {
      out_.Add(item.item, ApplicationKind::kWriteOff, off);
      written_off_ += off;
      return;
    }
    if (policy.short_pay == ShortPay::kApply) return;  // the rest stays open
    out_.Block(ExceptionCode::kShortPay);
    out_.smallest_change = off;
  }

  /// A credit that the payer uses: all of it, a part, or more than there is.
  void Credit(const SettledItem& item, Minor used, WideMinor off) {
    if (used > 0 || off > 0) {
      out_.Add(item.item, ApplicationKind::kPayment, item.open);
      const WideMinor beyond = static_cast<WideMinor>(used) - item.open;
      out_.remainders.push_back(
          {RemainderKind::kClaim, Narrow(beyond), {}, {}});
      out_.Block(ExceptionCode::kUnexplainedDeduction);
      return;
    }
    out_.Add(item.item, ApplicationKind::kPayment, used);
  }

  /// The lines ask for more than came in: charges that the file states are a
  /// fact, anything else is for a person.
  void LinesExceedReceipt(const SettledItem& largest, Minor missing) {
    if (view_.receipt.charges == missing) {
      for (ProposedRow& row : out_.rows) {
        if (row.item == largest.item &&
            row.kind == ApplicationKind::kPayment && row.amount > missing) {
          row.amount -= missing;
          out_.Add(largest.item, ApplicationKind::kFee, missing);
          return;
        }
      }
    }
    out_.Block(ExceptionCode::kShortPay);
    out_.smallest_change = missing;
  }

  const ReceiptView& view_;
  Settlement& out_;
  WideMinor paid_ = 0, open_ = 0, excess_ = 0;
  Minor written_off_ = 0;
  Minor left_open_ = 0;
};

}  // namespace

void SettleByAdvice(const ReceiptView& view,
                    const std::vector<SettledItem>& items,
                    const std::vector<UnsettledReference>& unsettled,
                    Settlement* out) {
  AdviceSettler settler(view, out);
  for (const SettledItem& item : items) settler.Line(item);
  for (const UnsettledReference& reference : unsettled) {
    settler.Unsettled(reference);
  }
  settler.Finish(items);
}

}  // namespace cashmatch
