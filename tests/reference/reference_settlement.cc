// SPDX-License-Identifier: Apache-2.0
// reference_settlement.cc - each way to explain a total, one after the other.
#include "tests/reference/reference_settlement.h"

#include <algorithm>

namespace cashmatch::reference {
namespace {

/// All discounts of an item with their last days: two tiers at most are drawn.
std::vector<std::pair<Minor, Day>> Discounts(const OpenNow& item) {
  std::vector<std::pair<Minor, Day>> all;
  const OpenItem& i = *item.item;
  const bool part_paid =
      item.open != i.amount ||
      (i.original_amount != kNotStated && i.original_amount != i.amount);
  if (i.amount <= 0 || part_paid) return all;
  const auto terms = ParseTerms(i.payment_terms);
  if (!terms) return all;
  for (const DiscountTier& tier : terms->tiers) {
    all.emplace_back(ShareHalfAway(item.open, tier.percent),
                     i.document_date + tier.days);
  }
  return all;
}

/// False, and nothing is said, where an item would be settled by no money.
bool Pay(const std::vector<OpenNow>& items, const std::vector<Minor>& discounts,
         size_t largest, const std::string& kind, Minor off, Settled* out) {
  std::vector<Row> rows;
  for (size_t i = 0; i < items.size(); ++i) {
    const Minor here = i == largest ? off : 0;
    const Minor paid = items[i].open - discounts[i] - here;
    if (paid == 0 || (paid > 0) != (items[i].open > 0)) return false;
    const std::string id(items[i].item->item_id);
    rows.push_back({id, "alloc", paid});
    rows.push_back({id, "discount", discounts[i]});
    rows.push_back({id, kind, here});
  }
  out->rows = rows;
  return true;
}

/// Spreads a few cents over the discounts, one on each at most.
bool Spread(Minor cents, std::vector<Minor>* discounts) {
  for (Minor& discount : *discounts) {
    const Minor cent = cents > 0 ? 1 : cents < 0 ? -1 : 0;
    if (discount == 0) continue;
    discount += cent;
    cents -= cent;
  }
  return cents == 0;
}

}  // namespace

Minor Earned(const OpenNow& item, Day day, int grace_days) {
  Minor best = 0;
  for (const auto& [amount, last] : Discounts(item)) {
    if (day <= last + grace_days) best = std::max(best, amount);
  }
  return best;
}

/// What is open and what discounts are on it, item by item.
struct Asked {
  Minor got = 0, open = 0, earned_sum = 0, best_sum = 0;
  size_t largest = 0;
  std::vector<Minor> none, earned, best;
};

Asked Ask(const Receipt& receipt, const std::vector<OpenNow>& items,
          const MatchingPolicy& policy) {
  Asked ask;
  ask.got = receipt.amount;
  for (size_t i = 0; i < items.size(); ++i) {
    ask.none.push_back(0);
    ask.earned.push_back(
        Earned(items[i], receipt.booking_date, policy.grace_days));
    ask.best.push_back(0);
    for (const auto& [amount, last] : Discounts(items[i])) {
      ask.best.back() = std::max(ask.best.back(), amount);
    }
    ask.open += items[i].open;
    ask.earned_sum += ask.earned.back();
    ask.best_sum += ask.best.back();
    if (items[i].open > items[ask.largest].open) ask.largest = i;
  }
  return ask;
}

/// Some of the earned discounts, not all, if one choice alone is what is
/// missing.
bool PaySome(const std::vector<OpenNow>& items, const Asked& ask,
             Settled* out) {
  const auto discounts = std::count_if(ask.earned.begin(), ask.earned.end(),
                                       [](Minor d) { return d != 0; });
  if (discounts < 2 || discounts > 10 || ask.got >= ask.open) return false;
  std::vector<std::vector<Minor>> choices = {{}};
  for (const Minor earned : ask.earned) {
    std::vector<std::vector<Minor>> longer;
    for (const auto& choice : choices) {
      for (const bool taken : {false, true}) {
        if (taken && earned == 0) continue;
        longer.push_back(choice);
        longer.back().push_back(taken ? earned : 0);
      }
    }
    choices = longer;
  }
  std::erase_if(choices, [&](const std::vector<Minor>& choice) {
    Minor sum = 0;
    for (const Minor discount : choice) sum += discount;
    return choice == ask.earned || sum != ask.open - ask.got;
  });
  return choices.size() == 1 && Pay(items, choices[0], ask.largest, "", 0, out);
}

/// A cent lost to rounding for each discounted item, at most.
bool PayRounded(const std::vector<OpenNow>& items, Asked ask, Settled* out) {
  return Spread(ask.open - ask.earned_sum - ask.got, &ask.earned) &&
         Pay(items, ask.earned, ask.largest, "", 0, out);
}

/// The best discount, though it is too late for it on some item.
bool PayUnearned(const std::vector<OpenNow>& items, Asked ask,
                 const MatchingPolicy& policy, Settled* out) {
  if (ask.best_sum == ask.earned_sum ||
      !Spread(ask.open - ask.best_sum - ask.got, &ask.best) ||
      !Pay(items, ask.best, ask.largest, "", 0, out)) {
    return false;
  }
  if (policy.unearned == Unearned::kSuggest) {
    out->blocked = true;
    out->exception = "UNEARNED_DISCOUNT";
  }
  if (policy.unearned != Unearned::kDeduction) return true;
  for (size_t i = 0; i < items.size(); ++i) {
    if (ask.best[i] - ask.earned[i] <= 1) continue;
    out->rows[3 * i + 1].amount = ask.earned[i];
    out->rows.push_back({std::string(items[i].item->item_id), "deduction",
                         ask.best[i] - ask.earned[i]});
  }
  return true;
}

/// Short by no more than is written off.
bool PayWithinTolerance(const Receipt& receipt,
                        const std::vector<OpenNow>& items, const Asked& ask,
                        const MatchingPolicy& policy, Settled* out) {
  if (ask.got == 0) return false;
  for (const bool with_discount : {false, true}) {
    if (with_discount && ask.earned_sum == 0) continue;
    const Minor off = ask.open - (with_discount ? ask.earned_sum : 0) - ask.got;
    if (off <= 0) continue;
    const Minor allowed = std::min(
        policy.under.Allowance(receipt.currency, items[ask.largest].open),
        policy.under.Allowance(receipt.currency, ask.open));
    if (off > allowed) continue;
    if (Pay(items, with_discount ? ask.earned : ask.none, ask.largest,
            "write_off", off, out)) {
      return true;
    }
  }
  return false;
}

void PayShort(const std::vector<OpenNow>& items, const Asked& ask,
              bool all_known, const MatchingPolicy& policy, Settled* out) {
  Minor left = ask.got;
  for (const OpenNow& item : items) {
    if (item.open < 0) left -= item.open;  // credits help to pay
  }
  for (const OpenNow& item : items) {
    const Minor share = item.open < 0 ? item.open : std::min(left, item.open);
    out->rows.push_back({std::string(item.item->item_id), "alloc", share});
    if (item.open > 0) left -= share;
  }
  const bool fine = policy.short_pay == ShortPay::kApply && items.size() == 1 &&
                    left == 0 && all_known && items[0].exact && ask.got != 0;
  if (fine) return;
  out->blocked = true;
  out->exception = "SHORT_PAY";
}

/// Money beyond the items, or a row for each reference that was not found.
void PlaceRest(const Receipt& receipt, Minor excess, Minor open,
               const std::vector<Rest>& unknown, const MatchingPolicy& policy,
               Settled* out) {
  for (size_t i = 0; i < unknown.size(); ++i) {
    out->rests.push_back(
        {"unapplied", i == 0 ? excess : 0, unknown[i].reference});
  }
  if (excess == 0) return;
  if (!unknown.empty()) {
    out->exception = unknown.front().kind;
  } else if (excess <= policy.over.Allowance(receipt.currency, open)) {
    out->rests.push_back({"gain", excess, ""});
  } else if (policy.overpay == Overpay::kOnAccount) {
    out->rests.push_back({"on_account", excess, ""});
  } else {
    out->rests.push_back({"unapplied", excess, ""});
    out->exception = "OVERPAID";
  }
}

Settled Settle(const Receipt& receipt, const std::vector<OpenNow>& items,
               const std::vector<Rest>& unknown, const MatchingPolicy& policy) {
  Settled out;
  const Asked ask = Ask(receipt, items, policy);
  if ((ask.got == ask.open && Pay(items, ask.none, ask.largest, "", 0, &out)) ||
      (ask.got == ask.open - ask.earned_sum &&
       Pay(items, ask.earned, ask.largest, "", 0, &out))) {
    PlaceRest(receipt, 0, ask.open, unknown, policy, &out);
    return out;
  }
  if (unknown.empty() &&
      (PaySome(items, ask, &out) || PayRounded(items, ask, &out) ||
       PayUnearned(items, ask, policy, &out) ||
       PayWithinTolerance(receipt, items, ask, policy, &out))) {
    return out;
  }
  if (ask.got < ask.open) {
    PayShort(items, ask, unknown.empty(), policy, &out);
    return out;
  }
  Pay(items, ask.none, ask.largest, "", 0, &out);
  PlaceRest(receipt, ask.got - ask.open, ask.open, unknown, policy, &out);
  return out;
}

}  // namespace cashmatch::reference
