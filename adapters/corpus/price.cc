// SPDX-License-Identifier: Apache-2.0
// price.cc - draws amounts and keeps apart what must not be confused.
// Tested by tests/unit/adapters/corpus/plan_test.cc
#include "adapters/corpus/price.h"

#include <algorithm>

#include "adapters/corpus/amounts.h"
#include "adapters/corpus/draw.h"

namespace cashmatch {
namespace {

constexpr Millionths kPerCent = 10'000;
constexpr uint64_t kAttempts = 100;

class Pricer {
 public:
  Pricer(const Geometry& geometry, BlockPlan* plan)
      : seed_(geometry.seed()),
        whale_(geometry.IsWhale(plan->block)),
        plan_(*plan) {}

  void Run() {
    for (const PlannedReceipt& receipt : plan_.receipts) MarkAlone(receipt);
    for (PlannedItem& item : plan_.items) PriceItem(&item);
    for (PlannedItem& item : plan_.items) PriceCredit(&item);
    for (PlannedReceipt& receipt : plan_.receipts) PriceReceipt(&receipt);
  }

 private:
  static bool ByAmount(const PlannedReceipt& receipt) {
    return receipt.cls == ReceiptClass::kAmountOnly ||
           receipt.cls == ReceiptClass::kCombination;
  }
  // Remembers in original_amount = -1 that an item must not recur.
  void MarkAlone(const PlannedReceipt& receipt) {
    if (!ByAmount(receipt)) return;
    for (const uint32_t place : plan_.Paid(receipt)) {
      plan_.items[place].original_amount = -1;
    }
  }
  Minor Drawn(uint64_t index, uint64_t attempt) const {
    const uint64_t draw = Draw(seed_, Stream::kItemAmount, index);
    return LogNormalAmount(attempt == 0 ? draw : Again(draw, attempt));
  }

  void PriceItem(PlannedItem* item) const;
  void PriceCredit(PlannedItem* item) const;
  void PriceReceipt(PlannedReceipt* receipt);
  void PriceByAmount(PlannedReceipt* receipt);
  void PriceWithoutItem(PlannedReceipt* receipt) const;
  Minor Sum(const PlannedReceipt& receipt) const;
  bool Collides(const PlannedReceipt& receipt, Minor amount) const;

  uint64_t seed_;
  bool whale_;
  BlockPlan& plan_;
};

// A tenth of the customers pay the same amount month after month.
void Pricer::PriceItem(PlannedItem* item) const {
  const bool alone = item->original_amount == -1;
  const uint64_t recurring = Draw(seed_, Stream::kRecurring, item->customer);
  item->amount = !alone && Below(recurring, 10) == 0
                     ? LogNormalAmount(Again(recurring, 1))
                     : Drawn(item->index, 0);
  item->original_amount = item->amount;
  const bool partly = !item->reserved && item->index % 16 == 3 &&
                      item->type == DocumentType::kInvoice &&
                      item->status == ItemStatus::kOpen;
  if (partly) {
    item->amount = OnGrid(std::max<Minor>(item->amount / 3, 1));
  }
}

void Pricer::PriceCredit(PlannedItem* item) const {
  if (!IsCredit(item->type)) return;
  Minor size = item->amount;
  if (item->linked != kNoPlace) {
    const uint64_t draw = Draw(seed_, Stream::kDifference, item->index);
    const auto share =
        static_cast<Millionths>((5 + Below(draw, 26)) * kPerCent);
    size = OnGrid(std::max<Minor>(
        ShareTowardZero(plan_.items[item->linked].amount, share), 1));
  }
  item->amount = item->original_amount = -size;
}

Minor Pricer::Sum(const PlannedReceipt& receipt) const {
  Minor sum = 0;
  for (const uint32_t place : plan_.Paid(receipt)) {
    sum += plan_.items[place].amount;
  }
  return sum;
}

bool Pricer::Collides(const PlannedReceipt& receipt, Minor amount) const {
  for (uint32_t place = 0; place < plan_.items.size(); ++place) {
    const PlannedItem& item = plan_.items[place];
    if (item.customer != receipt.customer) continue;
    const bool fits = item.amount == amount ||
                      item.amount - EarnedDiscount(item, plan_.day) == amount;
    if (!fits) continue;
    const auto paid = plan_.Paid(receipt);
    if (std::find(paid.begin(), paid.end(), place) == paid.end()) return true;
  }
  return false;
}

void Pricer::PriceByAmount(PlannedReceipt* receipt) {
  PlannedItem& first = plan_.items[plan_.Paid(*receipt)[0]];
  for (uint64_t attempt = 1;
       attempt < kAttempts && Collides(*receipt, Sum(*receipt)); ++attempt) {
    first.amount = first.original_amount = Drawn(first.index, attempt);
  }
  receipt->amount = Sum(*receipt);
}

void Pricer::PriceWithoutItem(PlannedReceipt* receipt) const {
  const uint64_t draw = Draw(seed_, Stream::kDifference, receipt->index);
  for (uint64_t attempt = 0; attempt < kAttempts; ++attempt) {
    receipt->amount = OffGrid(LogNormalAmount(Again(draw, attempt)));
    // Nobody can tell what else the whale owes: more than any item costs.
    if (whale_) receipt->amount = OffGrid(kDrawnAmountMax + receipt->amount);
    if (!Collides(*receipt, receipt->amount)) return;
  }
}

void Pricer::PriceReceipt(PlannedReceipt* receipt) {
  const uint64_t draw =
      Below(Draw(seed_, Stream::kDifference, receipt->index), 16);
  switch (receipt->cls) {
    case ReceiptClass::kAmountOnly:
    case ReceiptClass::kCombination:
      return PriceByAmount(receipt);
    case ReceiptClass::kUnknownReference:
    case ReceiptClass::kUnmatched:
    case ReceiptClass::kNotReceivable:
      return PriceWithoutItem(receipt);
    case ReceiptClass::kPaidAgain:
      // Until ChooseAgain has looked at the earlier day.
      if (receipt->again_earlier) return PriceWithoutItem(receipt);
      receipt->amount =
          plan_.items[receipt->again - plan_.items[0].index].amount;
      return;
    default:
      break;
  }
  receipt->amount = Sum(*receipt);
  const auto share = static_cast<Millionths>((5 + draw) * kPerCent);
  if (receipt->cls == ReceiptClass::kDiscount) {
    receipt->difference =
        EarnedDiscount(plan_.items[plan_.Paid(*receipt)[0]], plan_.day);
    receipt->amount -= receipt->difference;
  } else if (receipt->cls == ReceiptClass::kShortPay) {
    receipt->difference = ShareTowardZero(receipt->amount, share);
    receipt->amount -= receipt->difference;
  } else if (receipt->cls == ReceiptClass::kOverPay) {
    receipt->difference = ShareTowardZero(receipt->amount, share);
    receipt->amount += receipt->difference;
  }
}

}  // namespace

void PriceBlock(const Geometry& geometry, BlockPlan* plan) {
  Pricer(geometry, plan).Run();
}

Minor EarnedDiscount(const PlannedItem& item, Day day) {
  if (IsCredit(item.type)) return 0;
  const Day days = day - item.document_date;
  Millionths share = 0;
  if (item.terms == 2 || item.terms == 4) {
    if (days <= 10) share = 2 * kPerCent;
  } else if (item.terms == 3) {
    share = days <= 7 ? 2 * kPerCent : days <= 15 ? kPerCent : 0;
  }
  return ShareHalfAway(item.amount, share);
}

Minor PaymentOn(const BlockPlan& plan, const PlannedReceipt& receipt,
                uint32_t place) {
  const Minor amount = plan.items[place].amount;
  return receipt.cls == ReceiptClass::kDiscount ||
                 receipt.cls == ReceiptClass::kShortPay
             ? amount - receipt.difference
             : amount;
}

std::string_view ExpectedOf(const Geometry& geometry, const BlockPlan& plan,
                            const PlannedReceipt& receipt) {
  // Among thousands of items an amount may well recur.
  if (receipt.cls == ReceiptClass::kAmountOnly &&
      geometry.IsWhale(plan.block)) {
    return "suggested";
  }
  return FactsOf(receipt.cls).expected;
}

}  // namespace cashmatch
