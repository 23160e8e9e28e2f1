// SPDX-License-Identifier: Apache-2.0
// settle_together.h - what do receipts that wait pay together?
#pragma once

#include <memory>
#include <vector>

#include "engine/proposer.h"
#include "engine/wait/waiting_list.h"

namespace cashmatch {

/// Receipts of one payer that are applied together.
struct TogetherClaim {
  std::shared_ptr<const Piece> piece;  // what the candidate points into
  Candidate candidate;
  WaitingKey key;
  std::vector<ReceiptRow> receipts;  // in order of date
};

/// Returns what the receipts of each group pay together, where one explanation
/// is sure. Groups that want the same item get nothing: nobody knows whose it
/// is. In the order of the groups. Cost: see SetsToTry, one proposal each.
std::vector<TogetherClaim> FindTogether(const RunView& run,
                                        const std::vector<WaitingGroup>& groups,
                                        Day day);

}  // namespace cashmatch
