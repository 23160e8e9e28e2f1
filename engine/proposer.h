// SPDX-License-Identifier: Apache-2.0
// proposer.h - from receipts to proposals: identify, then propose.
#pragma once

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

/// Identifies and proposes, in parallel over receipts, read only. Once the run
/// is interrupted it leaves receipts out.
std::vector<Piece> ProposeAll(const RunView& run,
                              const std::vector<ReceiptRow>& rows);

/// Proposes for several receipts of one payer as for one. The candidate's
/// receipt is the last of them. False, and nothing appended, if they pay
/// nothing together.
bool ProposeForAll(const RunView& run, std::span<const ReceiptRow> rows,
                   const PartPayments& payments, Piece* piece);

}  // namespace cashmatch
