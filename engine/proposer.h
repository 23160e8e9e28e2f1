// SPDX-License-Identifier: Apache-2.0
// proposer.h - from receipts to proposals: identify, then propose.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/book/book.h"
#include "engine/book/open_state.h"
#include "engine/model/habits.h"
#include "engine/model/policy.h"
#include "engine/model/proposal.h"
#include "engine/model/receipt.h"
#include "engine/model/together.h"
#include "engine/propose/context.h"
#include "engine/pulse.h"

namespace cashmatch {

/// Proposals for a piece of the receipts of a day.
struct Piece {
  ProposalBlock block;
  std::vector<Candidate> candidates;
};

/// What a proposer reads. The book and what is open do not change meanwhile.
struct RunView {
  const Book& book;
  const OpenState& state;
  const ReceiptBlock& receipts;
  const Policy& policy;
  const Habits& habits;
  const CompanyScope& companies;
  bool brief = false;  // RunOptions::brief
  Pulse* pulse = nullptr;
};

/// Identifies and proposes, read only. Each thread's memory for searches is
/// kept from one call to the next. Threads: one at a time. Holds a reference to
/// the view.
class Proposers {
 public:
  explicit Proposers(const RunView& run);
  ~Proposers();
  Proposers(const Proposers&) = delete;
  Proposers& operator=(const Proposers&) = delete;

  /// Proposes for each receipt, in parallel. Once the run is interrupted it
  /// leaves receipts out.
  std::vector<Piece> ProposeAll(const std::vector<ReceiptRow>& rows) const;

 private:
  struct OfThreads;
  const RunView& run_;
  std::unique_ptr<OfThreads> of_threads_;
};

/// Proposes for several receipts of one payer as for one. The candidate's
/// receipt is the last of them. False, and nothing appended, if they pay
/// nothing together.
bool ProposeForAll(const RunView& run, std::span<const ReceiptRow> rows,
                   const PartPayments& payments, Piece* piece);

}  // namespace cashmatch
