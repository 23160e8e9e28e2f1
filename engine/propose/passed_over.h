// SPDX-License-Identifier: Apache-2.0
// passed_over.h - which of equal amounts a payer takes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/propose/payer_items.h"

namespace cashmatch {

/// What it tells against a set that it passes over an older item of the same
/// amount which is as likely due: most payers take the older one, and how often
/// this one, and those of this run, did not is counted from payments that named
/// their items. Statistics only. Holds references to its arguments.
class PassedOver {
 public:
  /// `amounts` and `shares` (how likely each is to be paid) have one entry an
  /// item. Cost: n log n.
  PassedOver(const ReceiptView& view, const PayerItems& items,
             std::span<const Minor> amounts, std::span<const double> shares);

  /// Returns what it adds to the log of the prior of a set, never above zero.
  double LogOf(std::span<const uint32_t> set) const;

 private:
  const ReceiptView& view_;
  const PayerItems& items_;
  std::span<const double> shares_;
  std::vector<uint32_t> older_;  // the one before of the same amount, or itself
  double pass_;                  // how often one is passed over where even
};

}  // namespace cashmatch
