// SPDX-License-Identifier: Apache-2.0
// resolve.h - stage 3: no item is promised twice.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/book/open_state.h"
#include "engine/model/proposal.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Settles which of the receipts that compete for items may have them.
///
/// Candidates that want a common item form a component; each component is
/// settled by strength of evidence, never by who came first: the stronger rule
/// wins, then the higher confidence. Of equally strong claims to more than an
/// item holds, none is accepted, unless the receipts are the same money to us
/// (payer, amount): then they are taken in order and the later ones have paid
/// twice. Interchangeable items (a pool) are dealt out in their order.
///
/// Threads: one caller. Cost: linear in the rows of the candidates, and a sort
/// in each component.
class Resolver {
 public:
  explicit Resolver(size_t items);

  /// Requires: each candidate's best() wants to be applied. Returns one
  /// resolution a candidate.
  std::vector<Resolution> Resolve(const OpenState& state,
                                  const ReceiptBlock& receipts,
                                  std::span<const Candidate> candidates);

 private:
  uint32_t Root(uint32_t candidate);

  std::vector<uint32_t> holder_;  // by item: 1 + a candidate that wants it
  std::vector<uint32_t> parent_;  // union-find over candidates
};

}  // namespace cashmatch
