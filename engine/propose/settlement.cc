// SPDX-License-Identifier: Apache-2.0
// settlement.cc - what both ways of settling share. Tested by
// tests/unit/engine/propose/settle_test.cc and the scenarios.
#include "engine/propose/settlement.h"

namespace cashmatch {

void Settlement::Add(ItemRow item, ApplicationKind kind, Minor amount,
                     std::string_view reason) {
  if (amount != 0) rows.push_back({item, kind, amount, reason});
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
      out->remainders.push_back({RemainderKind::kUnapplied,
                                 first ? excess : 0, reference.text, {}});
      first = false;
    }
    out->Remark(unsettled.front().why);
    return;
  }
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

}  // namespace cashmatch
