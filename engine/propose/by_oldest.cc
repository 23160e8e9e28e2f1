// SPDX-License-Identifier: Apache-2.0
// by_oldest.cc - where policy says so: the oldest items, as far as the money
// goes. Tested by tests/unit/engine/propose/by_oldest_test.cc and the
// scenarios.
#include <algorithm>

#include "engine/propose/confidence.h"
#include "engine/propose/payer_items.h"
#include "engine/propose/rules.h"

namespace cashmatch {

bool ProposeOldestFirst(const ReceiptView& view, Answer* answer) {
  if (view.payers.count != 1 || !view.quotes.list.empty()) return false;
  const PayerGuess& payer = view.payers.list[0];
  if (payer.evidence == PayerEvidence::kNearName ||
      !view.PolicyOf(payer.customer).oldest_first) {
    return false;
  }
  std::vector<PayerItems> blocks;
  GatherPayerItems(view, payer.customer, &blocks);
  if (blocks.size() != 1) return false;  // which company's is not ours to say
  const PayerItems& items = blocks.front();
  Settlement settlement;
  Minor left = view.receipt.amount;
  for (size_t i = 0; i < items.size() && left > 0; ++i) {
    if (items.open[i] <= 0) continue;
    const Minor paid = std::min(left, items.open[i]);
    settlement.Add(items.rows[i], ApplicationKind::kPayment, paid);
    if (paid < items.open[i] &&
        view.PolicyOf(payer.customer).short_pay != ShortPay::kApply) {
      settlement.Block(ExceptionCode::kShortPay);
    }
    left -= paid;
  }
  if (left > 0) {
    settlement.remainders.push_back({RemainderKind::kUnapplied, left, {}, {}});
    settlement.Remark(ExceptionCode::kOverpaid);
  }
  answer->Add(Rule::kOldestFirst, kSureByPolicy, payer.customer, settlement);
  answer->Try({Rule::kOldestFirst, Verdict::kMatched,
               static_cast<uint32_t>(settlement.rows.size()), 0,
               items.rows.front()});
  return true;
}

}  // namespace cashmatch
