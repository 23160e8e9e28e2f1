// SPDX-License-Identifier: Apache-2.0
// deposits.h - deposits and their items in one account: the same cash twice.
//
// A bank may report a lockbox deposit (115) and also its checks (116). Both
// are in the control total, but the money came once. Per family of codes:
//   items add up to the parents      -> the items are the cash
//   the items after each parent do   -> the same, parent by parent; a parent
//                                       without items is cash of its own
//   they add up to just one parent   -> that one is a container
//   otherwise                        -> the parents are the cash, held, and
//                                       the items are left out
// Where only sums show that two codes are a family (122/123, 172/173), a sum
// that disagrees means that they are not.
#pragma once

#include <cstdint>
#include <vector>

#include "adapters/read/bai2/details.h"
#include "adapters/read/bai2/entries.h"

namespace cashmatch::bai2 {

/// What a detail is once deposits are told from their items.
enum class DepositRole : uint8_t {
  kCash,       // money of its own
  kContainer,  // its items are the money
  kLeftOut,    // an item of a parent it does not add up to
  kHeldCash,   // the money, but deposit and items disagree
};

/// A family in one account whose sums had to be judged.
struct DepositVerdict {
  const DepositFamily* family = nullptr;
  uint32_t line = 0;  // of the first parent
  WideMinor parents = 0, items = 0;
  bool agrees = false;
};

/// Sets a role for each detail; empty where nothing but cash was found.
/// Returns the families that disagree or that only their sums suggest.
/// Cost: up to three passes over the details; a byte a detail.
std::vector<DepositVerdict> AssignDepositRoles(const DetailList& details,
                                               std::vector<DepositRole>* roles);

}  // namespace cashmatch::bai2
