// SPDX-License-Identifier: Apache-2.0
// plain_run.h - the way of plain receipts through a run.
//
// A plain receipt quotes one document and pays what is open on it. Where nobody
// else can want that item there is nothing to weigh: it is applied as the rule
// of exact references would, without proposals, outcomes or rows of its own.
// Whatever might change that answer makes a full receipt of it first, which
// then goes the way of all others. So the decisions are the same either way.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/book/book.h"
#include "engine/book/open_state.h"
#include "engine/model/policy.h"
#include "engine/model/proposal.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"
#include "engine/plain_claims.h"

namespace cashmatch {

/// Holds a pointer to `receipts`, where it makes receipts.
/// Threads: one; uses the calling TBB arena.
class PlainRun {
 public:
  /// One that was applied, for whoever learns of it.
  struct Payment {
    uint64_t order;  // compares with OrderOf
    Minor amount;
    ItemRow item;
  };

  /// Makes receipts of all that PlainClaims does not find an item for.
  PlainRun(const Book& book, const Policy& policy, Day as_of,
           ReceiptBlock* receipts);

  /// The next booking date that has any; nothing behind the last.
  std::optional<Day> NextDay() const;

  /// Begins a booking date. Makes receipts of those whose item is no longer as
  /// it was found; returns their rows.
  std::vector<ReceiptRow> Begin(Day day, const OpenState& state);
  /// Makes receipts of those of the day whose item `candidate` may want.
  void MakeWanted(const Candidate& candidate, std::vector<ReceiptRow>* made);
  /// Applies all that are still plain of the day.
  void Commit(OpenState* state);
  /// What Commit applied, in canonical order.
  std::vector<Payment> Payments() const;

  /// Where a receipt stands among Payments of its day.
  uint64_t OrderOf(const Receipt& receipt) const {
    return Order(receipt.file, receipt.position);
  }

  /// Hands over what was settled.
  void Finish(Report* report);

 private:
  uint64_t Order(uint32_t file, uint32_t position) const {
    return uint64_t{rank_[file]} << 32 | position;
  }
  const PlainDeposit& DepositOf(const PlainSettled& at) const {
    return receipts_->plain[at.file].deposits[at.deposit];
  }
  std::span<PlainSettled> OfDay() {
    return std::span(settled_).subspan(day_first_, day_last_ - day_first_);
  }
  const PlainDeposit& DepositOf(PlainPlace place) const;
  void OrderDeposits();
  void MakeUnclear();
  ReceiptRow Make(PlainPlace place);

  ReceiptBlock* receipts_;
  PlainClaims claims_;
  std::vector<uint32_t> rank_;           // of each file of the block, by name
  std::vector<PlainSettled> settled_;    // all deposits, in canonical order
  size_t day_first_ = 0, day_last_ = 0;  // into settled_: those of the day
};

}  // namespace cashmatch
