// SPDX-License-Identifier: Apache-2.0
// rows.h - truth and results as rows of numbers, sorted by receipt.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/money.h"

namespace cashmatch {

/// A text as a number; two texts of a corpus with one number are not to be
/// expected (64 bits).
uint64_t KeyOf(std::string_view text);

/// Amounts of any currency are held in units of this many decimals.
inline constexpr int kScoreDecimals = 4;

/// A receipt pays an item.
struct PaidRow {
  uint64_t receipt = 0, item = 0;
  Minor amount = 0;
  friend auto operator<=>(const PaidRow&, const PaidRow&) = default;
};

/// A difference that a receipt leaves on an item; item 0 for fees
/// and where it is not stated.
struct DifferenceRow {
  uint64_t receipt = 0, kind = 0, item = 0;
  Minor amount = 0;  // without sign
  friend auto operator<=>(const DifferenceRow&, const DifferenceRow&) = default;
};

/// A receipt of the truth.
struct TrueReceipt {
  uint64_t receipt = 0;
  uint64_t order = 0;  // in truth_receipts
  Minor amount = 0;
  uint32_t cls = 0;  // into Truth::classes
  bool due = false;  // expected `applied` or `partial`
};

struct Truth {
  std::vector<std::string> classes;  // sorted
  std::vector<TrueReceipt> receipts;
  std::vector<PaidRow> paid;
  std::vector<DifferenceRow> differences;
  std::vector<uint64_t>
      fee_somewhere;  // receipts with a fee but no item for it
};

/// What a receipts table says of one receipt.
struct StatedReceipt {
  uint64_t receipt = 0;
  Minor applied = 0;
};

struct ResultRows {
  std::vector<PaidRow> paid;
  std::vector<DifferenceRow> differences;
  std::vector<PaidRow> fees;  // rows of kind fee, with the item that bears them
  std::vector<StatedReceipt> receipts;
  bool brief = false;  // receipts that were applied are not in the table
  std::string broken;  // the first receipt whose parts are not its amount
};

// Each returns an empty string, or what is wrong with which file. The vectors
// come sorted.
std::string ReadTruth(const std::string& folder, Truth* truth);
std::string ReadResults(const std::string& folder, ResultRows* results);

}  // namespace cashmatch
