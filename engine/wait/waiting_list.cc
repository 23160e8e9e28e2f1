// SPDX-License-Identifier: Apache-2.0
// waiting_list.cc - who waits, and for how long.
// Tested by tests/unit/engine/wait/waiting_list_test.cc
#include "engine/wait/waiting_list.h"

#include <algorithm>

namespace cashmatch {
namespace {

/// True if a receipt quotes items, and brings too little for them.
bool PaysAPart(const Candidate& candidate) {
  const Proposal& best = candidate.best();
  const auto rows = candidate.RowsOf(best);
  return best.exception == ExceptionCode::kShortPay &&
         best.rule <= Rule::kNormalizedReference &&
         std::all_of(rows.begin(), rows.end(), [](const ProposedRow& row) {
           return row.kind == ApplicationKind::kPayment && row.amount > 0;
         });
}

}  // namespace

std::optional<WaitingReceipt> MayWait(const Candidate& candidate,
                                      const Receipt& receipt) {
  const ProposedReceipt& answer = candidate.answer();
  if (answer.customer == kNoCustomer || receipt.amount <= 0 ||
      receipt.charges != kNotStated) {
    return std::nullopt;
  }
  WaitingReceipt waiting;
  waiting.receipt = candidate.receipt;
  waiting.day = receipt.booking_date;
  waiting.amount = receipt.amount;
  if (answer.count == 0) {
    if (answer.exception != ExceptionCode::kNoMatch) return std::nullopt;
    return waiting;
  }
  if (PaysAPart(candidate)) {
    for (const ProposedRow& row : candidate.RowsOf(candidate.best())) {
      waiting.quoted.push_back(row.item);
    }
    return waiting;
  }
  if (!candidate.IsUnsure()) return std::nullopt;
  for (uint32_t i = 0; i < answer.count; ++i) {
    const Proposal& proposal = candidate.proposal(i);
    waiting.explained += proposal.confidence;
    for (const ProposedRow& row : candidate.RowsOf(proposal)) {
      waiting.own.emplace_back(row.item, proposal.confidence);
    }
  }
  return waiting;
}

void WaitingList::Add(WaitingKey key, WaitingReceipt receipt) {
  waiting_[key].push_back(std::move(receipt));
  grown_.insert(std::move(key));
}

bool AnyWaits(const Policy& policy) {
  return policy.general.wait_days != 0 ||
         std::any_of(policy.customers.begin(), policy.customers.end(),
                     [](const auto& own) { return own.second.wait_days != 0; });
}

void WaitingList::Remove(const WaitingKey& key, ReceiptRow receipt) {
  const auto found = waiting_.find(key);
  if (found == waiting_.end()) return;
  std::erase_if(found->second, [&](const WaitingReceipt& one) {
    return one.receipt == receipt;
  });
}

WaitingGroup WaitingList::Recent(const WaitingKey& key, Day from) {
  auto& receipts = waiting_[key];
  std::erase_if(receipts,
                [&](const WaitingReceipt& one) { return one.day < from; });
  const size_t count = std::min(receipts.size(), kMost);
  return {
      key,
      {receipts.end() - static_cast<std::ptrdiff_t>(count), receipts.end()}};
}

}  // namespace cashmatch
