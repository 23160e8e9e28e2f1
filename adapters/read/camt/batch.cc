// SPDX-License-Identifier: Apache-2.0
// batch.cc - counts and totals of batches.
// Tested by tests/unit/adapters/read/camt/batch_test.cc
#include "adapters/read/camt/batch.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace cashmatch {
namespace {

/// Sums that are all right for a total, as seen from the entry's side.
using Sums = std::vector<WideMinor>;

class BatchTotals {
 public:
  BatchTotals(const Entry& entry, const Money& money, Side side,
              const Split& split)
      : entry_(entry), money_(money), side_(side), split_(split) {}

  std::optional<BatchFault> Check() const {
    WideMinor all = 0;
    bool complete = true;  // every batch says its total, in this currency
    size_t details = 0;
    for (const BatchText& batch : entry_.batches) {
      details += batch.details.count;
      const Money total = ReadMoney(batch.total, money_.currency);
      if (total.fault == MoneyFault::kMissing) {
        complete = false;
        continue;
      }
      if (!total.ok()) return Unreadable(batch, total.fault);
      if (total.currency != money_.currency) {
        complete = false;
        continue;
      }
      const WideMinor value = Signed(batch, total);
      all += value;
      if (entry_.batches.size() == 1 || batch.details.count == 0) continue;
      const Sums sums = SumsOf(batch.details);
      if (!sums.empty() && !Agrees(value, sums)) {
        return Disagrees(batch, sums.front(), value);
      }
    }
    if (!complete || details != entry_.details.size()) return std::nullopt;
    const Sums sums = SumsOfEntry();
    if (entry_.batches.empty() || Agrees(all, sums)) return std::nullopt;
    return Disagrees(entry_.batches.front(), sums.front(), all);
  }

 private:
  WideMinor Signed(const BatchText& batch, const Money& total) const {
    const bool against = SideOf(batch.side).value_or(side_) != side_;
    return against ? -WideMinor{total.minor} : WideMinor{total.minor};
  }

  static bool Agrees(WideMinor value, const Sums& sums) {
    return std::find(sums.begin(), sums.end(), value) != sums.end();
  }

  /// Of the details in `range`: as they are stated, and net. Nothing where the
  /// entry was not split.
  Sums SumsOf(Range range) const {
    if (split_.parts.size() != entry_.details.size()) return {};
    WideMinor stated = 0, net = 0;
    for (size_t i = range.first; i < range.first + range.count; ++i) {
      const Part& part = split_.parts[i];
      if (part.detail == nullptr) return {};
      const int sign = part.side == side_ ? 1 : -1;
      stated += sign * WideMinor{part.stated};
      net += sign * WideMinor{part.amount};
    }
    return {stated, net};
  }

  Sums SumsOfEntry() const {
    Sums sums = SumsOf({0, static_cast<uint32_t>(entry_.details.size())});
    if (entry_.details.empty()) sums.clear();
    const WideMinor charges = ChargesOf(entry_.charges, money_.currency);
    sums.insert(sums.begin(), money_.minor);
    sums.push_back(side_ == Side::kCredit ? money_.minor + charges
                                          : money_.minor - charges);
    return sums;
  }

  static BatchFault Held(const BatchText& batch) {
    BatchFault fault;
    fault.code = "CAMT-BATCH-TOTAL";
    fault.severity = Severity::kHeld;
    fault.offset = batch.total.offset;
    fault.done = "entry held";
    return fault;
  }

  static BatchFault Unreadable(const BatchText& batch, MoneyFault what) {
    BatchFault fault = Held(batch);
    fault.found = Quote(what == MoneyFault::kCurrency ? batch.total.currency
                                                      : batch.total.digits);
    fault.expected = ExpectedFor(what);
    return fault;
  }

  BatchFault Disagrees(const BatchText& batch, WideMinor ours,
                       WideMinor declared) const {
    BatchFault fault = Held(batch);
    fault.disagrees = true;
    fault.found = Format(ours);
    fault.expected = Format(declared) + " by TtlAmt";
    return fault;
  }

  std::string Format(WideMinor minor) const {
    return std::string(CodeOf(money_.currency)) + " " +
           FormatMoney(minor, money_.currency);
  }

  const Entry& entry_;
  const Money& money_;
  const Side side_;
  const Split& split_;
};

}  // namespace

std::optional<BatchFault> CheckBatchCounts(const Entry& entry) {
  for (const BatchText& batch : entry.batches) {
    uint64_t count = 0;
    const std::string_view text = batch.count;
    const auto [end, fault] =
        std::from_chars(text.data(), text.data() + text.size(), count);
    const uint32_t details = batch.details.count;
    if (text.empty() || fault != std::errc() || details < 2 ||
        count == details) {
      continue;
    }
    return BatchFault{"CAMT-BATCH-COUNT",
                      Severity::kWarning,
                      entry.offset,
                      std::to_string(details) + " details",
                      std::string(text) + " by NbOfTxs",
                      "read as they are"};
  }
  return std::nullopt;
}

std::optional<BatchFault> CheckBatchTotals(const Entry& entry,
                                           const Money& money, Side side,
                                           const Split& split) {
  if (entry.batches.empty()) return std::nullopt;
  return BatchTotals(entry, money, side, split).Check();
}

}  // namespace cashmatch
