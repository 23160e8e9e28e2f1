// SPDX-License-Identifier: Apache-2.0
// balances.h - whether the balances beside the rows of an account add up.
#pragma once

#include <cstdint>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/finding.h"
#include "engine/base/money.h"

namespace cashmatch {

/// One row with its balance after it.
struct BalancedRow {
  Minor amount = 0;  // as the account moves: a debit is negative
  Minor balance = 0;
  Currency currency = Currency::kNone;
  Place place;
};

/// What the rows of an account say together; a failure with its first place.
struct BalanceCheck {
  Control control = Control::kAbsent;
  Place place;
  Minor found = 0;
  WideMinor expected = 0;
  Currency currency = Currency::kNone;
};

/// The rows of one account, in the order of the file.
class AccountBalances {
 public:
  void Add(BalancedRow row) {
    joined_.push_back(!rows_.empty() && !broken_);
    rows_.push_back(row);
    broken_ = false;
  }
  /// A row without a balance, or without an amount, stands here: what comes
  /// after it cannot be compared with what came before.
  void Break() { broken_ = true; }

  void AddReceipt(uint32_t row) { receipts_.push_back(row); }
  const std::vector<uint32_t>& receipts() const { return receipts_; }

  /// Compares each row with its neighbour. Some banks write the newest row
  /// first: the direction with fewer faults is taken for theirs.
  BalanceCheck Check() const {
    BalanceCheck down = Walk(false), up = Walk(true);
    const size_t down_faults = Faults(false), up_faults = Faults(true);
    return up_faults < down_faults ? up : down;
  }

 private:
  WideMinor Expected(size_t i, bool upwards) const {
    return upwards
               ? static_cast<WideMinor>(rows_[i].balance) + rows_[i - 1].amount
               : static_cast<WideMinor>(rows_[i - 1].balance) + rows_[i].amount;
  }
  size_t Found(size_t i, bool upwards) const { return upwards ? i - 1 : i; }

  bool Agrees(size_t i, bool upwards) const {
    return rows_[Found(i, upwards)].balance == Expected(i, upwards);
  }

  size_t Faults(bool upwards) const {
    size_t faults = 0;
    for (size_t i = 1; i < rows_.size(); ++i) {
      faults += joined_[i] && !Agrees(i, upwards) ? 1 : 0;
    }
    return faults;
  }

  BalanceCheck Walk(bool upwards) const {
    BalanceCheck check;
    for (size_t i = 1; i < rows_.size(); ++i) {
      if (!joined_[i]) continue;
      const BalancedRow& row = rows_[Found(i, upwards)];
      check.control = Control::kProved;
      if (Agrees(i, upwards)) continue;
      return {Control::kFailed, row.place, row.balance, Expected(i, upwards),
              row.currency};
    }
    return check;
  }

  std::vector<BalancedRow> rows_;
  std::vector<bool> joined_;  // to the row before
  bool broken_ = false;
  std::vector<uint32_t> receipts_;
};

}  // namespace cashmatch
