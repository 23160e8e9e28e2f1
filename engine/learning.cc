// SPDX-License-Identifier: Apache-2.0
// learning.cc - from decisions to habits.
// Tested by tests/unit/engine/learning_test.cc
#include "engine/learning.h"

#include <algorithm>
#include <array>

#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

constexpr size_t kLearnMost = 4096;      // items of a customer that are counted
constexpr size_t kParts = 64;            // of the payers
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

void Learning::EndDay(std::span<const ReceiptRow> money, Day day,
                      const PlainRun* plain) {
  LearnPayments(PaymentsOf(money, plain), day);
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

/// Deals the receipts to parts by their payers, so that what is known of one
/// payer is written by one thread; what is counted of all is added up in the
/// order of the parts.
void Learning::LearnPayments(std::span<const Payment> payments, Day day) {
  if (payments.empty()) return;
  habits_.payers.resize(book_.customer_count());
  std::array<std::vector<Payment>, kParts> parts;
  for (const Payment& payment : payments) {
    if (payment.payer == kNoCustomer) continue;
    parts[Index(payment.payer) % kParts].push_back(payment);
  }
  std::vector<HabitCounts> counts(kParts);
  ForEachChunk(kParts, 1, [&](size_t part, size_t, size_t) {
    LearnPart(parts[part], day, &counts[part]);
  });
  for (const HabitCounts& part : counts) habits_.Add(part);
}

/// Learns from payments a batch at a time. Each needs a dozen items that lie
/// anywhere in the book: everything a batch needs is asked for, in the order in
/// which one leads to the other, before any of it is read.
void Learning::LearnPart(std::span<const Payment> payments, Day day,
                         HabitCounts* counts) {
  constexpr size_t kBatch = 32;
  const BookTables& book = book_.tables();
  const CustomerItems& of_customer = book.customer_items.Get();
  while (!payments.empty()) {
    const auto batch = payments.first(std::min(kBatch, payments.size()));
    payments = payments.subspan(batch.size());
    for (const Payment& it : batch) {
      __builtin_prefetch(&of_customer.first[Index(it.payer)]);
      __builtin_prefetch(&habits_.payers[Index(it.payer)]);
    }
    for (const Payment& it : batch) {
      __builtin_prefetch(of_customer.Of(it.payer).data());
    }
    for (const Payment& it : batch) {
      const auto items = of_customer.Of(it.payer);
      if (items.size() > kLearnMost) continue;
      for (const ItemRow item : items) {
        __builtin_prefetch(&book.hot[Index(item)]);
        state_.Prefetch(item);
      }
    }
    for (const Payment& it : batch) {
      NotePayment(day, it.amount, &habits_.payers[Index(it.payer)]);
      if (it.applied) LearnApplied(it, day, counts);
    }
  }
}

/// Returns the payments of a day in canonical order, plain ones among the
/// others.
std::vector<Learning::Payment> Learning::PaymentsOf(
    std::span<const ReceiptRow> money, const PlainRun* plain) const {
  std::vector<Payment> payments;
  payments.reserve(money.size());
  size_t at = 0;
  const std::vector<PlainRun::Payment> of_plain =
      plain == nullptr ? std::vector<PlainRun::Payment>() : plain->Payments();
  const auto add_plain = [&](uint64_t before) {
    for (; at < of_plain.size() && of_plain[at].order < before; ++at) {
      Payment& payment = payments.emplace_back();
      payment.amount = of_plain[at].amount;
      payment.item = of_plain[at].item;
      payment.payer = book_.CustomerOf(payment.item);
      payment.applied = payment.named = true;
    }
  };
  for (const ReceiptRow row : money) {
    if (!of_plain.empty()) {
      add_plain(plain->OrderOf(receipts_.receipts[Index(row)]));
    }
    payments.push_back(PaymentOf(row));
  }
  add_plain(UINT64_MAX);
  return payments;
}

Learning::Payment Learning::PaymentOf(ReceiptRow row) const {
  const ReceiptOutcome& outcome = report_.outcomes[Index(row)];
  Payment payment;
  payment.payer = outcome.customer;
  if (payment.payer == kNoCustomer) return payment;
  payment.amount = receipts_.receipts[Index(row)].amount;
  payment.applied = outcome.status == ReceiptStatus::kApplied;
  // Only a payer that named its items tells how it chooses among equals: what
  // was found by amount was chosen by what is believed already.
  payment.named = outcome.rule < Rule::kPayerAmount;
  payment.applications_first = outcome.applications_first;
  payment.applications_count = outcome.applications_count;
  if (payment.applications_count != 0) {
    payment.item = report_.applications[payment.applications_first].item;
  }
  return payment;
}

bool Learning::Paid(const Payment& payment, ItemRow item) const {
  if (payment.item == item) return true;
  for (uint32_t i = 1; i < payment.applications_count; ++i) {
    if (report_.applications[payment.applications_first + i].item == item) {
      return true;
    }
  }
  return false;
}

/// Counts what a payment took and what it left.
void Learning::LearnApplied(const Payment& payment, Day day,
                            HabitCounts* counts) {
  const BookTables& book = book_.tables();
  const auto items = book.ItemsOf(payment.payer);
  if (items.size() > kLearnMost) return;
  thread_local std::vector<SeenItem> seen;
  seen.clear();
  bool any = false;
  for (const ItemRow item : items) {
    const ItemHot& hot = book.hot[Index(item)];
    const bool paid = Paid(payment, item);
    if (!paid && (state_.Open(item) <= 0 || hot.document_date > day)) continue;
    any = any || paid;
    seen.push_back(
        {hot.due_date, paid, hot.open, habits_.claims.StillDue(item)});
  }
  if (!any) return;
  PayerHabits& payer = habits_.payers[Index(payment.payer)];
  ObservePayment(day, seen, &payer, counts);
  if (payment.named) ObserveChoices(seen, &payer, counts);
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
