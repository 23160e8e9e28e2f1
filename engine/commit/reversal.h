// SPDX-License-Identifier: Apache-2.0
// reversal.h - which earlier receipt does a returned item undo?
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/model/ids.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"

namespace cashmatch {

/// The answer: one receipt, or why none.
struct FoundOriginal {
  ReceiptRow original = kNoReceipt;
  ExceptionCode exception = ExceptionCode::kNone;
};

/// Finds originals by trace or end-to-end id, by check number and payer
/// account, by bank reference, and at last by payer and amount. Own account,
/// currency and amount must agree, and an original is undone once.
/// Threads: one.  Cost: built only if there is a reversal at all; one probe a
/// sign.
class ReversalFinder {
 public:
  explicit ReversalFinder(const ReceiptBlock& receipts);

  /// Makes a settled credit findable. Call in canonical order.
  void Add(ReceiptRow credit);

  /// Looks for the credit that `reversal` undoes and takes it out of the game.
  FoundOriginal Find(ReceiptRow reversal);

 private:
  const ReceiptBlock& receipts_;
  std::unordered_multimap<std::string, ReceiptRow> by_sign_;
  std::vector<bool> undone_;
};

}  // namespace cashmatch
