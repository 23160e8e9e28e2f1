// SPDX-License-Identifier: Apache-2.0
// judge.h - each receipt of a run against what people once decided.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/backtest/clearings.h"
#include "adapters/backtest/evidence.h"
#include "engine/book/book.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"

namespace cashmatch {

/// A run over a user's history, and that history.
struct Backtrack {
  const Book& book;
  const ReceiptBlock& receipts;
  const Report& report;
  const Clearings& clearings;
  const KnownPayers& payers;
};

enum class Judgement : uint8_t {
  kRight,    // applied unseen to exactly the true items
  kWrong,    // applied unseen otherwise, or where nothing was due
  kLeft,     // due, and left to a person
  kNothing,  // nothing due, nothing applied
};
std::string_view NameOf(Judgement judgement);  // `right`, `wrong`, `left`, ...

/// Whether the difference is of the true kind and amount.
enum class DifferenceJudgement : uint8_t { kNone, kRight, kWrong };

/// A receipt that is customers' money and known well enough to be judged.
///
/// Applied unseen: status applied or partial. Right: applied unseen to exactly
/// the true items and, where history has no difference, with exactly the true
/// amounts; alike items (ClassesOfAlike) count as equal, unless the receipt
/// quotes them. A difference is judged where it was applied unseen and either
/// side has one; a short pay is right if the rest stays open or becomes a
/// deduction.
struct JudgedReceipt {
  ReceiptRow receipt = kNoReceipt;
  std::string_view customer;  // the true one, else the found one, else its id
  uint32_t lines = 0;         // items it truly paid
  bool unseen = false;
  bool proposal_right = false;  // suggested, and the first proposal is true
  Judgement judgement = Judgement::kNothing;
  DifferenceJudgement difference = DifferenceJudgement::kNone;
  Evidence evidence = Evidence::kNothingDue;

  bool due() const { return lines != 0; }
};

struct Judged {
  std::vector<JudgedReceipt> receipts;  // in Report::order
  uint64_t no_money = 0;   // duplicates, held, provisional, not receivable, ...
  uint64_t same_name = 0;  // left out: clearings name several receipts at once
  uint64_t lost_clearings = 0;  // rows whose receipt is not among the inputs
};

/// Judges all receipts. Threads: uses the calling TBB arena.
/// Cost: for each receipt the open items of its customer.
Judged Judge(const Backtrack& run);

/// The rows of history that are of this receipt, by its id, else by its bank
/// reference.
std::span<const Clearing> ClearingsOf(const Clearings& clearings,
                                      const Receipt& receipt);

/// Returns the items that history says each receipt paid, by ReceiptRow; those
/// that the book does not have are left out.
std::vector<std::vector<ItemRow>> PaidItems(const Clearings& clearings,
                                            const ReceiptBlock& receipts,
                                            const Book& book);

}  // namespace cashmatch
