// SPDX-License-Identifier: Apache-2.0
// control.h - proves a message: its balances, or the sums of an MT942.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/read/bank_file.h"
#include "adapters/read/mt940/message.h"

namespace cashmatch::mt940 {

/// What the entries of a message add up to.
struct Tally {
  WideMinor credit = 0, debit = 0;  // booked, by the side they are on
  WideMinor expected_credit = 0, expected_debit = 0;  // EC, ED
  WideMinor reversals = 0;  // of the booked: credits - debits
  uint64_t credits = 0, debits = 0;
  uint64_t expected_credits = 0, expected_debits = 0;
  bool readable = true;  // every amount could be read

  void Add(Mark mark, Minor amount);
};

/// One declared figure against what was read. Codes are literals.
struct Check {
  Control control = Control::kAbsent;
  std::string_view code;  // empty: nothing to say
  std::string found, expected;
};

/// Opening + entries = closing. A message of entries without both balances, or
/// with one that cannot be read, proves nothing and is at fault.
Check ProveBalances(const Message& message, const Tally& tally);

/// The sum of :90C: (`credit`) or :90D:, with or without expected entries. What
/// may be entries below the floor limit, which are counted and not listed,
/// leaves it open.
Check ProveSum(const Message& message, bool credit, const Tally& tally);

/// The count of :90C: or :90D:; control stays absent.
Check CompareCount(const Message& message, bool credit, const Tally& tally);

}  // namespace cashmatch::mt940
