// SPDX-License-Identifier: Apache-2.0
// control.h - what trailers declare against what was read.
//
// A control total is the sum of every amount of records 03 and 16, signs as
// written, debits not negated; a group's is the sum of its accounts', a file's
// the sum of its groups'. Counts include header, trailer and every 88.
// Source: BAI2 cash management balance reporting, records 49, 98 and 99.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bai2/details.h"
#include "adapters/read/bai2/entries.h"
#include "engine/base/money.h"

namespace cashmatch::bai2 {

/// A total as a trailer states it.
struct BaiTotal {
  BaiAmount::State state = BaiAmount::State::kAbsent;
  WideMinor sum = 0;
  bool known() const { return state == BaiAmount::State::kRead; }
};

/// What ten billion amounts can come to. A file of more records than that
/// would be needed to bring the sum of its totals beyond WideMinor.
inline constexpr WideMinor kTotalMax = WideMinor{kAmountMax} * 10'000'000'000;

/// Reads a total of at most kTotalMax; with a decimal point (see
/// ReadBaiAmount) one of at most kAmountMax.
BaiTotal ReadBaiTotal(std::string_view text, bool decimals, int exponent);

/// What was read inside one account, group or file.
struct Sums {
  WideMinor plain = 0;         // signs as written
  WideMinor negated = 0;       // amounts of debit codes subtracted
  WideMinor chained = 0;       // children by what they declare, else as read
  uint64_t records = 0;        // all lines with a record code
  uint64_t continuations = 0;  // the 88s among them
  uint64_t parts = 0;          // accounts of a group, groups of a file

  void AddAmount(TypeCode type, Minor amount);
  void AddRecord(uint32_t record_continuations);
  /// Adds a finished child that declared `declared`, or nothing readable.
  void AddPart(const Sums& part, const BaiTotal& declared);
};

enum class TotalCheck : uint8_t {
  kProved,
  kConvention,  // right if debits are subtracted, as some banks do
  kFailed,
};

TotalCheck CheckTotal(const Sums& sums, WideMinor declared);

/// Says what a wrong count is when it is a known habit: "88s not counted".
std::string CountHabit(const Sums& sums, uint64_t declared);

/// Says what the difference of an account's total is equal to, if anything
/// plain: one detail, a summary, the net of the details.
std::string DifferenceHint(const Sums& sums, WideMinor declared,
                           const std::vector<SummaryLine>& summaries,
                           const DetailList& details);

/// Writes a sum the way the file does: digits, no point.
std::string PlainDigits(WideMinor sum);

}  // namespace cashmatch::bai2
