// SPDX-License-Identifier: Apache-2.0
// contest.h - the receipts of one component, and what each of them gets.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/book/open_state.h"
#include "engine/model/proposal.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Receipts that compete for items, each with its best proposal.
struct Contest {
  const OpenState& state;
  const ReceiptBlock& receipts;
  std::span<const Candidate> candidates;
  std::vector<uint32_t> members;  // into candidates

  const Receipt& ReceiptOf(uint32_t member) const {
    return receipts.receipts[Index(candidates[member].receipt)];
  }
};

/// Settles a contest as weighted set packing, exactly; greedily if that costs
/// more than its budget. Fills the members' places in `resolutions`.
void SettleContest(Contest contest, std::vector<Resolution>* resolutions);

/// Settles a contest claim by claim: the stronger rule first, then the higher
/// confidence. Of equal claims to more than an item holds, none is accepted,
/// unless the receipts are the same money to us. Cost: a sort.
void SettleGreedily(Contest contest, std::vector<Resolution>* resolutions);

}  // namespace cashmatch
