// SPDX-License-Identifier: Apache-2.0
// joint.h - receipts that are sure only in view of what others pay.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/book/open_state.h"
#include "engine/model/proposal.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// The most receipts of a component that are weighed together, and the most
/// steps: a receipt placed, or a whole way counted for one of them.
inline constexpr size_t kJointReceipts = 64;
inline constexpr uint64_t kJointSteps = 1 << 17;

/// Weighs the alternatives of receipts that no alternative alone is sure for,
/// together with each other and with what was granted on the same day.
///
/// Each receipt pays one of its alternatives, or something that is not open;
/// the probability of a way to place all of them is the product of theirs, and
/// nothing where an item would be paid twice. A receipt gets an alternative
/// that has, over all ways together, the probability from which it is applied.
/// Receipts that are the same money and have the same alternatives are judged
/// as one: it does not matter which of them pays what.
///
/// Returns one resolution for each of `unsure`: accepted, or lost: a person
/// decides. Threads: pure. Cost: linear in the rows; in each component at most
/// kJointSteps, and none of its receipts is accepted where that is not enough.
/// Source: the joint posterior of independent claims under exclusion.
std::vector<Resolution> ResolveJointly(const OpenState& state,
                                       const ReceiptBlock& receipts,
                                       std::span<const Candidate> unsure,
                                       std::span<const Granted> granted);

/// True if another receipt paid some of what one may pay.
bool IsStale(const OpenState& state, const Candidate& candidate);

}  // namespace cashmatch
