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

void Pay(const std::vector<OpenNow>& items, const std::vector<Minor>& discounts,
         size_t largest, const std::string& kind, Minor off, Settled* out) {
  for (size_t i = 0; i < items.size(); ++i) {
    const Minor here = i == largest ? off : 0;
    const std::string id(items[i].item->item_id);
    out->rows.push_back({id, "alloc", items[i].open - discounts[i] - here});
    out->rows.push_back({id, "discount", discounts[i]});
    out->rows.push_back({id, kind, here});
  }
}

}  // namespace

Minor Earned(const OpenNow& item, Day day, int grace_days) {
  Minor best = 0;
  for (const auto& [amount, last] : Discounts(item)) {
    if (day <= last + grace_days) best = std::max(best, amount);
  }
  return best;
}

Settled Settle(const Receipt& receipt, const std::vector<OpenNow>& items,
               const std::vector<Rest>& unknown, const MatchingPolicy& policy) {
  Settled out;
  const Minor got = receipt.amount;
  Minor open = 0;
  Minor earned_sum = 0;
  Minor best_sum = 0;
  Minor discounted = 0;
  size_t largest = 0;
  std::vector<Minor> none(items.size(), 0), earned, best;
  for (size_t i = 0; i < items.size(); ++i) {
    open += items[i].open;
    earned.push_back(Earned(items[i], receipt.booking_date, policy.grace_days));
    earned_sum += earned.back();
    discounted += earned.back() != 0;
    best.push_back(0);
    for (const auto& [amount, last] : Discounts(items[i])) {
      best.back() = std::max(best.back(), amount);
    }
    best_sum += best.back();
    if (items[i].open > items[largest].open) largest = i;
  }
  if (got == open) return Pay(items, none, largest, "", 0, &out), out;
  if (got == open - earned_sum) {
    return Pay(items, earned, largest, "", 0, &out), out;
  }
  if (unknown.empty()) {
    const Minor rounding = open - earned_sum - got;
    if (discounted != 0 && std::abs(rounding) <= discounted) {
      Minor left = rounding;
      for (Minor& d : earned) {
        if (d == 0 || left == 0) continue;
        d += left > 0 ? 1 : -1;
        left -= left > 0 ? 1 : -1;
      }
      return Pay(items, earned, largest, "", 0, &out), out;
    }
    if (best_sum != earned_sum && got == open - best_sum) {
      const std::string late =
          policy.unearned == Unearned::kDeduction ? "deduction" : "discount";
      for (size_t i = 0; i < items.size(); ++i) {
        const std::string id(items[i].item->item_id);
        out.rows.push_back({id, "alloc", items[i].open - best[i]});
        out.rows.push_back(
            {id, best[i] > earned[i] ? late : "discount", best[i]});
      }
      if (policy.unearned == Unearned::kSuggest) {
        out.blocked = true;
        out.exception = "UNEARNED_DISCOUNT";
      }
      return out;
    }
    for (const bool with_discount : {false, true}) {
      if (with_discount && earned_sum == 0) continue;
      const Minor off = open - (with_discount ? earned_sum : 0) - got;
      if (off <= 0) continue;
      if (off > policy.under.Allowance(receipt.currency, items[largest].open) ||
          off > policy.under.Allowance(receipt.currency, open)) {
        continue;
      }
      return Pay(items, with_discount ? earned : none, largest, "write_off",
                 off, &out),
             out;
    }
  }
  if (got < open) {
    Minor left = got;
    for (const OpenNow& item : items) {
      const Minor share = item.open < 0 ? item.open : std::min(left, item.open);
      out.rows.push_back({std::string(item.item->item_id), "alloc", share});
      left -= share;
    }
    const bool fine = policy.short_pay == ShortPay::kApply &&
                      items.size() == 1 && left == 0 && unknown.empty();
    if (!fine) {
      out.blocked = true;
      out.exception = "SHORT_PAY";
    }
    return out;
  }
  Pay(items, none, largest, "", 0, &out);
  const Minor excess = got - open;
  if (!unknown.empty()) {
    for (size_t i = 0; i < unknown.size(); ++i) {
      out.rests.push_back(
          {"unapplied", i == 0 ? excess : 0, unknown[i].reference});
    }
    out.exception = unknown.front().kind;
  } else if (excess <= policy.over.Allowance(receipt.currency, open)) {
    out.rests.push_back({"gain", excess, ""});
  } else if (policy.overpay == Overpay::kOnAccount) {
    out.rests.push_back({"on_account", excess, ""});
  } else {
    out.rests.push_back({"unapplied", excess, ""});
    out.exception = "OVERPAID";
  }
  return out;
}

}  // namespace cashmatch::reference
