// SPDX-License-Identifier: Apache-2.0
// sides.cc - sums by side, as they are and with one detail turned.
// Tested by tests/unit/adapters/read/bai2/sides_test.cc
#include "adapters/read/bai2/sides.h"

#include <optional>

#include "adapters/read/bai2/type_codes.h"

namespace cashmatch::bai2 {
namespace {

constexpr TypeCode kOpening = 10, kClosing = 15, kCredits = 100, kDebits = 400;

struct Stated {
  std::optional<WideMinor> opening, closing, credits, debits;

  bool balances() const { return opening && closing; }
  /// Whether anything says what a side comes to: its total, or the balances.
  bool Proves(const std::optional<WideMinor>& total) const {
    return total.has_value() || balances();
  }
  bool any() const { return balances() || credits || debits; }
  bool Agree(WideMinor credit, WideMinor debit) const {
    return (!credits || *credits == credit) && (!debits || *debits == debit) &&
           (!balances() || *opening + credit - debit == *closing);
  }
};

/// A code that stands twice says nothing that can be relied on.
Stated StatedBy(const std::vector<SummaryLine>& summaries) {
  Stated stated;
  for (const SummaryLine& summary : summaries) {
    if (!summary.amount.known()) continue;
    std::optional<WideMinor>* const to =
        summary.type == kOpening   ? &stated.opening
        : summary.type == kClosing ? &stated.closing
        : summary.type == kCredits ? &stated.credits
        : summary.type == kDebits  ? &stated.debits
                                   : nullptr;
    if (to == nullptr) continue;
    if (*to) return {};
    *to = summary.amount.minor;
  }
  return stated;
}

}  // namespace

void ForEachTurnedSide(const std::vector<SummaryLine>& summaries,
                       const DetailList& details,
                       const std::function<void(const Detail&)>& found) {
  const Stated stated = StatedBy(summaries);
  if (!stated.any()) return;
  const WideMinor credit = details.credit().sum;
  const WideMinor debit = details.debit().sum;
  if (stated.Agree(credit, debit)) return;
  details.ForEach([&](const Detail& detail, auto) {
    if (!detail.amount.known() || detail.amount.minor == 0) return true;
    const WideMinor amount = detail.amount.minor;
    const BaiSide side = SideOf(detail.type);
    const WideMinor rest_credit =
        side == BaiSide::kCredit ? credit - amount : credit;
    const WideMinor rest_debit =
        side == BaiSide::kDebit ? debit - amount : debit;
    const bool as_credit = side != BaiSide::kCredit &&
                           stated.Proves(stated.credits) &&
                           stated.Agree(rest_credit + amount, rest_debit);
    const bool as_debit = side != BaiSide::kDebit &&
                          stated.Proves(stated.debits) &&
                          stated.Agree(rest_credit, rest_debit + amount);
    if (as_credit || as_debit) found(detail);
    return true;
  });
}

}  // namespace cashmatch::bai2
