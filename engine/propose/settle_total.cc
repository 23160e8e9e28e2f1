// SPDX-License-Identifier: Apache-2.0
// settle_total.cc - one sum for all items. Tested by
// tests/unit/engine/propose/settle_test.cc, late_discount_test.cc there and the
// scenarios.
#include <algorithm>

#include "engine/base/planted_bug.h"
#include "engine/propose/settlement.h"

namespace cashmatch {
namespace {

/// What the items ask, and what is known to have been taken off on the way.
struct Ask {
  WideMinor open = 0;
  WideMinor earned = 0;
  WideMinor got = 0;  // the receipt with the charges that the file states
  Minor charges = 0;
  CustomerRow customer = kNoCustomer;
  const SettledItem* largest = nullptr;
};

Ask AskOf(const ReceiptView& view, const std::vector<SettledItem>& items) {
  Ask ask;
  ask.largest = &items.front();
  for (const SettledItem& item : items) {
    ask.open += item.open;
    ask.earned += item.earned;
    if (item.open > ask.largest->open) ask.largest = &item;
  }
  if (Planted("a sum in 24 bits"))
    ask.open -= ask.open % std::max<WideMinor>(ask.open >> 24, 1);
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

/// Takes off each discount one minor unit of what the payer rounded, or adds
/// it, as far as it goes.
void Round(WideMinor rounding, std::vector<Minor>* discounts) {
  for (Minor& discount : *discounts) {
    if (discount == 0 || rounding == 0) continue;
    const Minor unit = rounding > 0 ? 1 : -1;
    discount += unit;
    rounding -= unit;
  }
}

/// True if a total that is off by `rounding` may be these discounts, each
/// rounded by the payer in its own way.
bool IsRounding(WideMinor rounding, const std::vector<Minor>& discounts) {
  const auto discounted = static_cast<WideMinor>(discounts.size()) -
                          std::count(discounts.begin(), discounts.end(), 0);
  return rounding <= discounted && -rounding <= discounted;
}

std::vector<Minor> EarnedOf(const std::vector<SettledItem>& items) {
  std::vector<Minor> earned;
  earned.reserve(items.size());
  for (const SettledItem& item : items) earned.push_back(item.earned);
  return earned;
}

/// Writes the rows: each item paid in full less its discount, the difference
/// and the charges off the largest. False, and nothing is written, if an item
/// would be settled without a payment of its own sign: nothing but money pays.
bool PayLess(const std::vector<SettledItem>& items, const Ask& ask,
             const std::vector<Minor>& discounts, Minor charges,
             Difference difference, Settlement* out,
             Unearned unearned = Unearned::kAllow) {
  const auto paid_on = [&](size_t i) {
    const Minor off =
        &items[i] == ask.largest ? charges + difference.amount : 0;
    return items[i].open - discounts[i] - off;
  };
  for (size_t i = 0; i < items.size(); ++i) {
    const Minor paid = paid_on(i);
    if (items[i].open > 0 ? paid <= 0 : paid >= 0) return false;
  }
  for (size_t i = 0; i < items.size(); ++i) {
    const ItemRow item = items[i].item;
    const bool largest = &items[i] == ask.largest;
    out->Add(item, ApplicationKind::kPayment, paid_on(i));
    out->AddDiscount(items[i], discounts[i], unearned);
    out->Add(item, ApplicationKind::kFee, largest ? charges : 0);
    out->Add(item, difference.kind,
             largest || Planted("a difference is written off twice")
                 ? difference.amount
                 : 0);
  }
  return true;
}

/// The same with the earned discounts, or with none.
bool Pay(const std::vector<SettledItem>& items, const Ask& ask,
         bool take_discounts, Minor charges, Difference difference,
         Settlement* out) {
  return PayLess(
      items, ask,
      take_discounts ? EarnedOf(items) : std::vector<Minor>(items.size(), 0),
      charges, difference, out);
}

/// All earned discounts, each rounded by the payer in its own way.
bool RoundedDiscounts(const std::vector<SettledItem>& items, const Ask& ask,
                      Settlement* out) {
  const WideMinor rounding = ask.open - ask.earned - ask.got;
  std::vector<Minor> discounts = EarnedOf(items);
  if (!IsRounding(rounding, discounts)) return false;
  Round(rounding, &discounts);
  return PayLess(items, ask, discounts, ask.charges, {}, out);
}

/// The discounts of some of the items only, if just one choice of them is what
/// is missing.
bool SomeDiscounts(const std::vector<SettledItem>& items, const Ask& ask,
                   Settlement* out) {
  constexpr size_t kMost = 10;  // discounts; more have too many choices
  std::vector<size_t> at;
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i].earned != 0) at.push_back(i);
  }
  const WideMinor missing = ask.open - ask.got;
  if (at.size() < 2 || at.size() > kMost || missing <= 0) return false;
  std::vector<Minor> taken;
  int choices = 0;
  for (uint32_t choice = 1; choice + 1 < (uint32_t{1} << at.size()); ++choice) {
    std::vector<Minor> discounts(items.size(), 0);
    WideMinor sum = 0;
    for (size_t k = 0; k < at.size(); ++k) {
      if ((choice >> k & 1) == 0) continue;
      sum += discounts[at[k]] = items[at[k]].earned;
    }
    if (sum != missing) continue;
    ++choices;
    taken = std::move(discounts);
  }
  return choices == 1 && PayLess(items, ask, taken, ask.charges, {}, out);
}

/// What is kept back of an item at a rate of its amount before tax.
Minor TaxKept(const ReceiptView& view, const SettledItem& item,
              Millionths rate) {
  const ItemRare* const rare = view.book.Rare(item.item);
  const Minor tax =
      rare == nullptr || rare->tax_amount == kNotStated ? 0 : rare->tax_amount;
  return ShareHalfAway(item.open - tax, rate);
}

/// A tax at a stated rate that the payer keeps back, of each item for itself.
bool Withheld(const ReceiptView& view, const std::vector<SettledItem>& items,
              const Ask& ask, Settlement* out) {
  for (const Millionths rate : view.PolicyOf(ask.customer).withholding_rates) {
    WideMinor kept = 0;
    bool pays = true;
    for (const SettledItem& item : items) {
      const Minor tax = TaxKept(view, item, rate);
      const Minor charges = &item == ask.largest ? ask.charges : 0;
      kept += tax;
      pays = pays && item.open > 0 && tax > 0 && item.open - tax - charges > 0;
    }
    if (!pays || ask.got + kept != ask.open) continue;
    for (const SettledItem& item : items) {
      const Minor tax = TaxKept(view, item, rate);
      const Minor charges = &item == ask.largest ? ask.charges : 0;
      out->Add(item.item, ApplicationKind::kPayment, item.open - tax - charges);
      out->Add(item.item, ApplicationKind::kFee, charges);
      out->Add(item.item, ApplicationKind::kWithholding, tax);
    }
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
      view.receipt.amount == 0 || view.receipt.method == Method::kCheck) {
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
      if (Pay(items, ask, discounts, 0, {ApplicationKind::kFee, fee}, out)) {
        return true;
      }
    }
  }
  return false;
}

/// A difference within tolerance: of the item it falls on, and of the total.
bool WrittenOff(const ReceiptView& view, const std::vector<SettledItem>& items,
                const Ask& ask, Settlement* out) {
  const Tolerance& under = view.PolicyOf(ask.customer).under;
  const Currency currency = view.receipt.currency;
  if (view.receipt.amount == 0) return false;
  for (const bool discounts : {false, true}) {
    if (discounts && ask.earned == 0) continue;
    const WideMinor short_by =
        ask.open - (discounts ? ask.earned : 0) - ask.got;
    if (short_by <= 0 || short_by > kAmountMax) continue;
    const auto amount = static_cast<Minor>(short_by);
    if (amount > under.Allowance(currency, ask.largest->open) +
                     Planted("the tolerance is one too wide") ||
        ask.open > kAmountMax ||
        amount > under.Allowance(currency, static_cast<Minor>(ask.open))) {
      continue;
    }
    if (Pay(items, ask, discounts, ask.charges,
            {ApplicationKind::kWriteOff, amount}, out)) {
      return true;
    }
  }
  return false;
}

constexpr int32_t kNever = INT32_MAX;  // an offer whose last day is unknown

int32_t DaysLate(const DiscountOffer& offer, Day paid, int32_t grace_days) {
  return offer.last_day == kNoDay ? kNever : paid - offer.last_day - grace_days;
}

/// Returns the days of grace after which a further discount of the items would
/// be earned, ascending.
std::vector<int32_t> DaysShort(const ReceiptView& view,
                               const std::vector<SettledItem>& items,
                               int32_t grace_days) {
  std::vector<int32_t> days;
  for (const SettledItem& item : items) {
    for (const DiscountOffer& offer :
         OffersOf(view.book, item.item, item.open)) {
      if (offer.amount <= item.earned) continue;
      days.push_back(DaysLate(offer, view.receipt.booking_date, grace_days));
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

/// Returns the discount of each item that so many more days would have earned.
std::vector<Minor> OffersWithin(const ReceiptView& view,
                                const std::vector<SettledItem>& items,
                                int32_t days, int32_t grace_days) {
  std::vector<Minor> offers;
  for (const SettledItem& item : items) {
    Minor most = item.earned;
    for (const DiscountOffer& offer :
         OffersOf(view.book, item.item, item.open)) {
      if (DaysLate(offer, view.receipt.booking_date, grace_days) <= days) {
        most = std::max(most, offer.amount);
      }
    }
    offers.push_back(most);
  }
  return offers;
}

/// The discounts that a late payer took: those that the fewest more days of
/// grace would have earned of which the sum is what is missing.
bool TookLateDiscount(const ReceiptView& view,
                      const std::vector<SettledItem>& items, const Ask& ask,
                      Settlement* out) {
  const MatchingPolicy& policy = view.PolicyOf(ask.customer);
  for (const int32_t days : DaysShort(view, items, policy.grace_days)) {
    std::vector<Minor> late =
        OffersWithin(view, items, days, policy.grace_days);
    WideMinor rounding = ask.open - ask.got;
    for (const Minor amount : late) rounding -= amount;
    if (!IsRounding(rounding, late)) continue;
    Round(rounding, &late);
    if (!PayLess(items, ask, late, ask.charges, {}, out, policy.unearned)) {
      continue;
    }
    if (policy.unearned == Unearned::kSuggest) {
      out->Block(ExceptionCode::kUnearnedDiscount);
      if (days != kNever) out->grace_days_short = days;
    }
    return true;
  }
  return false;
}

/// Pays the items in the order they are quoted, as far as the money and the
/// credits go; returns what is left.
WideMinor Deal(const std::vector<SettledItem>& items, WideMinor money,
               std::vector<Minor>* shares) {
  for (const SettledItem& item : items) {
    if (item.open < 0) money -= item.open;
  }
  for (const SettledItem& item : items) {
    const WideMinor share = item.open < 0
                                ? static_cast<WideMinor>(item.open)
                                : std::min<WideMinor>(money, item.open);
    shares->push_back(static_cast<Minor>(share));
    if (item.open > 0) money -= share;
  }
  return money;
}

/// Less than asked, beyond every allowance. Charges that explain nothing, or
/// that the largest item does not bear, are left out.
void PayShort(const ReceiptView& view, const std::vector<SettledItem>& items,
              const Ask& ask, bool unknown, Settlement* out) {
  const auto largest = static_cast<size_t>(ask.largest - items.data());
  std::vector<Minor> shares;
  Minor charges = ask.charges;
  WideMinor left = Deal(items, ask.got, &shares);
  if (charges != 0 && (ask.got >= ask.open || shares[largest] <= charges)) {
    charges = 0;
    shares.clear();
    left = Deal(items, view.receipt.amount, &shares);
  }
  for (size_t i = 0; i < items.size(); ++i) {
    const Minor fee = i == largest ? charges : 0;
    out->Add(items[i].item, ApplicationKind::kPayment, shares[i] - fee);
    out->Add(items[i].item, ApplicationKind::kFee, fee);
  }
  const bool one = items.size() == 1 && left == 0;
  const bool by_policy =
      view.PolicyOf(ask.customer).short_pay == ShortPay::kApply &&
      items.front().exact && view.receipt.amount != 0;
  if (by_policy && one && !unknown) return;
  out->Block(ExceptionCode::kShortPay);
  const WideMinor gap = ask.open - view.receipt.amount - charges;
  if (one && gap <= kAmountMax) {
    out->smallest_change = static_cast<Minor>(gap);
  }
}

/// The open amounts, less the earned discounts, less charges that the file
/// states; or without those, which the payer bore.
bool PaysExactly(const ReceiptView& view, const std::vector<SettledItem>& items,
                 const Ask& ask, Settlement* out) {
  for (const Minor charges : {ask.charges, Minor{0}}) {
    const WideMinor got = static_cast<WideMinor>(view.receipt.amount) + charges;
    for (const bool discounts : {false, true}) {
      if (got == ask.open - (discounts ? ask.earned : 0) &&
          Pay(items, ask, discounts, charges, {}, out)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

void SettleTotal(const ReceiptView& view, const std::vector<SettledItem>& items,
                 const std::vector<UnsettledReference>& unsettled,
                 Settlement* out) {
  const Ask ask = AskOf(view, items);
  const bool unknown = !unsettled.empty();
  if (PaysExactly(view, items, ask, out)) {
    PlaceExcess(view, 0, Narrow(ask.open), ask.customer, unsettled, out);
    return;
  }
  if (!unknown &&
      (SomeDiscounts(items, ask, out) || RoundedDiscounts(items, ask, out) ||
       Withheld(view, items, ask, out) || ListedFee(view, items, ask, out) ||
       TookLateDiscount(view, items, ask, out) ||
       WrittenOff(view, items, ask, out))) {
    return;
  }
  if (view.receipt.amount < ask.open) {
    PayShort(view, items, ask, unknown, out);
    return;
  }
  // Whole items first; the rest has no item.
  Pay(items, ask, false, 0, {}, out);
  const WideMinor excess = view.receipt.amount - ask.open;
  PlaceExcess(view, Narrow(excess), Narrow(ask.open), ask.customer, unsettled,
              out);
}

}  // namespace cashmatch
