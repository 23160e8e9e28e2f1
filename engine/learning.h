// SPDX-License-Identifier: Apache-2.0
// learning.h - what the receipts of a day tell of those of the days after.
#pragma once

#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/book/book.h"
#include "engine/book/open_state.h"
#include "engine/model/habits.h"
#include "engine/model/proposal.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"
#include "engine/plain_run.h"

namespace cashmatch {

/// Fills the habits of a run, a booking date at a time. What was applied counts
/// in full; what was left to a person counts as what it is likely to be.
/// Holds references to its arguments. Threads: one.
class Learning {
 public:
  Learning(const Book& book, const ReceiptBlock& receipts,
           const OpenState& state, const Report& report)
      : book_(book), receipts_(receipts), state_(state), report_(report) {}

  const Habits& habits() const { return habits_; }

  /// Notes what a receipt was weighed to be, and, if a person decides on it,
  /// what it may have paid.
  void Note(const Candidate& candidate, bool applied);
  /// Learns from the receipts of a day that is settled, and from those that
  /// `plain`, if any, applied on it.
  /// Cost: linear in the items of their customers, in parallel.
  void EndDay(std::span<const ReceiptRow> money, Day day,
              const PlainRun* plain = nullptr);

 private:
  /// What is learned from a receipt, read where it stands in order.
  struct Payment {
    Minor amount = 0;
    CustomerRow payer = kNoCustomer;
    ItemRow item = kNoItem;  // the first that it was applied to
    uint32_t applications_first = 0, applications_count = 0;
    bool applied = false;
    bool named = false;  // its items
  };
  using PaidShares = std::unordered_map<ItemRow, Millionths>;

  void LearnPayments(std::span<const Payment> payments, Day day);
  std::vector<Payment> PaymentsOf(std::span<const ReceiptRow> money,
                                  const PlainRun* plain) const;
  void LearnPart(std::span<const Payment> payments, Day day,
                 HabitCounts* counts);
  void LearnApplied(const Payment& payment, Day day, HabitCounts* counts);
  Payment PaymentOf(ReceiptRow row) const;
  bool Paid(const Payment& payment, ItemRow item) const;
  void LearnLikely(CustomerRow customer, const std::vector<ItemClaim>& claims,
                   Day day);

  const Book& book_;
  const ReceiptBlock& receipts_;
  const OpenState& state_;
  const Report& report_;
  Habits habits_;
  // Of this day: they serve from the next one on.
  std::vector<std::pair<CustomerRow, std::vector<ItemClaim>>> left_;
  int64_t weighed_ = 0, unexplained_ = 0;
};

}  // namespace cashmatch
