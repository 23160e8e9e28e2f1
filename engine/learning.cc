// SPDX-License-Identifier: Apache-2.0
// learning.cc - from decisions to habits.
// Tested by tests/unit/engine/engine_test.cc
#include "engine/learning.h"

#include <algorithm>

namespace cashmatch {
namespace {

constexpr size_t kLearnMost = 4096;      // items of a customer that are counted
constexpr int64_t kReceipt = 1'000'000;  // in millionths

/// What a receipt may have paid: as its sums were weighed, else as proposed.
std::vector<ItemClaim> ClaimsOf(const Candidate& candidate) {
  const auto weighed = candidate.Claims();
  std::vector<ItemClaim> claims(weighed.begin(), weighed.end());
  if (!claims.empty()) return claims;
  const ProposedReceipt& answer = candidate.answer();
  for (uint32_t i = 0; i < answer.count; ++i) {
    const Proposal& proposal = candidate.block->proposals[answer.first + i];
    for (const ProposedRow& row : candidate.RowsOf(proposal)) {
      if (row.kind == ApplicationKind::kPayment) {
        claims.push_back({row.item, proposal.confidence});
      }
    }
  }
  return claims;
}

}  // namespace

void Learning::Note(const Candidate& candidate, bool applied) {
  const ProposedReceipt& answer = candidate.answer();
  if (answer.unexplained >= 0) {
    weighed_ += kReceipt;
    unexplained_ += answer.unexplained;
  }
  if (applied) return;
  std::vector<ItemClaim> claims = ClaimsOf(candidate);
  if (!claims.empty()) left_.emplace_back(answer.customer, std::move(claims));
}

void Learning::EndDay(std::span<const ReceiptRow> money, Day day) {
  for (const ReceiptRow row : money) {
    const ReceiptOutcome& outcome = report_.outcomes[Index(row)];
    if (outcome.customer == kNoCustomer) continue;
    habits_.Note(outcome.customer, day, receipts_.receipts[Index(row)].amount,
                 book_.customer_count());
    if (outcome.status == ReceiptStatus::kApplied) LearnApplied(outcome, day);
  }
  for (const auto& [customer, claims] : left_) {
    if (customer != kNoCustomer) LearnLikely(customer, claims, day);
  }
  for (const auto& [customer, claims] : left_) {
    for (const ItemClaim& claim : claims) habits_.claims.Add(claim);
  }
  left_.clear();
  habits_.weighed += std::exchange(weighed_, 0);
  habits_.unexplained += std::exchange(unexplained_, 0);
}

/// Counts what a payment took and what it left.
void Learning::LearnApplied(const ReceiptOutcome& outcome, Day day) {
  const auto items = book_.tables().ItemsOf(outcome.customer);
  if (items.size() > kLearnMost) return;
  const auto applications = report_.Applications(outcome);
  std::vector<SeenItem> seen;
  bool any = false;
  for (const ItemRow item : items) {
    const ItemHot& hot = book_.tables().hot[Index(item)];
    const bool paid =
        std::any_of(applications.begin(), applications.end(),
                    [&](const Application& a) { return a.item == item; });
    if (!paid && (state_.Open(item) <= 0 || hot.document_date > day)) continue;
    any = any || paid;
    seen.push_back(
        {hot.due_date, paid, hot.open, habits_.claims.StillDue(item)});
  }
  if (!any) return;
  habits_.Observe(outcome.customer, day, seen, book_.customer_count());
  // Only a payer that named its items tells how it chooses among equals: what
  // was found by amount was chosen by what is believed already.
  if (outcome.rule < Rule::kPayerAmount) {
    habits_.ObserveChoices(outcome.customer, seen, book_.customer_count());
  }
}

void Learning::LearnLikely(CustomerRow customer,
                           const std::vector<ItemClaim>& claims, Day day) {
  const auto items = book_.tables().ItemsOf(customer);
  if (items.size() > kLearnMost) return;
  PaidShares paid;
  for (const ItemClaim& claim : claims) {
    Millionths& share = paid[claim.item];
    share = std::max(share, claim.share);
  }
  std::vector<LikelyItem> seen;
  for (const ItemRow item : items) {
    const ItemHot& hot = book_.tables().hot[Index(item)];
    if (state_.Open(item) <= 0 || hot.document_date > day) continue;
    const auto at = paid.find(item);
    const Millionths share = at == paid.end() ? 0 : at->second;
    seen.push_back(
        {hot.due_date, std::max(share, habits_.claims.StillDue(item)), share});
  }
  habits_.ObserveLikely(customer, day, seen, book_.customer_count());
}

}  // namespace cashmatch
