// SPDX-License-Identifier: Apache-2.0
// clearings.h - what people once decided: which receipt cleared which items.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/money.h"

namespace cashmatch {

/// Amounts of clearings are held in units of this many decimals, whatever the
/// currency, because a clearing does not name one.
inline constexpr int kClearingDecimals = 4;

enum class ClearingKind : uint8_t {
  kPayment,
  kDiscount,
  kFee,
  kShortPay,  // not paid and still owed
  kDeduction,
  kWriteOff,
  kWithholding,
  kNotOnItem,  // money that went to no item: on account, unidentified
};

/// One row of the history.
struct Clearing {
  std::string receipt;  // a bank reference or a receipt id
  std::string item;     // empty for kNotOnItem, and for a fee on no stated item
  WideMinor amount = 0;  // what it took off the item; a difference has no sign
  ClearingKind kind = ClearingKind::kPayment;
};

/// All rows, ordered by receipt, item and kind, one for each such three.
class Clearings {
 public:
  /// Adds the rows of a file: CSV, or NDJSON if its name ends in .ndjson, with
  /// the columns `bank_reference` or `receipt`, `item_id`, `amount` and, where
  /// there are differences, `kind`: payment (the default), discount, fee or
  /// bank_fee, short_pay, deduction, write_off, withholding; for money on no
  /// item unapplied, on_account, unidentified. A payment's amount is what the
  /// receipt pays on the item, net of differences; with a fee that names no
  /// item it is gross of that fee.
  /// Returns an empty string, or what is wrong with which file.
  std::string Read(const std::string& path);

  void Add(Clearing clearing) { rows_.push_back(std::move(clearing)); }
  /// Orders the rows and adds up those of one receipt, item and kind; call it
  /// once, after the last row.
  void Finish();

  const std::vector<Clearing>& rows() const { return rows_; }
  /// The rows of a receipt; none if history does not know it. Cost: a binary
  /// search.
  std::span<const Clearing> Of(std::string_view receipt) const;

 private:
  std::vector<Clearing> rows_;
};

}  // namespace cashmatch
