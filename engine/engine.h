// SPDX-License-Identifier: Apache-2.0
// engine.h - the engine's only door.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/book/book.h"
#include "engine/model/earlier.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"
#include "engine/model/receipt_identity.h"
#include "engine/model/report.h"

namespace cashmatch {

struct RunOptions {
  Day as_of = kNoDay;  // receipts booked later are held; kNoDay: no limit
  /// Called from any thread of the arena, between pieces of about a thousand
  /// receipts; returning true, from then on, ends the run early, and the report
  /// is then to be thrown away.
  bool (*interrupted)() = nullptr;
  /// Told of the receipts that were looked at, out of all; from any thread of
  /// the arena, one at a time, never falling.
  std::function<void(size_t done, size_t total)> progress{};
  /// By ReceiptRow: what earlier runs know of it; empty: nothing.
  std::span<const Known> known{};
  /// Leaves out what only explains and costs much: Report::ways, and the
  /// accidental hits of SumRecord. Decides nothing.
  bool brief = false;
  /// By ReceiptRow: the items that people found it to pay. Of a receipt that
  /// was not applied they count as paid, and are no candidates, from the next
  /// booking date on; residuals are as if nobody had. Empty: nobody decides.
  std::span<const std::vector<ItemRow>> decided{};
  /// What earlier runs settled and a reversal may undo. Outlives the report.
  const EarlierPayments* earlier = nullptr;
};

/// Applies receipts to the open items of the book, booking date after booking
/// date: identify, propose, resolve, commit.
///
/// Same inputs, same report, for any number of threads and any order of the
/// receipts. Nothing can fail; Report::broken names an invariant that does not
/// hold, and such a report must not be used.
/// Threads: uses the calling TBB arena.  Lifetime: the report holds views into
/// book, receipts and policy.
Report Apply(const Book& book, const ReceiptBlock& receipts,
             const Policy& policy, const RunOptions& options = {});

/// The same where receipts may be plain (engine/model/plain.h): the decisions
/// are those on the receipts that would be made of them. Makes receipts of
/// plain ones in `*receipts` as it needs them. Known, decided and earlier must
/// be empty if any is plain.
Report ApplyWithPlain(const Book& book, ReceiptBlock* receipts,
                      const Policy& policy, const RunOptions& options = {});

}  // namespace cashmatch
