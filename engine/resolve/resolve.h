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
/// settled by strength of evidence, never by who came first: the claims that
/// are granted are the strongest that can stand beside each other, rule by
/// rule, then by the log odds of their probabilities. Where another choice is
/// just as strong, those in which the two differ are tied and a person decides,
/// unless all that differs is which of several receipts that are the same money
/// to us (payer, amount) and want the same gets it, or which interchangeable
/// item (of a pool): these are taken in order. Each resolution says whether
/// that was proven, or done greedily since a proof would cost too much.
///
/// Threads: one caller. Cost: linear in the rows of the candidates; in each
/// component a sort and at most kPackingUnits.
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
