// SPDX-License-Identifier: Apache-2.0
// plan.cc - gives the receipts of a block their customers and items.
// Tested by tests/unit/adapters/corpus/plan_test.cc
#include "adapters/corpus/plan.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "adapters/corpus/draw.h"
#include "adapters/corpus/price.h"
#include "engine/base/check.h"

namespace cashmatch {
namespace {

struct TermsRow {
  std::string_view text;
  int net_days;
};
constexpr std::array<TermsRow, kTermsCount> kTerms = {{
    {"net 30", 30},
    {"net 60", 60},
    {"2/10 net 30", 30},
    {"1/15 2/7 net 45", 45},
    {"ZB10", 30},
}};

class Planner {
 public:
  Planner(const Geometry& geometry, BlockPlan* plan)
      : geometry_(geometry), plan_(*plan), seed_(geometry.seed()) {}

  void Run() {
    Prepare();
    const Span receipts = geometry_.Receipts(plan_.block);
    for (uint64_t r = receipts.first; r < receipts.last; ++r) PlanReceipt(r);
    while (taken_ < plan_.items.size())
      PlanRest(
          Take(PickCustomer(Draw(seed_, Stream::kItemCustomer, NextIndex()))));
    PriceBlock(geometry_, &plan_);
  }

 private:
  void Prepare();
  void PlanReceipt(uint64_t index);
  ReceiptClass ClassHere(uint64_t index, uint64_t draw) const;
  uint32_t Wanted(ReceiptClass cls, uint64_t draw) const;
  void TakePaid(PlannedReceipt* receipt, uint32_t wanted, uint64_t draw);
  void TakeClosed(PlannedReceipt* receipt);
  void PlanRest(uint32_t place);

  /// Chooses a customer of the block; the first ones get most, unless the mix
  /// says otherwise.
  uint64_t PickCustomer(uint64_t draw) const {
    if (customers_ == 0) return geometry_.whale();
    if (geometry_.mix().payer_items != 0) {
      return plan_.block * kCustomersMax + Below(draw, customers_);
    }
    const uint64_t once = draw >> 32;
    const uint64_t place = Below((once * once), customers_);
    return plan_.block * kCustomersMax + place;
  }

  size_t left() const { return plan_.items.size() - taken_; }
  uint32_t NextPlace() const {
    const size_t size = plan_.items.size();
    return static_cast<uint32_t>((taken_ * stride_ + offset_) % size);
  }
  uint64_t NextIndex() const { return plan_.items[NextPlace()].index; }
  uint32_t Take(uint64_t customer);
  void Date(PlannedItem* item, uint64_t days) const {
    item->document_date = plan_.day - static_cast<Day>(days);
  }

  const Geometry& geometry_;
  BlockPlan& plan_;
  uint64_t seed_;
  uint64_t customers_ = 0;
  size_t taken_ = 0;
  size_t stride_ = 1, offset_ = 0;
  bool may_pay_again_ = false;
};

void Planner::Prepare() {
  const uint64_t block = plan_.block;
  plan_.format = geometry_.FormatOf(block);
  plan_.company = &geometry_.CompanyOf(block);
  plan_.day = geometry_.DayOf(block);
  const Span items = geometry_.Items(block);
  plan_.items.assign(items.size(), {});
  for (size_t i = 0; i < plan_.items.size(); ++i) {
    plan_.items[i].index = plan_.items[i].order = items.first + i;
  }
  plan_.receipts.clear();
  plan_.paid.clear();
  customers_ = geometry_.Customers(block);
  may_pay_again_ = geometry_.EarlierBlock(block) != Geometry::kNoBlock;
  // Items are handed out in an order that their numbers do not show.
  const size_t size = std::max<size_t>(plan_.items.size(), 1);
  const uint64_t draw = Draw(seed_, Stream::kSlots, block);
  stride_ = 1 + Below(draw, size);
  while (std::gcd(stride_, size) != 1) ++stride_;
  offset_ = Below(Again(draw, 1), size);
}

uint32_t Planner::Take(uint64_t customer) {
  CASHMATCH_CHECK(left() > 0);
  const uint32_t place = NextPlace();
  ++taken_;
  PlannedItem& item = plan_.items[place];
  item.customer = customer;
  const uint64_t draw = Draw(seed_, Stream::kItemTerms, item.index);
  const bool euros = plan_.company->currency == "EUR";
  item.terms = static_cast<int>(Below(draw, euros ? kTermsCount : 4));
  Date(&item, 3 + Below(Draw(seed_, Stream::kItemDates, item.index), 70));
  if (Below(Again(draw, 1), 32) == 0) item.type = DocumentType::kDebitMemo;
  return place;
}

// Not every class can be shown in every file, nor told apart in every block.
ReceiptClass Planner::ClassHere(uint64_t index, uint64_t draw) const {
  const ReceiptClass cls = geometry_.mix().ClassOf(seed_, index);
  switch (cls) {
    case ReceiptClass::kExact:
      return plan_.format == BankFormat::kCamt && (draw & 1) != 0
                 ? ReceiptClass::kStructured
                 : cls;
    case ReceiptClass::kNotReceivable:
      return plan_.format == BankFormat::kLockbox ? ReceiptClass::kUnmatched
                                                  : cls;
    case ReceiptClass::kCombination:
      // A sum of a customer with thousands of items is no evidence.
      return geometry_.IsWhale(plan_.block) ? ReceiptClass::kSeveral : cls;
    default:
      return cls;
  }
}

uint32_t Planner::Wanted(ReceiptClass cls, uint64_t draw) const {
  const uint64_t eighth = Below(draw, 8);
  switch (cls) {
    case ReceiptClass::kSeveral:
      return eighth < 5 ? 2 : eighth < 7 ? 3 : 4;
    case ReceiptClass::kCombination:
      return eighth < 6 ? 2 : 3;
    case ReceiptClass::kAlternate:
      return eighth < 6 ? 1 : 2;
    case ReceiptClass::kUnknownReference:
    case ReceiptClass::kUnmatched:
    case ReceiptClass::kNotReceivable:
      return 0;
    case ReceiptClass::kPaidAgain:
      return may_pay_again_ && eighth < 4 ? 0 : 1;
    default:
      return 1;
  }
}

void Planner::PlanReceipt(uint64_t index) {
  const uint64_t draw = Draw(seed_, Stream::kReceipt, index);
  PlannedReceipt receipt;
  receipt.index = index;
  receipt.cls = ClassHere(index, draw);
  receipt.customer = PickCustomer(Draw(seed_, Stream::kReceiptCustomer, index));
  receipt.first = static_cast<uint32_t>(plan_.paid.size());
  const uint32_t wanted =
      Wanted(receipt.cls, Draw(seed_, Stream::kReceiptSize, index));
  if (wanted > left()) {
    // The block has run out of items.
    receipt.cls = left() > 0 ? ReceiptClass::kExact : ReceiptClass::kUnmatched;
    if (left() > 0) TakePaid(&receipt, 1, draw);
  } else if (receipt.cls == ReceiptClass::kPaidAgain) {
    receipt.again_earlier = wanted == 0;
    if (wanted != 0) TakeClosed(&receipt);
  } else {
    TakePaid(&receipt, wanted, draw);
  }
  plan_.receipts.push_back(receipt);
}

void Planner::TakePaid(PlannedReceipt* receipt, uint32_t wanted,
                       uint64_t draw) {
  for (uint32_t i = 0; i < wanted; ++i) {
    const uint32_t place = Take(receipt->customer);
    PlannedItem& item = plan_.items[place];
    item.reserved = true;
    plan_.paid.push_back(place);
    const uint32_t first = plan_.paid[receipt->first];
    if (receipt->cls == ReceiptClass::kDiscount) {
      item.type = DocumentType::kInvoice;
      if (item.terms < 2) item.terms += 2;
      Date(&item, 1 + Below(Again(draw, 2), item.terms == 3 ? 15 : 10));
    }
    if (receipt->cls == ReceiptClass::kAlternate) {
      item.order = plan_.items[first].index;
    }
    const bool credit = receipt->cls == ReceiptClass::kSeveral && i > 0 &&
                        i + 1 == wanted && Below(Again(draw, 3), 10) < 4;
    if (credit) {
      item.type = DocumentType::kCreditMemo;
      item.linked = first;
    }
  }
  receipt->count = wanted;
}

void Planner::TakeClosed(PlannedReceipt* receipt) {
  PlannedItem& item = plan_.items[Take(receipt->customer)];
  item.reserved = true;
  item.type = DocumentType::kInvoice;
  item.status = ItemStatus::kClosed;
  const uint64_t draw = Draw(seed_, Stream::kItemDates, item.index);
  Date(&item, 40 + Below(draw, 50));
  item.closed_date = plan_.day - static_cast<Day>(2 + Below(draw, 30));
  receipt->again = item.index;
}

// What nobody pays: closed ones, and open ones of every type and status.
void Planner::PlanRest(uint32_t place) {
  PlannedItem& item = plan_.items[place];
  const uint64_t draw = Draw(seed_, Stream::kItemKind, item.index);
  const uint64_t kind = Below(draw, 100);
  if (kind < 30) {
    item.status = ItemStatus::kClosed;
    Date(&item, 60 + Below(Again(draw, 1), 60));
    item.closed_date = plan_.day - static_cast<Day>(Below(draw, 40));
  } else if (kind < 36) {
    item.type = DocumentType::kCreditMemo;
  } else if (kind < 39) {
    item.type = DocumentType::kOnAccount;
  } else if (kind < 42) {
    item.type = DocumentType::kFinanceCharge;
  } else if (kind < 46) {
    item.status = ItemStatus::kDisputed;
  } else if (kind < 48) {
    item.status = ItemStatus::kPromised;
  }
}

}  // namespace

std::string_view TermsText(int terms) { return kTerms[terms].text; }

int NetDays(int terms) { return kTerms[terms].net_days; }

void PlanBlock(const Geometry& geometry, uint64_t block, BlockPlan* plan) {
  plan->block = block;
  Planner(geometry, plan).Run();
}

void ChooseAgain(const Geometry& geometry, BlockPlan* plan,
                 BlockPlan* earlier) {
  const auto waits = [](const PlannedReceipt& receipt) {
    return receipt.cls == ReceiptClass::kPaidAgain && receipt.again_earlier;
  };
  if (std::none_of(plan->receipts.begin(), plan->receipts.end(), waits)) return;
  PlanBlock(geometry, geometry.EarlierBlock(plan->block), earlier);
  size_t at = 0;
  for (PlannedReceipt& receipt : plan->receipts) {
    if (!waits(receipt)) continue;
    while (at < earlier->receipts.size() &&
           earlier->receipts[at].cls != ReceiptClass::kExact) {
      ++at;
    }
    if (at == earlier->receipts.size()) {
      receipt.cls = ReceiptClass::kUnmatched;  // nothing to pay again
      continue;
    }
    const PlannedReceipt& first = earlier->receipts[at++];
    receipt.customer = first.customer;
    receipt.amount = first.amount;
    receipt.again = earlier->items[earlier->Paid(first)[0]].index;
  }
}

}  // namespace cashmatch
