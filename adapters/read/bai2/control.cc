// SPDX-License-Identifier: Apache-2.0
// control.cc - comparing totals and counts.
// Tested by tests/unit/adapters/read/bai2/control_test.cc
#include "adapters/read/bai2/control.h"

namespace cashmatch::bai2 {

BaiTotal ReadBaiTotal(std::string_view text, bool decimals, int exponent) {
  if (text.find('.') != std::string_view::npos) {
    const BaiAmount amount = ReadBaiAmount(text, decimals, exponent);
    return {amount.state, amount.minor};
  }
  if (text.empty()) return {};
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);
  BaiTotal total{BaiAmount::State::kUnreadable, 0};
  if (text.empty()) return total;
  WideMinor sum = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return total;
    sum = sum * 10 + (c - '0');
    if (sum > kTotalMax) return total;
  }
  return {BaiAmount::State::kRead, negative ? -sum : sum};
}

void Sums::AddAmount(TypeCode type, Minor amount) {
  plain += amount;
  negated += SideOf(type) == BaiSide::kDebit ? -amount : amount;
  chained = plain;
}

void Sums::AddRecord(uint32_t record_continuations) {
  records += uint64_t{1} + record_continuations;
  continuations += record_continuations;
}

void Sums::AddPart(const Sums& part, const BaiTotal& declared) {
  plain += part.plain;
  negated += part.negated;
  chained += declared.known() ? declared.sum : part.chained;
  ++parts;
}

TotalCheck CheckTotal(const Sums& sums, WideMinor declared) {
  if (declared == sums.plain || declared == sums.chained) {
    return TotalCheck::kProved;
  }
  return declared == sums.negated ? TotalCheck::kConvention
                                  : TotalCheck::kFailed;
}

std::string CountHabit(const Sums& sums, uint64_t declared) {
  if (declared + sums.continuations == sums.records) return "88s not counted";
  if (declared + 1 == sums.records) return "trailer not counted";
  if (declared + sums.continuations + 1 == sums.records) {
    return "88s and trailer not counted";
  }
  return "";
}

std::string DifferenceHint(const Sums& sums, WideMinor declared,
                           const std::vector<SummaryLine>& summaries,
                           const DetailList& details) {
  WideMinor difference = declared - sums.plain;
  WideMinor net = sums.negated;
  for (const SummaryLine& summary : summaries) {
    if (!summary.amount.known()) continue;
    const WideMinor amount = summary.amount.minor;
    net -= SideOf(summary.type) == BaiSide::kDebit ? -amount : amount;
  }
  if (declared == net) return "it is the net of the details alone";
  if (difference < 0) difference = -difference;
  uint32_t number = 0;
  details.ForEach([&](const Detail& detail, auto) {
    const WideMinor amount = detail.amount.minor;
    if (!detail.amount.known() ||
        difference != (amount < 0 ? -amount : amount)) {
      return true;
    }
    number = detail.number;
    return false;
  });
  if (number != 0) return "the difference is detail " + std::to_string(number);
  for (const SummaryLine& summary : summaries) {
    const WideMinor amount = summary.amount.minor;
    if (summary.amount.known() &&
        difference == (amount < 0 ? -amount : amount)) {
      if (summary.type == kNoTypeCode) return "the difference is a summary";
      return "the difference is the summary of type " +
             std::to_string(summary.type);
    }
  }
  return "";
}

std::string PlainDigits(WideMinor sum) { return FormatDecimal(sum, 0); }

}  // namespace cashmatch::bai2
