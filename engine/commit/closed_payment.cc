// SPDX-License-Identifier: Apache-2.0
// closed_payment.cc - payments that only closed items remember.
// Tested by tests/unit/engine/commit/closed_payment_test.cc
#include "engine/commit/closed_payment.h"

#include <algorithm>
#include <tuple>

#include "engine/book/targets.h"
#include "engine/commit/reversal.h"

namespace cashmatch {
namespace {

constexpr int32_t kDaysBack = 60;  // how old a payment may be that none quotes

}  // namespace

ClosedPayment ClosedPaymentFinder::Find(const ReturnClues& clues) {
  ClosedPayment found = Quoted(clues);
  if (found.parts.empty()) found = OfPayers(clues);
  for (const ClosedPart& part : found.parts) reopened_.insert(part.item);
  return found;
}

Day ClosedPaymentFinder::ClosedOn(ItemRow row) const {
  const ItemRare* const rare = book_.Rare(row);
  return rare == nullptr ? kNoDay : rare->closed_date;
}

bool ClosedPaymentFinder::IsCandidate(const ReturnClues& clues,
                                      ItemRow row) const {
  const ItemHot& hot = book_.hot[Index(row)];
  const Day closed = ClosedOn(row);
  const bool in_scope =
      clues.companies == nullptr ||
      std::find(clues.companies->begin(), clues.companies->end(),
                hot.company) != clues.companies->end();
  return hot.status == ItemStatus::kClosed && hot.open != 0 && in_scope &&
         hot.currency == clues.receipt.currency && !reopened_.contains(row) &&
         (closed == kNoDay || closed <= clues.receipt.booking_date);
}

ClosedPart ClosedPaymentFinder::PartOf(ItemRow row) const {
  const ItemHot& hot = book_.hot[Index(row)];
  const Day closed = ClosedOn(row);
  ClosedPart part{row, hot.open, 0};
  if (closed == kNoDay) return part;
  const auto& customer = book_.customers[Index(hot.customer)];
  part.discount = EarnedDiscount(OffersOf(book_, row, hot.open), closed,
                                 policy_.For(customer.customer_id).grace_days);
  return part;
}

ClosedPaymentFinder::Sums ClosedPaymentFinder::SumsOf(
    const std::vector<ClosedPart>& parts) const {
  Sums sums;
  for (const ClosedPart& part : parts) {
    sums.whole += part.amount;
    sums.less_discount += part.amount - part.discount;
  }
  return sums;
}

bool ClosedPaymentFinder::BelongTogether(
    const std::vector<ItemRow>& items) const {
  const ItemHot& first = book_.hot[Index(items.front())];
  return std::all_of(items.begin(), items.end(), [&](ItemRow row) {
    const ItemHot& hot = book_.hot[Index(row)];
    return hot.customer == first.customer && hot.company == first.company;
  });
}

/// The items as a payment of `amount`; none if that is not what they sum to.
ClosedPayment ClosedPaymentFinder::PaymentOf(std::span<const ItemRow> items,
                                             Minor amount) const {
  ClosedPayment payment;
  for (const ItemRow row : items) payment.parts.push_back(PartOf(row));
  const Sums sums = SumsOf(payment.parts);
  if (amount == sums.less_discount) return payment;
  if (amount != sums.whole) return {};
  for (ClosedPart& part : payment.parts) part.discount = 0;
  return payment;
}

/// Returns the highest discount that an item offered at any time.
Minor ClosedPaymentFinder::OfferedDiscount(ItemRow row) const {
  Minor most = 0;
  for (const DiscountOffer& offer :
       OffersOf(book_, row, book_.hot[Index(row)].open)) {
    most = std::max(most, offer.amount);
  }
  return most;
}

/// The items as a payment of `amount` that was short of their sum in a way that
/// the rules allow; none if they do not.
ClosedPayment ClosedPaymentFinder::ShortPaymentOf(
    std::span<const ItemRow> items, Minor amount) const {
  ClosedPayment payment;
  WideMinor whole = 0, offered = 0;
  for (const ItemRow row : items) {
    payment.parts.push_back({row, book_.hot[Index(row)].open});
    whole += payment.parts.back().amount;
    offered += OfferedDiscount(row);
  }
  const WideMinor missing = whole - amount;
  if (missing <= 0 || amount <= 0 || whole > kAmountMax) return {};
  if (missing == offered) {
    for (ClosedPart& part : payment.parts) {
      part.discount = OfferedDiscount(part.item);
    }
    return payment;
  }
  ClosedPart& largest = *std::max_element(
      payment.parts.begin(), payment.parts.end(),
      [](const auto& a, const auto& b) { return a.amount < b.amount; });
  const ItemHot& hot = book_.hot[Index(largest.item)];
  const MatchingPolicy& policy =
      policy_.For(book_.customers[Index(hot.customer)].customer_id);
  largest.off = static_cast<Minor>(missing);
  if (largest.off >= largest.amount) return {};
  const auto fees = policy.fee_amounts.find(hot.currency);
  if (fees != policy.fee_amounts.end() &&
      std::find(fees->second.begin(), fees->second.end(), largest.off) !=
          fees->second.end()) {
    largest.off_kind = ApplicationKind::kFee;
    return payment;
  }
  const auto total = static_cast<Minor>(whole);
  if (largest.off > policy.under.Allowance(hot.currency, largest.amount) ||
      largest.off > policy.under.Allowance(hot.currency, total)) {
    return {};
  }
  return payment;
}

ClosedPayment ClosedPaymentFinder::Quoted(const ReturnClues& clues) const {
  std::vector<ItemRow> items;
  for (const ItemRow row : clues.quotes.items) {
    if (IsCandidate(clues, row)) items.push_back(row);
  }
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  if (items.empty() || !BelongTogether(items)) return {};
  ClosedPayment payment = PaymentOf(items, clues.receipt.amount);
  if (!payment.parts.empty()) return payment;
  for (const ItemRow row : items) payment.parts.push_back(PartOf(row));
  const Sums sums = SumsOf(payment.parts);
  // Of the two sums the greater that the amount reaches: the smaller fee.
  const bool whole = sums.whole < clues.receipt.amount;
  const WideMinor paid = whole ? sums.whole : sums.less_discount;
  payment.fee = paid <= 0 || paid > clues.receipt.amount
                    ? kNotStated
                    : ReturnFee(clues.receipt, static_cast<Minor>(paid));
  if (payment.fee == kNotStated) {
    return ShortPaymentOf(items, clues.receipt.amount);
  }
  if (whole) {
    for (ClosedPart& part : payment.parts) part.discount = 0;
  }
  return payment;
}

/// Adds the payments of the amount that all items of a day are, or one of them.
void ClosedPaymentFinder::TryDay(const Receipt& receipt,
                                 std::span<const ItemRow> items,
                                 Reading reading,
                                 std::vector<ClosedPayment>* found) const {
  const auto attempt = [&](std::span<const ItemRow> some) {
    ClosedPayment payment = (this->*reading)(some, receipt.amount);
    if (!payment.parts.empty()) found->push_back(std::move(payment));
  };
  if (items.size() > 1) attempt(items);
  for (size_t i = 0; i < items.size(); ++i) attempt(items.subspan(i, 1));
}

ClosedPayment ClosedPaymentFinder::OfPayers(const ReturnClues& clues) {
  if (clues.payers.empty()) return {};
  ListByPayer();
  std::vector<ClosedPayment> found =
      EachDay(clues, &ClosedPaymentFinder::PaymentOf);
  if (found.empty()) {
    found = EachDay(clues, &ClosedPaymentFinder::ShortPaymentOf);
  }
  if (found.empty()) return {};
  if (found.size() == 1) return std::move(found.front());
  ClosedPayment several;
  several.ambiguous = true;
  return several;
}

/// What the items of the payers closed on each of the last days may have been.
std::vector<ClosedPayment> ClosedPaymentFinder::EachDay(
    const ReturnClues& clues, Reading reading) const {
  const auto frame = [&](ItemRow row) {
    const ItemHot& hot = book_.hot[Index(row)];
    return std::tuple(hot.customer, hot.company, hot.currency, ClosedOn(row));
  };
  std::vector<ClosedPayment> found;
  std::vector<ItemRow> items;
  for (const CustomerRow payer : clues.payers) {
    const auto before = [&](ItemRow row, CustomerRow customer) {
      return book_.hot[Index(row)].customer < customer;
    };
    auto at =
        std::lower_bound(by_payer_.begin(), by_payer_.end(), payer, before);
    while (at != by_payer_.end() && book_.hot[Index(*at)].customer == payer) {
      const auto day = frame(*at);
      const bool recent =
          clues.receipt.booking_date - ClosedOn(*at) <= kDaysBack;
      items.clear();
      for (; at != by_payer_.end() && frame(*at) == day; ++at) {
        if (recent && IsCandidate(clues, *at)) items.push_back(*at);
      }
      TryDay(clues.receipt, items, reading, &found);
    }
  }
  return found;
}

void ClosedPaymentFinder::ListByPayer() {
  if (listed_) return;
  listed_ = true;
  for (const ItemRare& rare : book_.rare) {
    if (rare.closed_date != kNoDay &&
        book_.hot[Index(rare.row)].status == ItemStatus::kClosed) {
      by_payer_.push_back(rare.row);
    }
  }
  std::sort(by_payer_.begin(), by_payer_.end(), [&](ItemRow a, ItemRow b) {
    const ItemHot& x = book_.hot[Index(a)];
    const ItemHot& y = book_.hot[Index(b)];
    return std::tuple(x.customer, x.company, x.currency, ClosedOn(a), a) <
           std::tuple(y.customer, y.company, y.currency, ClosedOn(b), b);
  });
}

}  // namespace cashmatch
