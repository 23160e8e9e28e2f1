// SPDX-License-Identifier: Apache-2.0
// settle_total.cc - one sum for all items. Tested by
// tests/unit/engine/propose/settle_test.cc and the scenarios.
#include <algorithm>

#include "engine/propose/settlement.h"

namespace cashmatch {
namespace {

/// What the items ask, and what is known to have been taken off on the way.
struct Ask {
  WideMinor open = 0;
  WideMinor earned = 0;
  WideMinor got = 0;      // the receipt with the charges that the file states
  Minor charges = 0;
  CustomerRow customer = kNoCustomer;
  const SettledItem* largest = nullptr;
};

Ask AskOf(const ReceiptView& view, const std::vector<SettledItem>& items) {
  Ask ask;
  for (const SettledItem& item : items) {
    ask.open += item.open;
    ask.earned += item.earned;
    if (ask.largest == nullptr || item.open > ask.largest->open) {
      ask.largest = &item;
    }
  }
  ask.customer = view.Hot(ask.largest->item).customer;
  ask.charges = view.receipt.charges == kNotStated ? 0 : view.receipt.charges;
  ask.got = static_cast<WideMinor>(view.receipt.amount) + ask.charges;
  return ask;
}

/// One difference on the largest item beside full payment of all others.
struct Difference {
  ApplicationKind kind = ApplicationKind::kPayment;
  Minor amount = 0;
};

/// Writes the rows: each item paid in full less its discount, the difference
/// and the stated charges off the largest. `rounding` changes the discounts by
/// one minor unit an item, as far as it goes.
void Pay(const std::vector<SettledItem>& items, const Ask& ask,
         bool take_discounts, Minor charges, Difference difference,
         Settlement* out, Minor rounding = 0) {
  for (const SettledItem& item : items) {
    const bool largest = &item == ask.largest;
    Minor discount = take_discounts ? item.earned : 0;
    if (discount != 0 && rounding != 0) {
      const Minor unit = rounding > 0 ? 1 : -1;
      discount += unit;
      rounding -= unit;
    }
    const Minor fee = largest ? charges : 0;
    const Minor off = largest ? difference.amount : 0;
    out->Add(item.item, ApplicationKind::kPayment,
             item.open - discount - fee - off);
    out->Add(item.item, ApplicationKind::kDiscount, discount);
    out->Add(item.item, ApplicationKind::kFee, fee);
    out->Add(item.item, difference.kind, off);
  }
}

/// All earned discounts, each rounded by the payer in its own way.
bool RoundedDiscounts(const std::vector<SettledItem>& items, const Ask& ask,
                      Settlement* out) {
  const auto discounted =
      std::count_if(items.begin(), items.end(),
                    [](const SettledItem& item) { return item.earned != 0; });
  const WideMinor rounding = ask.open - ask.earned - ask.got;
  if (discounted == 0 || rounding > discounted || -rounding > discounted) {
    return false;
  }
  Pay(items, ask, true, ask.charges, {}, out, static_cast<Minor>(rounding));
  return true;
}

/// A tax at a stated rate that the payer keeps back from a single item.
bool Withheld(const ReceiptView& view, const std::vector<SettledItem>& items,
              const Ask& ask, Settlement* out) {
  if (items.size() != 1) return false;
  const ItemRare* const rare = view.book.Rare(ask.largest->item);
  const Minor tax =
      rare == nullptr || rare->tax_amount == kNotStated ? 0 : rare->tax_amount;
  const Minor base = ask.largest->open - tax;
  for (const Millionths rate : view.PolicyOf(ask.customer).withholding_rates) {
    const Minor kept = ShareHalfAway(base, rate);
    if (kept == 0 || ask.got + kept != ask.open) continue;
    Pay(items, ask, false, ask.charges, {ApplicationKind::kWithholding, kept},
        out);
    return true;
  }
  return false;
}

/// A fee that banks on the way take, as the rules list it.
bool ListedFee(const ReceiptView& view, const std::vector<SettledItem>& items,
               const Ask& ask, Settlement* out) {
  const MatchingPolicy& policy = view.PolicyOf(ask.customer);
  const auto listed = policy.fee_amounts.find(view.receipt.currency);
  if (listed == policy.fee_amounts.end() || ask.charges != 0 ||
      view.receipt.method == Method::kCheck) {
    return false;
  }
  const auto maximum = policy.fee_maximum.find(view.receipt.currency);
  for (const bool discounts : {false, true}) {
    const WideMinor short_by =
        ask.open - (discounts ? ask.earned : 0) - ask.got;
    for (const Minor fee : listed->second) {
      if (fee != short_by) continue;
      if (maximum != policy.fee_maximum.end() && fee > maximum->second) {
        continue;
      }
      Pay(items, ask, discounts, 0, {ApplicationKind::kFee, fee}, out);
      return true;
    }
  }
  return false;
}

/// A difference within tolerance: of the item it falls on, and of the total.
bool WrittenOff(const ReceiptView& view, const std::vector<SettledItem>& items,
                const Ask& ask, Settlement* out) {
  const Tolerance& under = view.PolicyOf(ask.customer).under;
  const Currency currency = view.receipt.currency;
  for (const bool discounts : {false, true}) {
    if (discounts && ask.earned == 0) continue;
    const WideMinor short_by =
        ask.open - (discounts ? ask.earned : 0) - ask.got;
    if (short_by <= 0 || short_by > kAmountMax) continue;
    const auto amount = static_cast<Minor>(short_by);
    if (amount > under.Allowance(currency, ask.largest->open) ||
        ask.open > kAmountMax ||
        amount > under.Allowance(currency, static_cast<Minor>(ask.open))) {
      continue;
    }
    Pay(items, ask, discounts, ask.charges,
        {ApplicationKind::kWriteOff, amount}, out);
    return true;
  }
  return false;
}

/// The discount that a late payer took: the highest offer of each item.
bool TookLateDiscount(const ReceiptView& view, const std::vector<SettledItem>& items,
              const Ask& ask, Settlement* out) {
  WideMinor taken = 0;
  Day last_needed = kNoDay;
  std::vector<Minor> each;
  for (const SettledItem& item : items) {
    DiscountOffer best;
    for (const DiscountOffer& offer :
         OffersOf(view.book, item.item, item.open)) {
      if (offer.amount > best.amount) best = offer;
    }
    taken += best.amount;
    each.push_back(best.amount);
    if (best.amount > item.earned && best.last_day != kNoDay &&
        (last_needed == kNoDay || best.last_day < last_needed)) {
      last_needed = best.last_day;
    }
  }
  if (taken == ask.earned || ask.got != ask.open - taken) return false;
  const MatchingPolicy& policy = view.PolicyOf(ask.customer);
  const ApplicationKind kind = policy.unearned == Unearned::kDeduction
                                   ? ApplicationKind::kDeduction
                                   : ApplicationKind::kDiscount;
  for (size_t i = 0; i < items.size(); ++i) {
    const Minor fee = &items[i] == ask.largest ? ask.charges : 0;
    const bool late = each[i] > items[i].earned;
    out->Add(items[i].item, ApplicationKind::kPayment,
             items[i].open - each[i] - fee);
    out->Add(items[i].item, late ? kind : ApplicationKind::kDiscount, each[i]);
    out->Add(items[i].item, ApplicationKind::kFee, fee);
  }
  if (policy.unearned == Unearned::kSuggest) {
    out->Block(ExceptionCode::kUnearnedDiscount);
    if (last_needed != kNoDay) {
      out->grace_days_short =
          view.receipt.booking_date - last_needed - policy.grace_days;
    }
  }
  return true;
}

/// Less than asked, beyond every allowance.
void PayShort(const ReceiptView& view, const std::vector<SettledItem>& items,
              const Ask& ask, bool unknown, Settlement* out) {
  const MatchingPolicy& policy = view.PolicyOf(ask.customer);
  WideMinor left = ask.got;
  for (const SettledItem& item : items) {
    // Items in the order they are quoted, as far as the money goes.
    const WideMinor share = item.open < 0 ? static_cast<WideMinor>(item.open)
                                          : std::min<WideMinor>(left, item.open);
    const auto amount = static_cast<Minor>(share);
    const Minor fee = &item == ask.largest ? ask.charges : 0;
    out->Add(item.item, ApplicationKind::kPayment, amount - fee);
    out->Add(item.item, ApplicationKind::kFee, fee);
    left -= share;
  }
  const bool one = items.size() == 1 && left == 0;
  if (policy.short_pay != ShortPay::kApply || !one || unknown) {
    out->Block(ExceptionCode::kShortPay);
    const WideMinor gap = ask.open - ask.got;
    if (one && gap <= kAmountMax) {
      out->smallest_change = static_cast<Minor>(gap);
    }
  }
}

}  // namespace

void SettleTotal(const ReceiptView& view, const std::vector<SettledItem>& items,
                 const std::vector<UnsettledReference>& unsettled,
                 Settlement* out) {
  const Ask ask = AskOf(view, items);
  const bool unknown = !unsettled.empty();
  if (ask.got == ask.open || ask.got == ask.open - ask.earned) {
    Pay(items, ask, ask.got != ask.open, ask.charges, {}, out);
    return;
  }
  if (ask.charges != 0 && (view.receipt.amount == ask.open ||
                           view.receipt.amount == ask.open - ask.earned)) {
    // Charges that did not reach the receipt: the payer bore them.
    Pay(items, ask, view.receipt.amount != ask.open, 0, {}, out);
    return;
  }
  if (!unknown && (RoundedDiscounts(items, ask, out) ||
                   Withheld(view, items, ask, out) ||
                   ListedFee(view, items, ask, out) ||
                   TookLateDiscount(view, items, ask, out) ||
                   WrittenOff(view, items, ask, out))) {
    return;
  }
  if (view.receipt.amount < ask.open) {
    Ask without_charges = ask;
    if (ask.got > ask.open) {
      // Charges larger than the gap explain nothing.
      without_charges.got = view.receipt.amount;
      without_charges.charges = 0;
    }
    PayShort(view, items, without_charges, unknown, out);
    return;
  }
  // Whole items first; the rest has no item.
  Pay(items, ask, false, 0, {}, out);
  const WideMinor excess = view.receipt.amount - ask.open;
  PlaceExcess(view, Narrow(excess), Narrow(ask.open), ask.customer, unsettled,
              out);
}

}  // namespace cashmatch
