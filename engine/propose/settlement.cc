// SPDX-License-Identifier: Apache-2.0
// settlement.cc - what both ways of settling share. Tested by
// tests/unit/engine/propose/settle_test.cc and the scenarios.
#include "engine/propose/settlement.h"

#include <algorithm>

namespace cashmatch {

void Settlement::Add(ItemRow item, ApplicationKind kind, Minor amount,
                     std::string_view reason) {
  if (amount != 0) rows.push_back({item, kind, amount, reason, 0});
}

void Settlement::MarkAlike(const std::vector<SettledItem>& items) {
  for (const SettledItem& item : items) {
    if (item.alike == 0) continue;
    for (ProposedRow& row : rows) {
      if (row.item == item.item) row.alike = item.alike;
    }
  }
}

void Settlement::AddDiscount(const SettledItem& item, Minor taken,
                             Unearned unearned) {
  const bool late = taken > item.earned + kDiscountRounding;
  const Minor deducted =
      late && unearned == Unearned::kDeduction ? taken - item.earned : 0;
  Add(item.item, ApplicationKind::kDiscount, taken - deducted);
  Add(item.item, ApplicationKind::kDeduction, deducted);
}

Minor PaidByLine(const ReceiptBlock& block, const AdviceLine& line) {
  if (line.paid != kNotStated || line.gross == kNotStated) return line.paid;
  WideMinor paid = line.gross;
  if (line.discount != kNotStated) paid -= line.discount;
  for (const Adjustment& part : block.Adjustments(line)) paid -= part.amount;
  return Clamped(paid);
}

void PlaceExcess(const ReceiptView& view, Minor excess, Minor settled,
                 CustomerRow customer,
                 const std::vector<UnsettledReference>& unsettled,
                 Settlement* out) {
  const MatchingPolicy& policy = view.PolicyOf(customer);
  if (!unsettled.empty()) {
    // Each reference that was not found has its own row; where the advice does
    // not say how much was for which, the first one carries the money.
    bool first = true;
    for (const UnsettledReference& reference : unsettled) {
      out->remainders.push_back(
          {RemainderKind::kUnapplied, first ? excess : 0, reference.text, {}});
      first = false;
    }
    if (excess != 0) out->Remark(unsettled.front().why);
    return;
  }
  if (excess == 0) return;
  if (excess <= policy.over.Allowance(view.receipt.currency, settled)) {
    out->remainders.push_back({RemainderKind::kGain, excess, {}, {}});
    return;
  }
  if (policy.overpay == Overpay::kOnAccount) {
    out->remainders.push_back({RemainderKind::kOnAccount, excess, {}, {}});
    return;
  }
  out->remainders.push_back({RemainderKind::kUnapplied, excess, {}, {}});
  out->Remark(ExceptionCode::kOverpaid);
  out->smallest_change = excess;
}

bool SettlesWhole(const ReceiptView& view,
                  const std::vector<SettledItem>& items,
                  const Settlement& settlement) {
  if (settlement.blocked ||
      std::any_of(
          settlement.remainders.begin(), settlement.remainders.end(),
          [](const ProposedRemainder& part) { return part.amount != 0; })) {
    return false;
  }
  WideMinor taken = 0;
  WideMinor open = 0;
  for (const ProposedRow& row : settlement.rows) taken += row.amount;
  for (const SettledItem& item : items) open += view.Open(item.item);
  return taken == open;
}

}  // namespace cashmatch
